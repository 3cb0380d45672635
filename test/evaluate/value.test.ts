import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { actionValue, advantage } from '../../src/evaluate/actionValue.js';
import { expectedReturn } from '../../src/evaluate/expectedReturn.js';
import { pathProbability, paths } from '../../src/evaluate/paths.js';
import { reachProbability } from '../../src/evaluate/reachProbability.js';
import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import { chance, decision, game, paying, terminal } from '../../src/game/builders.js';
import { NodeKind } from '../../src/game/game.js';
import { LIBRARY } from '../../src/game/library/index.js';
import { uniformPolicy } from '../../src/policy/policy.js';
import { policyFromJson } from '../../src/policy/policyFile.js';
import { arbitraryGame, arbitraryPlainGame, arbitrarySharedGame, withPolicy } from '../support/arbitraryGame.js';

const anyGame = fc.oneof(arbitraryGame, arbitraryPlainGame, arbitrarySharedGame);
const options = { seed: 5, numRuns: 200 };

describe('by hand', () => {
  const built = game(
    'by hand',
    decision({
      safe: paying('1/10', terminal(1)),
      risky: chance([
        ['1/3', 'win', decision({ keep: terminal(6), double: chance([['1/2', 'up', terminal(12)], ['1/2', 'down', terminal(0)]]) })],
        ['2/3', 'lose', terminal(0)],
      ]),
    }),
    { discount: '1/2' },
  ); // prettier-ignore
  const policy = policyFromJson(built, {
    root: { safe: '3/4', risky: '1/4' },
    'risky.win': { keep: '1/3', double: '2/3' },
  });

  test('V, Q, A and reach', () => {
    const values = value(policy);
    const at = (name: string): string => values[built.nodeName.indexOf(name)].toString();
    // win: ½·6 either way; risky: ⅓·3 = 1; safe: 1/10 + ½·1; root: ¾·⅗ + ¼·½.
    expect([at('risky.win.double'), at('risky.win'), at('risky'), at('root')]).toEqual(['6', '3', '1', '23/40']);
    expect(actionValue(built, values).slice(0, 2).map(String)).toEqual(['3/5', '1/2']);
    expect(advantage(built, values).slice(0, 2).map(String)).toEqual(['1/40', '-3/40']);
    const reach = reachProbability(built, policy.probability);
    expect(reach[built.nodeName.indexOf('risky.win.double')].toString()).toBe('1/18');
  });
});

describe('V', () => {
  property.prop([withPolicy(anyGame)], options)(
    'at the root is the mean return of the paths',
    ({ game: built, policy }) => {
      const terms = paths(built).map((path) => pathProbability(policy.probability, path).mul(path.pathReturn));
      expect(value(policy)[0]).toEqual(Rational.sum(terms));
    },
  );

  property.prop([withPolicy(anyGame)], options)(
    'is the mean of Q, and A has mean 0, at every inner node',
    ({ game: built, policy }) => {
      const values = value(policy);
      const q = actionValue(built, values);
      const a = advantage(built, values);
      for (let i = 0; i < built.nodeCount; i++) {
        if (built.kind[i] === NodeKind.terminal) {
          expect(values[i]).toEqual(built.reward[i]);
          continue;
        }
        const edges = policy.probability
          .map((p, e) => [p, e] as const)
          .slice(built.firstEdge[i], built.firstEdge[i + 1]);
        expect(Rational.sum(edges.map(([p, e]) => p.mul(q[e])))).toEqual(values[i]);
        expect(Rational.sum(edges.map(([p, e]) => p.mul(a[e]))).isZero()).toBe(true);
      }
    },
  );
});

describe('J over common denominators', () => {
  property.prop([withPolicy(anyGame)], { ...options, numRuns: 400 })('is V at the root', ({ policy }) => {
    expect(expectedReturn(policy)).toEqual(value(policy)[0]);
  });

  test.each(LIBRARY.map((entry) => [entry.id, entry] as const))('of the uniform policy in %s', (_, entry) => {
    const policy = uniformPolicy(entry.build());
    expect(expectedReturn(policy)).toEqual(value(policy)[0]);
  });

  test('of unequal depths, with doubles below and bigints above', () => {
    const prime = 1_000_003;
    let root = decision({ a: terminal('1/7'), b: terminal('-5/11') });
    for (let t = 0; t < 6; t++) root = decision({ stop: terminal(`${t}/13`), go: chance([[`1/${prime}`, 'x', root], [`${prime - 1}/${prime}`, 'y', terminal('1/3')]]) }); // prettier-ignore
    const policy = uniformPolicy(game('deep', root));
    expect(value(policy)[0].denominator > 10n ** 30n).toBe(true);
    expect(expectedReturn(policy)).toEqual(value(policy)[0]);
  });

  test('of probabilities over denominators beyond 2^53', () => {
    const half = 2n ** 60n;
    const built = game('fine', chance([[`${half - 1n}/${2n * half}`, 'x', terminal(1)], [`${half + 1n}/${2n * half}`, 'y', terminal(0)]])); // prettier-ignore
    expect(expectedReturn(uniformPolicy(built))).toEqual(Rational.of(half - 1n, 2n * half));
  });

  test('of a lone terminal node', () => {
    expect(expectedReturn(uniformPolicy(game('lone', terminal('-3/10')))).toString()).toBe('-3/10');
  });
});

describe('reach probabilities', () => {
  property.prop([withPolicy(anyGame)], options)('of the terminal nodes sum to 1', ({ game: built, policy }) => {
    const reach = reachProbability(built, policy.probability);
    expect(Rational.sum(reach.filter((_, i) => built.kind[i] === NodeKind.terminal))).toEqual(Rational.ONE);
  });

  property.prop([withPolicy(anyGame)], options)(
    'are the total probability of the paths through the node',
    ({ game: built, policy }) => {
      const through = new Array<Rational>(built.nodeCount).fill(Rational.ZERO);
      for (const path of paths(built)) {
        const p = pathProbability(policy.probability, path);
        for (const i of path.nodes) through[i] = through[i].add(p);
      }
      expect(reachProbability(built, policy.probability)).toEqual(through);
    },
  );
});
