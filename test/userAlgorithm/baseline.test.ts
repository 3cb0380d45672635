import { describe, expect, it } from 'vitest';
import { type Baseline, baselineOf, baselineSpec, changesSince } from '../../src/userAlgorithm/baseline.js';
import { type CheckRun, checkRunOf } from '../../src/userAlgorithm/checkRun.js';
import { type CheckPart, checkTasks, type CheckVerdict, partOf } from '../../src/userAlgorithm/checkTask.js';

const settings = { seed: 1, runs: 5, information: ['full'], guarantees: ['monotone'] } as const;
const COUNTS = { checked: 9, vacuous: 0, strict: 0, undecided: 0, refused: 0 };

function runWith(verdict: CheckVerdict, complete = true): CheckRun {
  const parts = checkTasks(settings, false).flatMap(({ column, guarantees, regime }) =>
    guarantees.map((guarantee): CheckPart => ({ cell: partOf(column, { guarantee, regime }), verdict, ...COUNTS })),
  );
  return checkRunOf('mine', settings, complete ? parts : parts.slice(1), false);
}

/** Every cell's change between two runs; one letter says all, since they have the same verdict. */
function change(before: CheckVerdict, now: CheckVerdict): string {
  const found = changesSince(baselineOf(runWith(before)), runWith(now).cells).map((entry) => entry.change);
  expect(new Set(found).size).toBeLessThan(2);
  return found[0] ?? 'none';
}

describe('a baseline', () => {
  it('is read back as it was written', () => {
    const baseline = baselineOf(runWith('holds'));
    expect(baselineSpec.parse(JSON.parse(JSON.stringify(baseline)))).toEqual(baseline);
    expect(baseline.verdicts).toHaveLength(2);
  });

  it('is made of complete checks only', () => {
    expect(() => baselineOf(runWith('holds', false))).toThrow(RangeError);
  });

  it.each([
    ['holds', 'holds', 'none'],
    ['holds', 'refuted', 'worse'],
    ['holds', 'inconclusive', 'worse'],
    ['holds', 'open', 'worse'],
    ['holds', 'not applicable', 'worse'],
    ['holds', 'failed', 'worse'],
    ['open', 'refuted', 'worse'],
    ['refuted', 'failed', 'worse'],
    ['not applicable', 'failed', 'worse'],
    ['not applicable', 'refuted', 'other'],
    ['not applicable', 'holds', 'other'],
    ['open', 'inconclusive', 'other'],
    ['refuted', 'not applicable', 'other'],
    ['refuted', 'holds', 'better'],
    ['failed', 'refuted', 'better'],
    ['inconclusive', 'holds', 'better'],
  ] as const)('%s, then %s: %s', (before, now, expected) => {
    expect(change(before, now)).toBe(expected);
  });

  it('is not compared with what a check did not get to', () => {
    const changes = changesSince(baselineOf(runWith('holds')), runWith('holds', false).cells);
    expect(changes.map((entry) => [entry.change, entry.cell.verdict])).toEqual([['unknown', 'inconclusive']]);
  });

  it('says nothing of cells that it does not have', () => {
    const baseline: Baseline = { ...baselineOf(runWith('holds')), verdicts: [] };
    expect(changesSince(baseline, runWith('refuted').cells)).toEqual([]);
  });
});
