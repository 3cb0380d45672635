import { describe, expect, it } from 'vitest';
import { compareLogs } from '../../src/audit/against.js';
import { openLog } from '../../src/audit/readLog.js';
import { auditLines, auditOf, firstCause, type Line, linesOf, logPath } from './support.js';

const CLEAN = ['trl-clean-kl', 'trl-clean-bf16-dapo', 'trl-clean-seq', 'trl-clean-onestep', 'loop-clean-ragged'];

const FAULTS: readonly (readonly [log: string, quantity: string, cause: string])[] = [
  ['trl-fault-permuted', 'advantages', 'permuted between rows'],
  ['trl-fault-group-tiled', 'advantages', 'group i mod k'],
  ['trl-fault-mask-left', 'loss', 'mask shifted left'],
  ['trl-fault-epsilon-high-unread', 'loss', 'clip high 0.2 instead of 0.5'],
  ['loop-fault-carry-by-row', 'carried factors', 'by row position'],
  ['loop-fault-headers', 'losses of rows', 'tokens outside the mask counted'],
];

/** A log with its configuration changed. */
function claiming(name: string, change: Line): Line[] {
  const [header, ...lines] = linesOf(name);
  return [{ ...header, config: { ...(header['config'] as Line), ...change } }, ...lines];
}

describe('real runs', () => {
  it.each(CLEAN)('%s agrees in every quantity that it holds', (name) => {
    const report = auditOf([logPath(name)]);
    expect(report.verdict).toBe('agrees');
    expect(report.contradictions).toEqual([]);
    expect(report.quantities.length).toBeGreaterThan(1);
    for (const { checked, differing } of report.quantities) {
      expect(checked).toBeGreaterThan(0);
      expect(differing).toBe(0);
    }
  });

  it.each(FAULTS)('%s differs in its %s, and the first cause is right', (name, quantity, cause) => {
    const report = auditOf([logPath(name)]);
    expect(report.verdict).toBe('differs');
    expect(report.quantities.find(({ differing }) => differing > 0)?.quantity).toBe(quantity);
    expect(firstCause(report)).toContain(cause);
  });

  it('log-probabilities of other rows contradict the log before the first update', () => {
    const report = auditOf([logPath('trl-fault-old-permuted')]);
    expect(report.verdict).toBe('differs');
    expect(firstCause(report)).toContain('permuted between rows');
  });

  it('says why a loss of 0 is right where one update follows a generation', () => {
    const { notes, notExercised } = auditOf([logPath('trl-clean-onestep')]);
    expect(notes.join()).toContain('Every ratio is 1');
    expect(notExercised).toContain('clip high');
  });
});

describe('a claim that the run does not keep', () => {
  it.each<[string, Line, string, string]>([
    ['trl-clean-seq', { importance_sampling_level: 'token' }, 'loss', 'geometric mean'],
    ['trl-clean-kl', { beta: 0.05 }, 'loss', 'KL coefficient 0.1'],
    ['trl-clean-kl', { scale_rewards: 'none' }, 'advantages', 'divided by the deviation of the group'],
    ['loop-clean-ragged', { carry: 'none' }, 'carried factors', 'updated before'],
    ['loop-clean-ragged', { std: 'n' }, 'advantages', 'deviation with n-1'],
    ['loop-clean-ragged', { level: 'geometric' }, 'losses of rows', 'sequence instead of'],
  ])('%s under %j differs in its %s', (name, change, quantity, cause) => {
    const report = auditLines(claiming(name, change));
    expect(report.verdict).toBe('differs');
    const found = report.quantities.find(({ differing }) => differing > 0);
    expect(found?.quantity).toBe(quantity);
    expect(found?.explanations.map(({ changes }) => changes.join()).join()).toContain(cause);
  });
});

describe('what nobody here knows', () => {
  it.each<[string, Line, string]>([
    ['trl-clean-kl', { loss_type: 'grpo-next' }, 'loss_type'],
    ['trl-clean-kl', { loss_weighting: 'harmonic' }, 'loss_weighting'],
    ['trl-fault-permuted', { reweight: true }, 'reweight'],
    ['loop-clean-ragged', { aggregation: 'median' }, 'aggregation'],
    ['loop-clean-ragged', { carry_rate: 0.5 }, 'carry_rate'],
  ])('%s with %j is not decidable, and the key is named', (name, change, key) => {
    const report = auditLines(claiming(name, change));
    expect(report.verdict).toBe('not decidable');
    expect(report.undecided.map((own) => own.key)).toEqual([key]);
  });

  it('another version of TRL is not decidable for the loss', () => {
    const [header, ...lines] = linesOf('trl-clean-kl');
    const report = auditLines([{ ...header, version: '0.20.0' }, ...lines]);
    expect(report.undecided.map(({ key }) => key)).toEqual(['version']);
    expect(report.verdict).toBe('not decidable');
  });

  it('a log without anything to recompute is not decidable', () => {
    const [header] = linesOf('loop-clean-ragged');
    expect(auditLines([header, { step: 0, uid: 'a', traj_uid: 'b', responses: 'hash' }]).verdict).toBe('not decidable');
  });
});

describe('contradictions need no configuration', () => {
  const changed = (change: (row: Line, index: number) => Line): Line[] => {
    const [header, ...lines] = linesOf('loop-clean-ragged');
    return [
      { ...header, trainer: 'unheard-of' },
      ...lines.map((line, i) => ('responses' in line ? change(line, i) : line)),
    ];
  };

  it.each<[string, (row: Line, index: number) => Line]>([
    ['turn beyond turns', (row, i) => (i === 3 ? { ...row, turn: 9 } : row)],
    ['two scores', (row, i) => (i === 3 ? { ...row, score: 77 } : row)],
    ['two prompts', (row, i) => ({ ...row, turn: 1, turns: 1, prompt: i })],
    ['two groups', (row, i) => (i === 3 ? { ...row, uid: 'other' } : row)],
    [
      'sampler and trainer differ',
      (row) => ({ ...row, old_log_probs: (row['old_log_probs'] as number[]).map((x) => x - 0.1) }),
    ],
  ])('%s', (kind, change) => {
    const report = auditLines(changed(change));
    expect(report.verdict).toBe('differs');
    expect(report.contradictions.map((found) => found.kind)).toContain(kind);
  });

  it('none of them is in the log as it was', () => {
    expect(auditLines(changed((row) => row)).contradictions).toEqual([]);
  });
});

describe('how logs may come', () => {
  const lines = linesOf('loop-clean-ragged');

  it.each([5, 40, 90, 150])('cut after %i lines and within one, it accuses nobody', (n) => {
    const whole = lines.slice(0, n).map((line) => JSON.stringify(line));
    const report = auditLines([...whole, JSON.stringify(lines[n]).slice(0, 30)]);
    expect(report.verdict).not.toBe('differs');
  });

  it('beginning in the middle, it accuses nobody', () => {
    const from = lines.findIndex((line) => 'scalars' in line) + 1;
    expect(auditLines([lines[0], ...lines.slice(from)]).verdict).toBe('agrees');
  });

  it('rounded to six decimals, it agrees, and faults are found as before', () => {
    const rounded = (value: unknown): unknown =>
      typeof value === 'number'
        ? Math.round(value * 1e6) / 1e6
        : Array.isArray(value)
          ? value.map(rounded)
          : typeof value === 'object' && value !== null
            ? Object.fromEntries(Object.entries(value).map(([key, own]) => [key, rounded(own)]))
            : value;
    const round = (all: Line[]): Line[] => [all[0], ...all.slice(1).map((line) => rounded(line) as Line)];
    expect(auditLines(round(lines)).verdict).toBe('agrees');
    expect(firstCause(auditLines(round(linesOf('loop-fault-carry-by-row'))))).toContain('by row position');
  });

  it('under other trainers’ names for the fields', () => {
    const names: Record<string, string> = {
      uid: 'prompt_idx',
      traj_uid: 'rollout_id',
      score: 'reward',
      response_mask: 'loss_mask',
      old_log_probs: 'prev_logprobs',
      log_probs: 'per_token_logps',
    };
    const renamed = lines.map((line) =>
      Object.fromEntries(
        Object.entries(line).map(([key, x]) => [
          key === 'traj_uid' && 'log_probs_after' in line ? key : (names[key] ?? key),
          x,
        ]),
      ),
    );
    const report = auditLines(renamed);
    expect(report.verdict).toBe('agrees');
    expect(report.quantities.map(({ checked }) => checked)).toEqual(
      auditLines(lines).quantities.map(({ checked }) => checked),
    );
  });

  it('in two files, one a rank, groups are put together again', () => {
    const [header, ...rest] = linesOf('trl-clean-kl').filter((line) => !('scalars' in line));
    const ranks = [0, 1].map((rank) => [header, ...rest.filter((_, i) => i % 2 === rank)]);
    const report = auditLines(...ranks);
    expect(report.verdict).toBe('agrees');
    const [advantages] = report.quantities;
    expect(advantages.checked).toBe(rest.length);
    const one = auditLines(ranks[0]).quantities[0];
    expect(Object.keys(one.undecidable).join()).toContain('of 4 members');
  });

  it('with NaN as Python writes it', () => {
    const [header, row] = linesOf('trl-clean-kl');
    const text = JSON.stringify({ ...row, score: 'NAN' }).replace('"NAN"', 'NaN');
    expect(auditLines([header, text]).rows).toBe(1);
  });

  it('not sorted by step: as a whole', () => {
    const [header, ...rest] = lines;
    const steps = rest.toSorted((a, b) => Number(b['step']) - Number(a['step']));
    const mixed = [steps[0], ...rest.filter((line) => line !== steps[0])];
    expect(() => auditLines([header, ...mixed])).toThrow('follows step');
  });

  it.each<[string, (Line | string)[], string]>([
    ['no first line', [lines[1]], 'seeupo-log/1'],
    ['no JSON', [lines[0], '{"step": 0,, }', lines[1]], 'line 2: this is not JSON'],
    ['arrays of two lengths', [lines[0], { ...lines[1], log_probs: [0] }], 'log_probs'],
    ['a mask of halves', [lines[0], { ...lines[1], response_mask: [0.5] }], 'response_mask[0] is 0.5'],
    ['a word for a number', [lines[0], { ...lines[1], score: 'high' }], 'score'],
  ])('is refused with the place: %s', (_, bad, message) => {
    expect(() => auditLines(bad)).toThrow(message);
  });
});

describe('one run against another', () => {
  const steps = (name: string): ReturnType<typeof openLog>['steps'] => openLog([logPath(name)], 'whole').steps;

  it('is the same as itself', () => {
    const found = compareLogs(steps('loop-clean-ragged'), steps('loop-clean-ragged'));
    expect(found.first).toBeUndefined();
    expect(found.rows).toBeGreaterThan(50);
  });

  it('names the first row and the quantity that is computed first', () => {
    const [one, other] = [steps('loop-fault-headers'), steps('loop-fault-carry-by-row')];
    const { first, quantities } = compareLogs(one, other);
    expect(first?.place).toContain('step 0');
    expect(first?.quantity).toBe('log_probs');
    expect(quantities['carried']).toBeGreaterThan(0);
  });
});
