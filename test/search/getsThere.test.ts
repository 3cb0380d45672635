import { describe, expect, it } from 'vitest';
import { clipped, exact, gradient } from '../../src/algorithm/surrogates.js';
import { defineAlgorithm } from '../../src/algorithm/defineAlgorithm.js';
import { iterate } from '../../src/algorithm/iterate.js';
import { examineWholeRow, isMeasured, measureRow } from '../../src/atlas/examineRow.js';
import { parseRow } from '../../src/atlas/row.js';
import { groupDeviation, JOINT } from '../../src/estimate/estimators.js';
import { gameFromJson } from '../../src/game/buildGame.js';
import type { GameSpec } from '../../src/game/gameSpec.js';
import { examinedOf } from '../../src/guarantees/examinedOf.js';
import type { Step } from '../../src/guarantees/guarantee.js';
import { inDoubles } from '../../src/guarantees/trial.js';
import { policyFromJson } from '../../src/policy/policyFile.js';
import type { Policy } from '../../src/policy/policy.js';
import { courses } from '../../src/search/courses.js';
import { getsThere, summary } from '../../src/search/getsThere.js';
import { whyNever } from '../../src/search/staysAway.js';
import { committedAtlas } from '../../tools/atlasPage.js';

const { settings, getsThere: stored } = committedAtlas();
const measuredRows = settings.rows.filter((row) => isMeasured(parseRow(row)));

describe('"gets there"', () => {
  it('is measured on thirty games or more, from up to five starts', () => {
    expect(courses().length).toBeGreaterThanOrEqual(30);
    expect(courses().every(({ starts }) => starts.length <= 5 && starts.length > 0)).toBe(true);
  });

  it('leaves nothing where one sweep is optimal, and tells a rule that climbs from one that does not', () => {
    const best = measureRow(parseRow('joint unrestricted reverse full'));
    expect(best?.after.map(({ undecided, worst }) => [undecided, Number(worst.left) < 1e-9])).toEqual([
      [0, true],
      [0, true],
    ]);
    expect(best?.never).toEqual([]);
    // Over the group's deviation some run ends below where it started; SeeUPO's never does.
    expect(Number(measureRow(parseRow('group-std:2 clip-turn:1/5 reverse full'))?.after[1].worst.left)).toBeGreaterThan(
      1.5,
    );
    expect(Number(measureRow(parseRow('grae:2 clip-turn:1/5 reverse full'))?.after[1].worst.left)).toBeLessThanOrEqual(
      1,
    );
  });

  it.each(measuredRows.filter((_, n) => n % 37 === 5))('of %s comes out as stored', (row) => {
    expect(measureRow(parseRow(row))).toEqual(stored[row]);
  });

  it('is stored for every row of full information and several turns, and for no other', () => {
    expect(Object.keys(stored)).toEqual(measuredRows);
    const budget = { seed: 1, runs: 1 };
    expect(
      examineWholeRow({ row: 'joint unrestricted reverse truncated', columns: ['one-sweep'] }, budget),
    ).not.toHaveProperty('getsThere');
  });
});

/** 15/2 with probability 3/5, or 7 for certain: the better arm is seldom the better one of two. */
const OFTEN_OR_MUCH: GameSpec = {
  version: 1,
  name: 'often or much',
  root: {
    actions: [
      {
        label: 'risky',
        to: {
          chance: [
            { probability: '3/5', label: 'won', to: { reward: '15/2' } },
            { probability: '2/5', label: 'lost', to: { reward: '0' } },
          ],
        },
      },
      { label: 'sure', to: { reward: '7' } },
    ],
  },
};

function on(spec: GameSpec, root: Record<string, string>): Policy {
  const game = gameFromJson(spec);
  return policyFromJson(game, { root });
}

const arms = (...rewards: string[]): GameSpec => ({
  version: 1,
  name: 'arms',
  root: { actions: rewards.map((reward, n) => ({ label: `${n}`, to: { reward } })) },
});

describe('a run that certainly never gets to J*', () => {
  const overDeviation = defineAlgorithm({
    name: 'over the deviation',
    estimator: groupDeviation(2),
    surrogate: gradient('1'),
  });
  const plain = defineAlgorithm({ name: 'plain', estimator: JOINT, surrogate: gradient('1') });

  it('has the wrong sign wherever the better arm has no more than at the start', () => {
    const start = on(OFTEN_OR_MUCH, { risky: '1/2', sure: '1/2' });
    expect(whyNever(examinedOf(overDeviation), start, inDoubles(start).policy, false)).toBe('sign');
    expect(whyNever(examinedOf(plain), start, inDoubles(start).policy, false)).toBeUndefined();
  });

  it('is not called so where the sign is the right one', () => {
    const start = on(arms('1', '0'), { 0: '1/2', 1: '1/2' });
    expect(whyNever(examinedOf(overDeviation), start, inDoubles(start).policy, false)).toBeUndefined();
  });

  it('comes to a standstill, or runs in a cycle, below J*', () => {
    const still: Step = (policy) => policy;
    const swap: Step = ({ game, probability: [p, q] }) => ({ game, probability: [q, p] });
    const start = on(arms('1', '0'), { 0: '1/3', 1: '2/3' });
    const { policy: end } = inDoubles(start);
    expect(whyNever({ step: still }, start, end, true)).toBe('standstill');
    expect(whyNever({ step: swap }, start, end, true)).toBe('cycle');
    expect(whyNever({ step: swap }, start, end, false)).toBeUndefined();
    // A cycle through the optimum is none of these, nor is a standstill at it.
    const worst = on(arms('1', '0'), { 0: '0', 1: '1' });
    expect(whyNever({ step: swap }, worst, end, true)).toBeUndefined();
    const best = defineAlgorithm({ name: 'best', estimator: JOINT, surrogate: exact('unrestricted') });
    expect(whyNever(examinedOf(best), start, end, true)).toBeUndefined();
  });

  it('has lost an action that J* needs, where the step gives no probability back', () => {
    const start = on(arms('1', '0', '2'), { 0: '1/10', 1: '9/10', 2: '0' });
    const { policy: end } = inDoubles(start);
    const clip = defineAlgorithm({ name: 'clip', estimator: JOINT, surrogate: clipped('1/5') });
    expect(iterate(clip, start).probability.map(String)).toEqual(['7/25', '18/25', '0']);
    expect(whyNever(examinedOf(clip), start, end, false)).toBe('support');
    const other = on(arms('2', '0', '1'), { 0: '1/10', 1: '9/10', 2: '0' });
    expect(whyNever(examinedOf(clip), other, inDoubles(other).policy, false)).toBeUndefined();
    // The Euclidean step gives probability back, so that nothing is said of it.
    const euclidean = defineAlgorithm({ name: 'euclidean', estimator: JOINT, surrogate: exact('euclidean:1') });
    expect(iterate(euclidean, start).probability[2].toString()).not.toBe('0');
    expect(whyNever(examinedOf(euclidean), start, end, false)).toBeUndefined();
  });

  it('is counted by argument, and not for a standstill that depends on a drawn order', () => {
    const still: Step = (policy) => policy;
    const all = summary(getsThere({ step: still }))?.never;
    expect(all?.map(({ why, runs }) => [why, runs])).toEqual([
      ['standstill', summary(getsThere({ step: still }))?.runs],
    ]);
    expect(summary(getsThere({ step: still }, [1, 2]))?.never).toEqual([]);
  });
});
