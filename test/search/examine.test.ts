import { describe, expect, test } from 'vitest';
import type { Algorithm } from '../../src/algorithm/algorithm.js';
import * as named from '../../src/algorithm/algorithms.js';
import { clipped } from '../../src/algorithm/surrogates.js';
import { VACUOUS } from '../../src/claims/outcome.js';
import { Rational } from '../../src/exact/rational.js';
import { examinedOf } from '../../src/guarantees/examinedOf.js';
import type { Guarantee, GuaranteeRegime, Step } from '../../src/guarantees/guarantee.js';
import { guaranteeById, GUARANTEES } from '../../src/guarantees/guarantees.js';
import { uniformPolicy, unchecked } from '../../src/policy/policy.js';
import { corpusIn, ownCorpus } from '../../src/search/corpus.js';
import { examine, examineAll, type Examination } from '../../src/search/examine.js';

const FULL: GuaranteeRegime = { information: 'full', turns: 'multi' };

function found(algorithm: Algorithm | Step, id: string, regime = FULL, runs = 40): Examination {
  const step = typeof algorithm === 'function' ? algorithm : examinedOf(algorithm);
  return examine({ step, guarantee: guaranteeById(id), regime, runs, seed: 1 });
}

/** `stands`: nothing was found against it; so few instances are never enough for "holds". */
function verdict(algorithm: Algorithm | Step, id: string, regime = FULL, runs = 40): string {
  const word = found(algorithm, id, regime, runs).verdict;
  return word === 'refuted' || word === 'not applicable' ? word : 'stands';
}

describe('what the catalogue says of SeeUPO, each guarantee finds again', { timeout: 120_000 }, () => {
  test.each([
    ['monotone', 'stands'],
    ['monotone-everywhere', 'stands'],
    ['fixed-point', 'stands'],
    ['one-sweep', 'refuted'], // E1 needs an unrestricted step
    ['early-ends', 'stands'],
    ['relabelling', 'stands'],
    ['equal-rewards', 'stands'],
  ] as const)('%s: %s', (id, expected) => {
    expect(verdict(named.SEEUPO, id)).toBe(expected);
  });

  test('rests: refuted by a known game (E9), which a short search does not find by itself', () => {
    const budget = { seed: 1, runs: 1, first: corpusIn(ownCorpus(), FULL) };
    const [{ verdict: word }] = examineAll(examinedOf(named.SEEUPO), [guaranteeById('rests')], FULL, budget);
    expect(word).toBe('refuted');
  });

  test('in other information it keeps less', () => {
    expect(verdict(named.SEEUPO, 'monotone', { ...FULL, information: 'truncated' })).toBe('stands');
    expect(verdict(named.SEEUPO, 'monotone', { ...FULL, information: 'shared' })).toBe('refuted'); // D6
    expect(verdict(named.SEEUPO, 'rests', { ...FULL, information: 'truncated' })).toBe('refuted'); // E5
    expect(verdict(named.SEEUPO, 'early-ends', { ...FULL, information: 'shared' })).toBe('not applicable');
  });
});

test('what breaks is reported as soon as it does, and comes out the same at the end', () => {
  const early: Examination[] = [];
  const guarantees = ['monotone', 'rests', 'one-sweep'].map(guaranteeById);
  const budget = { seed: 1, runs: 40, first: corpusIn(ownCorpus(), FULL) };
  const all = examineAll(examinedOf(named.SEEUPO), guarantees, FULL, budget, (one) => early.push(one));
  expect(all.map((one) => one.verdict)).toEqual(['inconclusive', 'refuted', 'refuted']);
  expect(new Set(early)).toEqual(new Set(all.slice(1)));
  expect(examineAll(examinedOf(named.SEEUPO), guarantees, FULL, budget)).toEqual(all);
});

describe('orders', { timeout: 120_000 }, () => {
  const of = (order: Algorithm['order']): Algorithm => ({ ...named.BACKWARD_INDUCTION, order });

  test('only the reverse one is at the optimum after one unrestricted sweep (E1), all after T (E2)', () => {
    expect(verdict(of('reverse'), 'one-sweep')).toBe('stands');
    for (const order of ['forward', 'simultaneous'] as const) {
      expect(verdict(of(order), 'one-sweep')).toBe('refuted');
      expect(verdict(of(order), 'all-turns')).toBe('stands');
    }
  });

  test('a random one with two seeds is refuted by one of them', () => {
    expect(verdict(of('random'), 'one-sweep', { ...FULL, seeds: [1, 2] })).toBe('refuted');
  });
});

test("a group's standard deviation loses monotone improvement, without it the same surrogate keeps it (B5, D4)", () => {
  expect(verdict(named.GRPO, 'monotone')).toBe('refuted');
  expect(verdict({ ...named.GRPO, estimator: named.SEEUPPO_GRAE.estimator }, 'monotone')).toBe('stands');
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
  // Uniform where the game has many turns: depends on the padding.
  const countsTurns: Step = (policy) =>
    policy.game.turns > 1 && policy.game.infoSets.length > 3 ? uniformPolicy(policy.game) : policy;
  const stays: Step = (policy) => policy;

  test.each([
    ['monotone', worst],
    ['monotone-everywhere', worst],
    ['fixed-point', stays],
    ['rests', stays],
    ['one-sweep', stays],
    ['all-turns', stays],
    ['early-ends', countsTurns],
    ['relabelling', worst],
    ['equal-rewards', worst],
  ] as const)('%s', (id, step) => {
    const { verdict: word, counterexample } = found(step, id, FULL, 100);
    expect(word).toBe('refuted');
    expect(counterexample?.violation.expected).not.toBe('');
  });

  test('and the list of guarantees has no other', () => {
    expect(GUARANTEES).toHaveLength(9);
  });
});

test('a guarantee whose premise never occurs is never said to hold', () => {
  const guarantee: Guarantee = { ...guaranteeById('monotone'), quick: () => VACUOUS, decide: () => VACUOUS };
  const { verdict: word, counts } = examine({
    step: (policy) => policy,
    guarantee,
    regime: FULL,
    runs: 1000,
    seed: 1,
  });
  expect(counts.vacuous).toBe(counts.checked);
  expect(word).toBe('open');
});

test('the same seed gives the same examination', () => {
  const run = (seed: number): unknown => {
    const step = examinedOf({ ...named.SEEUPO, surrogate: clipped('1/2') });
    return examine({ step, guarantee: guaranteeById('monotone'), regime: FULL, runs: 60, seed });
  };
  expect(run(3)).toEqual(run(3));
  expect(run(3)).not.toEqual(run(4));
});

test('an unknown guarantee is named with those that exist; "limit" with what it became', () => {
  expect(() => guaranteeById('monotonous')).toThrow('there is no guarantee "monotonous"; there are monotone,');
  expect(() => guaranteeById('limit')).toThrow('rests');
});
