import { factorsOf } from './carryStage.js';
import { type Call, type LogRow, responseKey, type StepBatch } from './logRow.js';
import {
  entropyThreshold,
  type LossAggregation,
  type LossFormula,
  type RowContext,
  type RowPart,
  rowPart,
} from './lossFormula.js';
import { LOSS_AXES } from './lossAxes.js';
import type { LossSettings } from './lossSettings.js';
import { describeLoss } from './lossWords.js';
import { stepTolerance, type Units, unitsOf } from './precision.js';
import { isWhole, startsLate } from './whole.js';
import { type Axis, type Candidate, type Item, neighbours, type Stage, type Value } from './stage.js';

/** A loss call's parts of all rows under one formula but for its aggregation. */
type Parts = readonly RowPart[];

/** What the loss calls of a step share. */
interface StepContext {
  readonly firstNow: ReadonlyMap<string, readonly number[]>;
  readonly carried: (row: LogRow) => number;
  readonly relative: number;
  readonly tokens: number;
  readonly trajectories: number;
  readonly width: number;
  readonly units: Units;
  readonly isWhole: boolean;
}

abstract class LossBase {
  readonly #contexts = new WeakMap<StepBatch, StepContext>();
  readonly #parts = new WeakMap<readonly LogRow[], Map<string, Parts>>();

  constructor(
    readonly readings: readonly LossFormula[],
    protected readonly settings: LossSettings,
  ) {}

  describe(formula: LossFormula): string {
    return describeLoss(formula, this.settings);
  }

  family(claim: LossFormula, step: StepBatch): Iterable<Candidate<LossFormula>> {
    const { accumulation, constantLength } = this.settings;
    const isSame = ({ times }: LossAggregation): boolean =>
      (accumulation === 1 && times.includes('accumulation')) || (constantLength === 1 && times.includes('constant'));
    const axes = LOSS_AXES.map(({ alternatives }): Axis<LossFormula> => ({
      alternatives: (f, s) =>
        alternatives(f, s).filter(
          ({ formula: { aggregation } }) =>
            aggregation === f.aggregation || (!isSame(aggregation) && this.hasAggregation(f.aggregation, aggregation)),
        ),
    }));
    return neighbours(claim, axes, step);
  }

  /** Is this another aggregation than the claimed one for what is checked? */
  protected hasAggregation(claimed: LossAggregation, other: LossAggregation): boolean {
    return claimed !== other;
  }

  protected context(step: StepBatch): StepContext {
    let context = this.#contexts.get(step);
    if (context === undefined) {
      const firstNow = new Map(
        step.responses.flatMap((row) => (row.now === undefined ? [] : [[responseKey(row), row.now] as const])),
      );
      const { carry } = this.settings;
      const factors = carry === undefined ? undefined : factorsOf(carry, step, this.settings.dtype);
      context = {
        firstNow,
        carried: (row) => row.carried ?? factors?.get(responseKey(row))?.expected ?? 1,
        relative: stepTolerance(step, this.settings.dtype),
        tokens: step.responses.reduce((sum, { mask }) => sum + mask.reduce((a, b) => a + b, 0), 0),
        units: unitsOf(step),
        isWhole: isWhole(step, this.settings.whole),
        width: step.rows.reduce((width, { mask }) => Math.max(width, mask.length), 0),
        trajectories: new Set(step.responses.map(({ trajectory }) => trajectory)).size,
      };
      this.#contexts.set(step, context);
    }
    return context;
  }

  /** The parts of `rows` (a call's, or one row) under a formula; kept while a search asks for its aggregations. */
  protected parts(formula: LossFormula, step: StepBatch, rows: readonly LogRow[]): Parts {
    const core = { ...formula, aggregation: undefined, entropy: undefined };
    let known = this.#parts.get(rows);
    if (known === undefined) this.#parts.set(rows, (known = new Map<string, Parts>()));
    const key = JSON.stringify(core);
    let parts = known.get(key);
    if (parts === undefined) {
      const { firstNow, carried, width, units, relative } = this.context(step);
      const threshold = formula.entropyQuantile === undefined ? 0 : entropyThreshold(rows, formula.entropyQuantile);
      parts = rows.map((row, i) => {
        const context: RowContext = {
          next: rows[(i + 1) % rows.length],
          firstNow: firstNow.get(responseKey(row)),
          carried,
          entropyThreshold: threshold,
          width,
          logError: units.logs / relative,
          advantageError: (units.advantages + units.carried) / relative,
        };
        return rowPart(formula, row, context);
      });
      if (known.size > 8) known.clear();
      known.set(key, parts);
    }
    return parts;
  }
}

function needsStep({ aggregation: { divisor } }: LossFormula): boolean {
  return (
    divisor === 'tokens of the window' || divisor === 'tokens of the step' || divisor === 'trajectories of the step'
  );
}

/** Checks the loss of every call against its rows. */
export class LossStage extends LossBase implements Stage<LossFormula> {
  readonly name = 'loss';

  items(step: StepBatch): readonly Item[] {
    const { lossNames, rowsPerCall } = this.settings;
    const isCut = !this.context(step).isWhole && this.readings.some(needsStep);
    const isLate = startsLate(step);
    return step.calls.flatMap((call, index) => {
      const name = lossNames.find((own) => own in call.line.scalars);
      if (name === undefined || call.rows.length === 0) return [];
      const isShort = rowsPerCall !== undefined && call.rows.length < rowsPerCall;
      const excuse = isShort
        ? `the call has ${call.rows.length} of ${rowsPerCall} rows in the log`
        : isCut || (isLate && index === 0)
          ? 'the generation is not whole in the log'
          : undefined;
      return [{ used: call.line.scalars[name], call, excuse }];
    });
  }

  value(formula: LossFormula, step: StepBatch, index: number): Value {
    const { call } = this.#items(step)[index];
    if (call === undefined) return { expected: Number.NaN, tolerance: 0 };
    const parts = this.parts(formula, step, call.rows);
    const { relative, units } = this.context(step);
    const { sum, size, doubt } = this.#aggregate(formula.aggregation, parts, call, step);
    let [expected, error] = [sum, size];
    if (formula.entropy !== undefined) {
      const counted = parts.reduce((n, { count }) => n + count, 0);
      const entropies = parts.reduce((total, part) => total + part.entropy, 0);
      const bonus = (formula.entropy * entropies) / Math.max(1, counted) / this.settings.accumulation;
      expected -= bonus;
      error += 2 * Math.abs(bonus);
    }
    return { expected, tolerance: relative * error + units.loss / 2 + doubt + 1e-9 * Math.min(1, error) + 1e-12 };
  }

  readonly #itemsOf = new WeakMap<StepBatch, readonly Item[]>();
  #items(step: StepBatch): readonly Item[] {
    let items = this.#itemsOf.get(step);
    if (items === undefined) this.#itemsOf.set(step, (items = this.items(step)));
    return items;
  }

  #aggregate(
    { row, divisor, times, epsilon = 0 }: LossAggregation,
    parts: Parts,
    call: Call,
    step: StepBatch,
  ): { sum: number; size: number; doubt: number } {
    const over = (count: number): number => (epsilon === 0 ? Math.max(1, count) : count + epsilon);
    let [sum, size, doubt, tokens, filled] = [0, 0, 0, 0, 0];
    for (const part of parts) {
      const own = row === 'mean' ? over(part.count) : 1;
      sum += part.sum / own;
      size += part.size / own;
      doubt += part.doubt / own;
      tokens += part.count;
      if (part.count > 0) filled += 1;
    }
    const by = this.#divisor(divisor, { rows: parts.length, tokens, filled }, call, step) * this.#times(times, call);
    return { sum: sum / by, size: size / by, doubt: doubt / by };
  }

  #divisor(
    divisor: LossAggregation['divisor'],
    { rows, tokens, filled }: { readonly rows: number; readonly tokens: number; readonly filled: number },
    call: Call,
    step: StepBatch,
  ): number {
    const { tokenNames, accumulation, callsPerGeneration } = this.settings;
    const context = this.context(step);
    const named = tokenNames.map((name) => call.line.scalars[name]).find((x) => x !== undefined);
    switch (divisor) {
      case 'rows':
        return rows;
      case 'filled rows':
        return Math.max(1, filled);
      case 'tokens':
        return Math.max(1, tokens);
      case 'tokens of the call':
        return Math.max(1, named ?? tokens);
      case 'tokens of the step':
        return Math.max(1, named ?? context.tokens);
      case 'tokens of the window': {
        const all = Math.max(1, named ?? context.tokens);
        // Ranks that are not in this log count in num_items_in_batch.
        const ranks = context.isWhole ? Math.max(1, Math.round(all / Math.max(1, context.tokens))) : 1;
        return ((all / ranks) * accumulation) / callsPerGeneration;
      }
      case 'trajectories of the step':
        return context.trajectories;
      case 'groups of the call':
        return new Set(call.rows.map(({ group }) => group)).size;
      case 'nothing':
        return 1;
    }
  }

  #times(times: LossAggregation['times'], call: Call): number {
    const { accumulation, constantLength } = this.settings;
    switch (times) {
      case 'nothing':
        return 1;
      case 'accumulation':
        return accumulation;
      case 'constant length':
        return constantLength;
      case 'constant length and accumulation':
        return constantLength * accumulation;
      case 'row width':
        return Math.max(1, ...call.rows.map(({ mask }) => mask.length));
    }
  }
}

/** Checks the loss of every row (or of its tokens) that a log has. */
export class RowLossStage extends LossBase implements Stage<LossFormula> {
  readonly name = 'losses of rows';
  readonly #rows = new WeakMap<StepBatch, readonly LogRow[]>();
  readonly #single = new WeakMap<LogRow, readonly LogRow[]>();

  /** Of an aggregation only a row's own part is seen. */
  protected override hasAggregation(claimed: LossAggregation, { row, divisor, times }: LossAggregation): boolean {
    return row !== claimed.row && divisor === 'rows' && times === 'nothing';
  }

  items(step: StepBatch): readonly Item[] {
    return this.#withLoss(step).map((row) => ({ used: usedLoss(row), row }));
  }

  value(formula: LossFormula, step: StepBatch, index: number): Value {
    const row = this.#withLoss(step)[index];
    let rows = this.#single.get(row);
    if (rows === undefined) this.#single.set(row, (rows = [row]));
    const [part] = this.parts(formula, step, rows);
    const own = formula.aggregation.row === 'mean' ? Math.max(1, part.count) : 1;
    const { relative, units } = this.context(step);
    return { expected: part.sum / own, tolerance: (relative * part.size + part.doubt) / own + units.loss / 2 + 1e-9 };
  }

  #withLoss(step: StepBatch): readonly LogRow[] {
    let rows = this.#rows.get(step);
    if (rows === undefined) {
      rows = step.rows.filter(({ loss }) => loss !== undefined);
      this.#rows.set(step, rows);
    }
    return rows;
  }
}

/** A row's loss; of losses per token their mean over the mask. */
function usedLoss({ loss, mask }: LogRow): number {
  if (loss === undefined || typeof loss === 'number') return loss ?? Number.NaN;
  let [sum, count] = [0, 0];
  for (let j = 0; j < mask.length; j++) {
    if (mask[j] === 0) continue;
    sum += loss[j];
    count += 1;
  }
  return sum / Math.max(1, count);
}
