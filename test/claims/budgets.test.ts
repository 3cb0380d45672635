import { describe, expect, it } from 'vitest';
import { CLAIMS } from '../../src/claims/registry.js';
import { budgets, neededRuns } from '../../src/claims/run/budgets.js';
import { runTask } from '../../src/claims/run/runTask.js';
import { type Run, runOf, tasksOf } from '../../src/claims/run/runFile.js';
import { verdicts } from '../../src/claims/run/verdict.js';
import { searchesOf } from '../../src/claims/searches.js';
import { whyTooLittle } from '../../src/claims/worth.js';
import { exitOfVerdicts, whyInconclusive } from '../../src/cli/verdictExit.js';
import { controlStatus } from '../../src/report/verdictText.js';

const { seed } = budgets();

/** A whole run over some claims. */
function runWith(claims: readonly string[], runs: number): Run {
  const settings = { seed, runs, claims };
  return runOf(
    settings,
    tasksOf(settings).map((task) => runTask(task, seed)),
  );
}

describe('the recorded smallest budgets', () => {
  it.each(CLAIMS)('of $id and its variants suffice', { timeout: 120_000 }, ({ id }) => {
    const [claim] = CLAIMS.filter((one) => one.id === id);
    for (const { key, refutable } of searchesOf(claim)) {
      const runs = neededRuns(key, seed);
      expect(Number.isFinite(runs), key).toBe(true);
      const settings = { seed, runs, claims: [id] };
      const parts = tasksOf(settings)
        .filter(({ search, kind }) => search === key && kind !== 'fixture')
        .map((task) => runTask(task, seed));
      if (refutable)
        expect(
          parts.some(({ counterexample }) => counterexample !== undefined),
          key,
        ).toBe(true);
      else {
        const sum = (of: 'checked' | 'vacuous'): number => parts.reduce((total, part) => total + part[of], 0);
        expect(sum('checked') - sum('vacuous'), key).toBeGreaterThanOrEqual(100);
      }
    }
  });

  it('are asked for ten times as long with another seed, where chance has a say', () => {
    const record = { version: 1, seed: 1, runs: { rare: 300, small: 1 } } as const;
    expect(neededRuns('rare', 1, record)).toBe(300);
    expect(neededRuns('rare', 2, record)).toBe(3000);
    expect(neededRuns('small', 2, record)).toBe(1);
    expect(neededRuns('unknown', 1, record)).toBe(Infinity);
  });
});

describe('a run that is too short', () => {
  const run = runWith(['B6', 'D8', 'E6'], 100);
  const results = verdicts(run);
  const [B6, D8, E6] = results;

  it('refutes what a stored counterexample refutes, and says that it is stored', () => {
    for (const result of [B6, D8]) {
      expect(result.verdict).toBe('refuted');
      expect(result.counterexample).toBeUndefined();
      expect(result.problems).toEqual([]);
    }
  });

  it('does not call a control missed that it had no chance to catch', () => {
    const [control] = E6.variants;
    expect(control).toMatchObject({ needs: neededRuns('E6/forward', seed) });
    expect(controlStatus(control)).toBe('not tested');
    expect(E6.problems).toEqual([]);
  });

  it('exits with 3 and says how long a run has to be', () => {
    expect(exitOfVerdicts(results, false)).toBe(3);
    expect(whyInconclusive(results)).toContain(
      `not tested at this budget: B6/single-paths, E6/forward; --runs ${neededRuns('E6/forward', seed)} suffices for all`,
    );
  });

  it('is no excuse for a search that is long enough and finds nothing', () => {
    const blind = (task: string): boolean => /^(E6\/forward|D8):hunt/.test(task);
    const long = runWith(['D8', 'E6'], neededRuns('E6/forward', seed));
    const parts = long.parts.map((part) => {
      const { counterexample, ...rest } = part;
      return blind(part.task) || counterexample === undefined ? rest : part;
    });
    const [d8, e6] = verdicts({ ...long, parts });
    expect(d8.problems).toEqual(['expected to be refuted, but the search found no counterexample']);
    expect(e6.problems).toEqual(['control "forward" was not caught']);
    expect(verdicts(long).flatMap(({ problems }) => problems)).toEqual([]);
  });
});

describe('what "holds" is worth', () => {
  it.each([
    [{ checked: 1000, vacuous: 900, undecided: 10 }, undefined],
    [{ checked: 1000, vacuous: 901, undecided: 0 }, 'its premise occurred on 99 of 1000 instances only'],
    [{ checked: 2000, vacuous: 1801, undecided: 0 }, 'its premise occurred on 199 of 2000 instances only'],
    [{ checked: 1000, vacuous: 0, undecided: 11 }, '11 of 1000 instances are undecided'],
  ])('%o: %s', (found, why) => {
    expect(whyTooLittle(found)).toBe(why);
  });
});
