import { describe, expect, test } from 'vitest';
import type { Algorithm } from '../../src/algorithm/algorithm.js';
import * as named from '../../src/algorithm/algorithms.js';
import { iterate } from '../../src/algorithm/iterate.js';
import { clipped } from '../../src/algorithm/surrogates.js';
import { VACUOUS } from '../../src/claims/outcome.js';
import { Rational } from '../../src/exact/rational.js';
import { uniformPolicy, unchecked } from '../../src/policy/policy.js';
import { examine, type ExaminedVerdict } from '../../src/guarantees/examine.js';
import type { Guarantee, GuaranteeRegime, Step } from '../../src/guarantees/guarantee.js';
import { guaranteeById, GUARANTEES } from '../../src/guarantees/guarantees.js';

const FULL: GuaranteeRegime = { information: 'full', turns: 'multi' };
const stepOf =
  (algorithm: Algorithm): Step =>
  (policy, options) =>
    iterate(algorithm, policy, options);

function verdict(step: Step, id: string, regime = FULL, runs = 40): ExaminedVerdict {
  return examine({ step, guarantee: guaranteeById(id), regime, runs, seed: 1 }).verdict;
}

describe('what the catalogue says of SeeUPO, each guarantee finds again', () => {
  test.each([
    ['monotone', 'holds'],
    ['monotone-everywhere', 'holds'],
    ['fixed-point', 'holds'],
    ['limit', 'refuted'], // E9
    ['one-sweep', 'refuted'], // E1 needs an unrestricted step
    ['early-ends', 'holds'],
    ['relabelling', 'holds'],
  ] as const)('%s: %s', (id, expected) => {
    expect(verdict(stepOf(named.SEEUPO), id)).toBe(expected);
  });

  test('in other information it keeps less', () => {
    expect(verdict(stepOf(named.SEEUPO), 'monotone', { ...FULL, information: 'truncated' })).toBe('holds');
    expect(verdict(stepOf(named.SEEUPO), 'monotone', { ...FULL, information: 'shared' })).toBe('refuted'); // D6
    expect(verdict(stepOf(named.SEEUPO), 'limit', { ...FULL, information: 'truncated' })).toBe('refuted'); // E5
    expect(verdict(stepOf(named.SEEUPO), 'early-ends', { ...FULL, information: 'shared' })).toBe('not applicable');
  });
});

describe('orders', () => {
  const of = (order: Algorithm['order']): Algorithm => ({ ...named.BACKWARD_INDUCTION, order });

  test('only the reverse one is at the optimum after one unrestricted sweep (E1), all after T (E2)', () => {
    expect(verdict(stepOf(of('reverse')), 'one-sweep')).toBe('holds');
    for (const order of ['forward', 'simultaneous'] as const) {
      expect(verdict(stepOf(of(order)), 'one-sweep')).toBe('refuted');
      expect(verdict(stepOf(of(order)), 'all-turns')).toBe('holds');
    }
  });

  test('a random one with two seeds is refuted by one of them', () => {
    expect(verdict(stepOf(of('random')), 'one-sweep', { ...FULL, seeds: [1, 2] })).toBe('refuted');
  });
});

test("a group's standard deviation loses monotone improvement, without it the same surrogate keeps it (B5, D4)", () => {
  expect(verdict(stepOf(named.GRPO), 'monotone', FULL, 400)).toBe('refuted');
  expect(verdict(stepOf({ ...named.GRPO, estimator: named.SEEUPPO_GRAE.estimator }), 'monotone', FULL, 400)).toBe(
    'holds',
  );
});

test('a gradient step moves nothing where all rewards are equal; an argmax moves among equals', () => {
  expect(verdict(stepOf(named.RLOO), 'equal-rewards')).toBe('holds');
  expect(verdict(stepOf(named.SEEUPO), 'equal-rewards')).toBe('refuted');
});

describe('a bad update is caught by every guarantee', () => {
  const worst: Step = ({ game }) =>
    unchecked(
      game,
      game.infoSets.map(([i]) =>
        Array.from({ length: game.firstEdge[i + 1] - game.firstEdge[i] }, (_, a) =>
          a === 0 ? Rational.ONE : Rational.ZERO,
        ),
      ),
    );
  // Half-way to uniform where the game has many turns: depends on the padding.
  const countsTurns: Step = (policy) =>
    policy.game.turns > 1 && policy.game.infoSets.length > 3 ? uniformPolicy(policy.game) : policy;
  const stays: Step = (policy) => policy;

  test.each([
    ['monotone', worst],
    ['monotone-everywhere', worst],
    ['fixed-point', stays],
    ['limit', stays],
    ['one-sweep', stays],
    ['all-turns', stays],
    ['early-ends', countsTurns],
    ['relabelling', worst],
    ['equal-rewards', worst],
  ] as const)('%s', (id, step) => {
    const found = examine({ step, guarantee: guaranteeById(id), regime: FULL, runs: 100, seed: 1 });
    expect(found.verdict).toBe('refuted');
    expect(found.counterexample?.violation.expected).not.toBe('');
  });

  test('and the list of guarantees has no other', () => {
    expect(GUARANTEES).toHaveLength(9);
  });
});

test('a guarantee whose premise never occurs is open, not holding', () => {
  const guarantee: Guarantee = { ...guaranteeById('monotone'), check: () => () => VACUOUS };
  const found = examine({ step: (policy) => policy, guarantee, regime: FULL, runs: 20, seed: 1 });
  expect(found.verdict).toBe('open');
  expect(found.checked).toBeGreaterThan(20);
});

test('the same seed gives the same examination', () => {
  const run = (seed: number): unknown =>
    examine({
      step: stepOf({ ...named.SEEUPO, surrogate: clipped('1/2') }),
      guarantee: guaranteeById('fixed-point'),
      regime: FULL,
      runs: 60,
      seed,
    });
  expect(run(3)).toEqual(run(3));
  expect(run(3)).not.toEqual(run(4));
});

test('an unknown guarantee is named with those that exist', () => {
  expect(() => guaranteeById('monotonous')).toThrow('there is no guarantee "monotonous"; there are monotone,');
});
