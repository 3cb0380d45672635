import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { carriedAdvantage, jointAdvantage, ratios } from '../../src/evaluate/carriedAdvantage.js';
import { pathReturn } from '../../src/evaluate/pathReturn.js';
import { pathProbability, paths } from '../../src/evaluate/paths.js';
import { value } from '../../src/evaluate/value.js';
import { ExactError } from '../../src/exact/exactError.js';
import { Rational } from '../../src/exact/rational.js';
import { decision, game, paying, terminal } from '../../src/game/builders.js';
import { NodeKind } from '../../src/game/game.js';
import { hasFullSupport } from '../../src/policy/policy.js';
import { policyFromJson } from '../../src/policy/policyFile.js';
import { arbitraryGame, arbitraryPolicy, arbitrarySharedGame } from '../support/arbitraryGame.js';

const anyGame = fc.oneof(arbitraryGame, arbitrarySharedGame);
const withTwoPolicies = anyGame.chain((built) =>
  fc.record({ built: fc.constant(built), old: arbitraryPolicy(built), candidate: arbitraryPolicy(built) }),
);
const options = { seed: 8, numRuns: 200 };

const two = game(
  'two',
  decision({ left: paying(1, terminal(4)), right: decision({ up: paying(2, terminal(8)), down: terminal(0) }) }),
  { discount: '1/2' },
);

describe('paths', () => {
  test('come in edge order, with the discounted return', () => {
    expect(
      paths(two).map((path) => [path.edges.map((e) => two.label[e]).join(' '), path.pathReturn.toString()]),
    ).toEqual([
      ['left', '3'], // 1 + ½·4
      ['right up', '3'], // ½·2 + ¼·8
      ['right down', '0'],
    ]);
  });

  property.prop([withTwoPolicies], options)('have probabilities that sum to 1', ({ built, old }) => {
    expect(Rational.sum(paths(built).map((path) => pathProbability(old.probability, path)))).toEqual(Rational.ONE);
  });

  property.prop([anyGame], options)('lead along edges from the root to a terminal node', (built) => {
    for (const { nodes, edges } of paths(built)) {
      expect(nodes[0]).toBe(0);
      expect(built.kind[nodes[edges.length]]).toBe(NodeKind.terminal);
      edges.forEach((e, step) => expect(built.child[e]).toBe(nodes[step + 1]));
    }
  });

  test('are refused beyond the limit', () => {
    expect(paths(two, 3)).toHaveLength(3);
    expect(() => paths(two, 2)).toThrow('"two" has more than 2 paths');
  });
});

describe('the return at a terminal node', () => {
  property.prop([arbitraryGame], options)('is the return of the path that ends there', (built) => {
    const returns = pathReturn(built);
    for (const path of paths(built)) expect(returns[path.nodes[path.edges.length]]).toEqual(path.pathReturn);
  });

  test('does not exist where paths with different returns share the node', () => {
    const shared = game('shared', decision({ a: paying(1, 'end'), b: 'end' }), { nodes: { end: terminal(0) } });
    expect(shared.returnAtTerminal).toBe(false);
    expect(() => pathReturn(shared)).toThrow('unroll it into a tree first');
  });
});

describe('the carried advantage', () => {
  test('by hand: M_t = ρ_t · M_{t+1}', () => {
    const half = { left: '1/2', right: '1/2' };
    const old = policyFromJson(two, { root: half, right: { up: '1/2', down: '1/2' } });
    const candidate = policyFromJson(two, { root: { left: '1/4', right: '3/4' }, right: { up: '1/5', down: '4/5' } });
    const path = paths(two)[1];
    expect(ratios(path, candidate, old).map(String)).toEqual(['3/2', '2/5']);
    const joint = jointAdvantage(path, value(old)); // 3 − (½·3 + ¼·3 + ¼·0) = 3/4
    expect(joint.toString()).toBe('3/4');
    expect(carriedAdvantage(joint, ratios(path, candidate, old)).map(String)).toEqual(['9/20', '3/10', '3/4']);
  });

  property.prop([withTwoPolicies], options)(
    'M_1 has the mean J(π̄) − J(π_k) under a fully supported π_k',
    ({ built, old, candidate }) => {
      fc.pre(hasFullSupport(old));
      const baseline = value(old)[0];
      const terms = paths(built).map((path) => {
        const [m1] = carriedAdvantage(jointAdvantage(path, value(old)), ratios(path, candidate, old));
        return pathProbability(old.probability, path).mul(m1);
      });
      expect(Rational.sum(terms)).toEqual(value(candidate)[0].sub(baseline));
    },
  );

  test('has no ratio where the old policy never goes', () => {
    const old = policyFromJson(two, { root: { left: 1, right: 0 }, right: { up: 1, down: 0 } });
    expect(() => ratios(paths(two)[1], old, old)).toThrow(ExactError);
  });
});
