import { turnOrder } from './carryStage.js';
import { type Dtype, type LogRow, responseKey, type StepBatch } from './logRow.js';
import { dtypeOfLogs } from './precision.js';
import { isWhole, startsLate, type WholeRule } from './whole.js';

/** What a trainer's logs must satisfy by themselves. */
export interface Axes {
  /** The order in which turns are updated. */
  readonly order?: 'reverse' | 'forward' | undefined;
  /** Updates of one turn. */
  readonly epochs?: number | undefined;
  /** Are a response's old log-probabilities the same in every update of a step? */
  readonly fixedSampler?: boolean | undefined;
  /** Is a response's first token one of the policy (so that its mask starts with 1)? */
  readonly startsWithPolicyToken?: boolean | undefined;
  /** The scalar that has the number of tokens of the generation batch. */
  readonly tokensOfStep?: string | undefined;
}

/** Kinds of contradictions, causes before their effects. */
const KINDS = [
  'two prompts',
  'two scores',
  'two groups',
  'turn beyond turns',
  'order of turns',
  'mask starts late',
  'number of tokens',
  'sampler and trainer differ',
  'old log-probabilities change',
  'advantage changes',
] as const;

/** A contradiction of a log with itself. */
export interface Contradiction {
  readonly kind: (typeof KINDS)[number];
  readonly text: string;
  /** What may be behind it. */
  readonly cause?: string | undefined;
  readonly row: LogRow | undefined;
  /** How many rows show it, and how large it is at most, where that is a size. */
  readonly count: number;
  readonly largest?: number | undefined;
}

/** How far two evaluations of one function may be apart, per unit of size: batches are padded and split differently. */
const SAME_FUNCTION: Readonly<Record<Dtype, number>> = { float64: 1e-5, float32: 1e-3, float16: 0.01, bfloat16: 0.04 };

/** Looks for contradictions step by step; each kind is kept once, with its first row and count. */
export class Consistency {
  readonly #found = new Map<string, Contradiction>();
  #compared = 0;
  #lastOlds: ReadonlyMap<string, readonly number[]> = new Map();

  constructor(
    private readonly axes: Axes,
    private readonly whole: WholeRule,
    private readonly dtype: Dtype | undefined,
  ) {}

  /** What comes first may be the cause of what comes later. */
  get found(): readonly Contradiction[] {
    return KINDS.flatMap((kind) => this.#found.get(kind) ?? []);
  }

  /** Responses whose old and current log-probabilities were compared before the first update. */
  get compared(): number {
    return this.#compared;
  }

  see(step: StepBatch): void {
    this.#scores(step);
    if (!this.#continues(step) && !startsLate(step)) this.#firstUpdate(step);
    if (this.axes.fixedSampler === true) this.#fixedSampler(step);
    this.#order(step);
    this.#masks(step);
    this.#tokens(step);
  }

  #add(
    kind: Contradiction['kind'],
    row: LogRow | undefined,
    text: () => string,
    cause?: () => string | undefined,
    size?: number,
  ): void {
    const before = this.#found.get(kind);
    const largest = size === undefined ? before?.largest : Math.max(size, before?.largest ?? 0);
    this.#found.set(
      kind,
      before === undefined
        ? { kind, text: text(), cause: cause?.(), row, count: 1, largest }
        : { ...before, count: before.count + 1, largest },
    );
  }

  #scores(step: StepBatch): void {
    const [scores, groups, prompts] = [new Map<string, number>(), new Map<string, string>(), new Map<string, string>()];
    for (const row of step.rows) {
      const { trajectory, group, turn, turns, score, prompt } = row;
      if (turn !== undefined && turns !== undefined && turn > turns) {
        this.#add('turn beyond turns', row, () => `turn ${turn} of a trajectory with ${turns} turns (${trajectory})`);
      }
      const known = scores.get(trajectory);
      if (
        score !== undefined &&
        known !== undefined &&
        known !== score &&
        !(Number.isNaN(known) && Number.isNaN(score))
      ) {
        this.#add('two scores', row, () => `trajectory ${trajectory} has the scores ${known} and ${score}`);
      }
      if (score !== undefined) scores.set(trajectory, score);
      const before = groups.get(trajectory);
      if (before !== undefined && before !== group) {
        this.#add('two groups', row, () => `trajectory ${trajectory} is in the groups ${before} and ${group}`);
      }
      groups.set(trajectory, group);
      if (prompt !== undefined && (turn ?? 1) === 1) {
        const other = prompts.get(group);
        if (other !== undefined && other !== prompt) {
          this.#add('two prompts', row, () => `group ${group} has members with different prompts`);
        }
        prompts.set(group, prompt);
      }
    }
  }

  /** Before the first update after a generation, the loss must see the log-probabilities that the ratio is over. */
  #firstUpdate(step: StepBatch): void {
    const rows = firstUpdateRows(step);
    const tolerance = SAME_FUNCTION[dtypeOfLogs(rows, this.dtype)];
    const apart: { row: LogRow; size: number }[] = [];
    for (const row of rows) {
      const { now, old, mask } = row;
      if (now === undefined || old === undefined) continue;
      this.#compared += 1;
      let [worst, size] = [0, 0];
      for (let j = 0; j < mask.length; j++) {
        if (mask[j] === 0) continue;
        const d = Math.abs(now[j] - old[j]) / Math.max(1, Math.abs(now[j]));
        if (d > worst) [worst, size] = [d, Math.abs(now[j] - old[j])];
      }
      if (worst > tolerance) apart.push({ row, size });
    }
    if (apart.length === 0) return;
    const cause = causeOfDifference(
      apart.map(({ row }) => row),
      rows,
    );
    for (const { row, size } of apart) {
      this.#add(
        'sampler and trainer differ',
        row,
        () => `before the first update log_probs differ from old_log_probs by up to ${size.toPrecision(3)}`,
        () => cause,
        size,
      );
    }
  }

  /** Is this step still trained on the generation of the step before (the same responses with the same old numbers)? */
  #continues(step: StepBatch): boolean {
    const olds = new Map(step.responses.flatMap((row) => (row.old === undefined ? [] : [[responseKey(row), row.old]])));
    const continues = [...olds].some(([key, old]) => {
      const before = this.#lastOlds.get(key);
      return before !== undefined && before.length === old.length && before.every((x, j) => x === old[j]);
    });
    this.#lastOlds = olds;
    return continues;
  }

  #fixedSampler(step: StepBatch): void {
    const olds = new Map<string, readonly number[]>();
    const scalars = new Map<string, number>();
    const tolerance = SAME_FUNCTION[dtypeOfLogs(step.rows, this.dtype)];
    for (const row of step.rows) {
      const key = responseKey(row);
      if (row.old !== undefined) {
        const known = olds.get(key);
        if (known === undefined) olds.set(key, row.old);
        else {
          const { old, mask } = row;
          const largest = Math.max(0, ...old.map((x, j) => (mask[j] === 0 ? 0 : Math.abs(x - (known[j] ?? x)))));
          if (largest > tolerance) {
            this.#add(
              'old log-probabilities change',
              row,
              () => `old_log_probs of ${row.trajectory} change between updates by up to ${largest.toPrecision(3)}`,
              () => 'the ratio is taken over the policy just before the step instead of the sampler',
              largest,
            );
          }
        }
      }
      if (typeof row.advantages === 'number') {
        const known = scalars.get(key);
        if (known === undefined) scalars.set(key, row.advantages);
        else if (Math.abs(known - row.advantages) > 1e-5 * Math.max(1, Math.abs(known))) {
          const now = row.advantages;
          this.#add(
            'advantage changes',
            row,
            () => `the advantage of ${row.trajectory} is ${known} in one update and ${now} in a later one`,
          );
        }
      }
    }
  }

  #order(step: StepBatch): void {
    const { order } = this.axes;
    const turns = turnOrder(step);
    if (order === undefined || turns.length < 2 || startsLate(step)) return;
    const sorted = turns.toSorted((a, b) => (order === 'reverse' ? b - a : a - b));
    if (sorted.join() !== turns.join()) {
      this.#add(
        'order of turns',
        step.rows[0],
        () => `turns are updated in the order ${turns.join(', ')}, not ${order} (${sorted.join(', ')})`,
      );
    }
  }

  #masks(step: StepBatch): void {
    if (this.axes.startsWithPolicyToken !== true) return;
    for (const row of step.responses) {
      if (row.mask[0] === 0 && row.mask.includes(1)) {
        this.#add(
          'mask starts late',
          row,
          () => 'response_mask leaves out the first token of the completion, which is one of the policy',
          () => 'the mask is shifted by a token',
        );
      }
    }
  }

  #tokens(step: StepBatch): void {
    const name = this.axes.tokensOfStep;
    if (name === undefined || !isWhole(step, this.whole)) return;
    const tokens = step.responses.reduce((sum, { mask }) => sum + mask.reduce((a, b) => a + b, 0), 0);
    for (const { line, rows } of step.calls) {
      const said = line.scalars[name];
      // Other ranks count too: only a number that no whole number of such ranks explains is a contradiction.
      if (said === undefined || said >= 1.5 * tokens || said === tokens || rows.length === 0) continue;
      this.#add(
        'number of tokens',
        rows[0],
        () => `${name} is ${said}, but the masks of the generation batch have ${tokens} tokens`,
      );
    }
  }
}

/** The rows of a step's first update: those that are not after any update since the generation. */
function firstUpdateRows({ rows }: StepBatch): readonly LogRow[] {
  if (rows.length === 0) return [];
  const [first] = rows;
  if (first.update !== undefined) {
    const least = rows.reduce((min, { update }) => Math.min(min, update ?? Infinity), Infinity);
    return rows.filter(({ update }) => update === least);
  }
  // Without numbers of updates: the first place that occurs.
  return rows.filter(
    ({ file, epoch, mini, turn }) =>
      epoch === first.epoch && mini === first.mini && turn === first.turn && file === first.file,
  );
}

/** What makes log-probabilities differ, where the numbers show it in a good part of the rows. */
function causeOfDifference(apart: readonly LogRow[], rows: readonly LogRow[]): string {
  const near = (a: readonly number[], b: readonly number[]): boolean => {
    const n = Math.min(a.length, b.length);
    if (n < 2 || (n < 3 && a.length !== b.length)) return false;
    for (let j = 0; j < n; j++) if (Math.abs(a[j] - b[j]) > 1e-4 * Math.max(1, Math.abs(a[j]))) return false;
    return true;
  };
  let [shifted, moved] = [0, 0];
  let example = '';
  for (const row of apart) {
    const { now = [], old = [] } = row;
    if (now.length > 2 && (near(now.slice(1), old.slice(0, -1)) || near(now.slice(0, -1), old.slice(1)))) shifted += 1;
    const other = rows.find((candidate) => candidate.trajectory !== row.trajectory && near(candidate.now ?? [], old));
    if (other === undefined) continue;
    moved += 1;
    if (example === '') example = `${row.trajectory} has those of ${other.trajectory}`;
  }
  if (shifted * 4 >= apart.length) return 'the old ones are shifted by one token';
  if (moved * 6 >= apart.length) return `the old ones are permuted between rows: ${example}`;
  return 'they are two functions: temperature, top-p, dropout, padding or positions, or another model';
}
