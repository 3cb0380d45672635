import { describe, expect, it } from 'vitest';
import { type CounterexampleFile, readFixture } from '../../src/claims/counterexampleFile.js';
import { HOLDS_STRICTLY } from '../../src/claims/outcome.js';
import { type ProofRecord, readProofRecord } from '../../src/claims/proofRecord.js';
import { claimById } from '../../src/claims/registry.js';
import { budgets, neededRuns } from '../../src/claims/run/budgets.js';
import { type Part, replayFixture } from '../../src/claims/run/runTask.js';
import { type Run, runOf, tasksOf } from '../../src/claims/run/runFile.js';
import { type ClaimResult, verdicts } from '../../src/claims/run/verdict.js';
import { NOTHING } from '../../src/claims/search.js';
import { searchByKey, searchesOf } from '../../src/claims/searches.js';
import { UNCHECKED } from '../../src/certify/confirm.js';
import { exitOfVerdicts } from '../../src/cli/verdictExit.js';
import { controlStatus } from '../../src/report/verdictText.js';

const { seed } = budgets();
const stored = (key: string): CounterexampleFile => {
  const file = readFixture(key);
  if (file === undefined) throw new Error(`no fixture of ${key}`);
  return file;
};

/** A whole run in which everything is as the catalogue expects, as long as it has to be; `change` alters its parts. */
function runWith(id: string, change: (part: Part) => Part | undefined = (part) => part): Run {
  const claim = claimById(id);
  if (claim === undefined) throw new Error(`no claim ${id}`);
  const runs = Math.max(...searchesOf(claim).map(({ key }) => neededRuns(key, seed)));
  const settings = { seed, runs, claims: [id] };
  const parts = tasksOf(settings).flatMap(({ id: task, kind, search }) => {
    const counts = { checked: 600, vacuous: 100, strict: 300, undecided: 0 };
    const found = kind === 'hunt' || kind === 'fixture' ? { counterexample: stored(search) } : {};
    return change({ task, ...counts, ...found }) ?? [];
  });
  return runOf(settings, parts);
}

/** Changes the parts of the tasks whose ids match. */
function where(pattern: RegExp, change: (part: Part) => Part | undefined): (part: Part) => Part | undefined {
  return (part) => (pattern.test(part.task) ? change(part) : part);
}

function judged(run: Run, record = readProofRecord()): ClaimResult {
  const [result] = verdicts(run, record);
  return result;
}

const UNPROVED: ProofRecord = { version: 1, coq: '', files: {}, theorems: [] };
const nothing = ({ task }: Part): Part => ({ task, ...NOTHING });
const without = ({ task, checked, vacuous, strict, undecided }: Part): Part => {
  return { task, checked, vacuous, strict, undecided };
};
const allVacuous = (part: Part): Part => ({ ...part, vacuous: part.checked, strict: 0 });
const allUndecided = (part: Part): Part => ({ ...part, undecided: part.checked, strict: 0 });
const gone = (): undefined => undefined;

describe('a run in which all is as expected raises no alarm', () => {
  it.each([
    ['D1', 'proved'],
    // A stored counterexample has no certificate of this run.
    ['D6', UNCHECKED],
  ])('%s is %s', (id, verdict) => {
    const result = judged(runWith(id));
    expect(result.problems).toEqual([]);
    expect(result.complete).toBe(true);
    expect(result.verdict).toBe(verdict);
    expect(exitOfVerdicts([result], true)).toBe(0);
  });
});

describe('each alarm is raised', () => {
  it.each<[string, string, (part: Part) => Part | undefined, string[]]>([
    ['a fixture is missing', 'D6', where(/^D6:fixture/, nothing), ['no counterexample to D6 is stored']],
    ['a fixture is stale', 'D6', where(/^D6:fixture/, without), ['the stored counterexample to D6 is none any more']],
    [
      'what should be refuted is not found again',
      'D6',
      where(/^D6:hunt/, without),
      ['expected to be refuted, but the search found no counterexample'],
    ],
    ['a control is not caught', 'D1', where(/mistaken-sign:hunt/, without), ['control "mistaken-sign" was not caught']],
    [
      "a control's fixture is missing",
      'D1',
      where(/mistaken-sign:fixture/, nothing),
      ['no counterexample to D1/mistaken-sign is stored'],
    ],
    [
      "a control's fixture is stale",
      'D1',
      where(/mistaken-sign:fixture/, without),
      ['the stored counterexample to D1/mistaken-sign is none any more'],
    ],
    [
      'a counterexample to what should hold',
      'D1',
      where(/^D1:tiny/, (part) => ({ ...part, counterexample: stored('D6') })),
      ['expected to hold, but a counterexample was found'],
    ],
    [
      'a counterexample to a variant that should hold',
      'D1',
      where(/kl-drift:tiny/, (part) => ({ ...part, counterexample: stored('D6') })),
      ['variant "kl-drift" should hold, but a counterexample was found'],
    ],
  ])('%s', (_, id, change, problems) => {
    const result = judged(runWith(id, change));
    expect(result.problems).toEqual(problems);
    expect(exitOfVerdicts([result], false)).toBe(1);
  });

  it.each([
    [
      'the premise of a variant never occurs',
      allVacuous,
      /^variant "kl-drift" should hold: its premise occurred on 0 of/,
    ],
    ['a variant is undecided', allUndecided, /^variant "kl-drift" should hold: .* are undecided$/],
  ])('%s', (_, change, problem) => {
    const result = judged(runWith('D1', where(/kl-drift:/, change)));
    expect(result.problems).toEqual([expect.stringMatching(problem)]);
    expect(exitOfVerdicts([result], false)).toBe(1);
  });

  it.each([
    ['the premise of a claim never occurs', allVacuous, /its premise occurred on 0 of/],
    ['a claim is undecided', allUndecided, /are undecided$/],
  ])('%s, where no proof stands in', (_, change, why) => {
    const result = judged(runWith('D1', where(/^D1:/, change)), UNPROVED);
    expect(result.verdict).toBe('open');
    expect(result.problems).toEqual([expect.stringMatching(/^expected to hold, but is open: /)]);
    expect(result.why).toMatch(why);
    expect(exitOfVerdicts([result], false)).toBe(1);
  });

  it.each([
    ['a control was not searched to its end', 'D1', /mistaken-sign:hunt/],
    ['a variant was not', 'D1', /kl-drift:block:0/],
    ['the claim was not', 'D1', /^D1:block:0/],
  ])('%s: the exit code is 3, 1 if strict', (_, id, pattern) => {
    const result = judged(runWith(id, where(pattern, gone)));
    expect(result.problems).toEqual([]);
    expect([exitOfVerdicts([result], false), exitOfVerdicts([result], true)]).toEqual([3, 1]);
    const unfinished = result.variants.filter((variant) => controlStatus(variant) === 'unfinished');
    expect(unfinished).toHaveLength(result.complete ? 1 : 0);
  });
});

describe('the word "proved"', () => {
  const record = readProofRecord();
  if (record === undefined) throw new Error('there is no proof record');
  const changed: ProofRecord = { ...record, files: { ...record.files, 'theorems/Gone.v': '0'.repeat(64) } };
  const only = (kind: 'theorem' | 'counterexample'): ProofRecord => {
    return { ...record, theorems: record.theorems.map((theorem) => ({ ...theorem, kind })) };
  };

  it.each<[string, ProofRecord, string]>([
    ['the gate confirmed it', record, 'proved'],
    ['a proof file changed since', changed, 'holds'],
    ['there is no theorem', UNPROVED, 'holds'],
    ['there is a refuting instance only', only('counterexample'), 'holds'],
  ])('%s', (_, known, verdict) => {
    expect(judged(runWith('D1'), known).verdict).toBe(verdict);
  });

  it('is never said of what the search refutes', () => {
    const { verdict } = judged(
      runWith(
        'D1',
        where(/^D1:tiny/, (part) => ({ ...part, counterexample: stored('D6') })),
      ),
    );
    expect(verdict).not.toBe('proved');
  });
});

describe('a stored counterexample', () => {
  const search = searchByKey('D6');

  it('is checked again, with the numbers of now', () => {
    const { counterexample, ...counts } = replayFixture(search, stored('D6'));
    expect(counts).toEqual({ ...NOTHING, checked: 1 });
    const { violation } = stored('D6');
    expect(counterexample?.violation).toEqual({ status: 'violated', ...violation });
    const untrue = { ...stored('D6'), violation: { ...violation, gap: '7' } };
    expect(replayFixture(search, untrue).counterexample?.violation).toMatchObject(violation);
  });

  it('counts for nothing where it is none any more, or missing', () => {
    expect(replayFixture({ check: () => HOLDS_STRICTLY }, stored('D6'))).toEqual({ ...NOTHING, checked: 1 });
    expect(replayFixture(search, undefined)).toEqual(NOTHING);
  });
});
