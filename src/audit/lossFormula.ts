import type { Aggregation } from '../trainer/aggregate.js';
import { klEstimate, type KlEstimator } from '../trainer/kl.js';
import { geometricClipLoss } from '../trainer/policyLoss.js';
import { clip, type RatioLevel, sequenceLogRatio } from '../trainer/ratios.js';
import { type Surrogate, surrogateLoss } from '../trainer/surrogates.js';
import type { LogRow } from './logRow.js';

/** Which tokens count. */
export type MaskKind =
  | 'logged'
  | 'all tokens'
  | 'shifted left'
  | 'shifted right'
  | 'without the last token'
  | 'without the first token'
  | 'attention mask';

/** A loss of a log: its rows' parts, and how they are put together. */
export interface LossFormula {
  readonly surrogate: Surrogate | { readonly kind: 'geometric-clip'; readonly low: number; readonly high: number };
  readonly level: RatioLevel;
  readonly logRatioCap?: number | undefined;
  /** What the ratio is over. "itself": the current policy, so that every ratio is 1. */
  readonly over: 'old_log_probs' | 'rollout_log_probs' | 'itself' | 'first log_probs of the step';
  /** TRL keeps no old log-probabilities where they equal the current ones: the ratio is 1 then. */
  readonly withoutOld?: 'itself' | undefined;
  readonly mask: MaskKind;
  /** The tokens that a response's ratio is over, where it is not the mask's. */
  readonly ratioMask?: 'all tokens' | undefined;
  readonly advantage: 'times carried' | 'without carried' | 'negated' | 'of the next row';
  /** Are the token losses multiplied by the logged weights of the sampler correction? */
  readonly weights: boolean;
  /** Rows with A < 0 whose mean log(π_sampler/π) is above this are left out (TRL's off-policy mask). */
  readonly offPolicy?: number | undefined;
  /** Only tokens whose entropy is at least this quantile of the call's (TRL's top_entropy_quantile is 1 − this). */
  readonly entropyQuantile?: number | undefined;
  readonly kl?:
    | {
        readonly estimator: KlEstimator;
        readonly coefficient: number;
        readonly timesRatio?: boolean | undefined;
        readonly reversed?: boolean | undefined;
      }
    | undefined;
  /** Coefficient of the mean entropy that is subtracted. */
  readonly entropy?: number | undefined;
  readonly aggregation: LossAggregation;
}

/** An `Aggregation` whose numbers come from the log. */
export interface LossAggregation {
  readonly row: Aggregation['row'];
  readonly divisor:
    | 'rows'
    | 'filled rows'
    | 'tokens'
    /** Named in the scalars (verl's batch_num_tokens), else the call's own. */
    | 'tokens of the call'
    | 'tokens of the window'
    | 'tokens of the step'
    | 'trajectories of the step'
    | 'groups of the call'
    | 'nothing';
  readonly times: 'nothing' | 'accumulation' | 'constant length' | 'constant length and accumulation' | 'row width';
  readonly epsilon?: number | undefined;
}

/** A row's part of a loss: Σ m·ℓ with the size of its rounding, over n tokens. */
export interface RowPart {
  readonly sum: number;
  readonly size: number;
  readonly count: number;
  /** Σ of the entropies at the counted tokens. */
  readonly entropy: number;
  /** Σ |ℓ| of tokens that rounding may have put on the other side of a threshold. */
  readonly doubt: number;
}

/** Everything about a row's surroundings that a formula may need. */
export interface RowContext {
  /** The row after this one in its call. */
  readonly next: LogRow;
  /** The log-probabilities of the response when it was first used in this step. */
  readonly firstNow: readonly number[] | undefined;
  /** c·Â: what enters the loss, by row. */
  readonly carried: (row: LogRow) => number;
  /** The smallest entropy that counts in this call. */
  readonly entropyThreshold: number;
  /** What rounding in the log may add to a log-ratio of a token, to advantages and factors, over the relative tolerance. */
  readonly logError: number;
  readonly advantageError: number;
  /** The longest response of the step: what a batch was padded to. */
  readonly width: number;
}

/** A row's part under a formula. NaN where the log lacks what the formula needs. */
export function rowPart(f: LossFormula, row: LogRow, context: RowContext): RowPart {
  const { now } = row;
  const old = oldOf(f, row, context);
  const used = f.advantage === 'of the next row' ? context.next : row;
  if (now === undefined || old === undefined || used.advantages === undefined) return MISSING;
  // A mask that is moved to the right of a response that is not padded in the log counts a token that is not there.
  if (f.mask === 'shifted right' && now.length < context.width && row.mask.at(-1) === 1) return MISSING;
  const mask = maskOf(f.mask, row);
  const factor = (f.advantage === 'without carried' ? 1 : context.carried(used)) * (f.advantage === 'negated' ? -1 : 1);
  const { advantages } = used;
  const advantageAt = (j: number): number =>
    factor * (typeof advantages === 'number' ? advantages : (advantages[j] ?? 0));
  if (f.surrogate.kind === 'geometric-clip') return geometricPart(f.surrogate, row, now, old, mask, advantageAt);

  const isTokenLevel = f.level === 'token' && f.surrogate.kind !== 'vespo';
  const isGeometric = f.level === 'geometric' && f.surrogate.kind !== 'vespo';
  const counted = f.ratioMask === undefined ? mask : row.mask.map(() => 1);
  const cap = f.logRatioCap ?? Infinity;
  let [wholeLog, wholeSize] = [0, 0];
  if (!isTokenLevel) {
    const tokenCap = f.surrogate.kind === 'vespo' ? 20 : Infinity;
    wholeLog = clip(sequenceLogRatio(now, old, counted, isGeometric ? 'geometric' : 'sequence', tokenCap), -cap, cap);
    let n = 0;
    for (let j = 0; j < counted.length; j++) {
      wholeSize += counted[j] * (Math.abs(now[j] - old[j]) + context.logError);
      n += counted[j];
    }
    if (isGeometric) wholeSize /= Math.max(1, n);
  }
  const drift = f.offPolicy === undefined || advantageAt(0) >= 0 ? -Infinity : samplerDrift(row, now, old, mask);
  const threshold = f.offPolicy ?? Infinity;
  const keeps = drift <= threshold ? 1 : 0;
  const isKeptInDoubt = Math.abs(drift - threshold) < 1e-6 * Math.max(1, Math.abs(threshold));
  const { kl } = f;
  let [sum, size, count, entropy, doubt] = [0, 0, 0, 0, 0];
  for (let j = 0; j < now.length; j++) {
    if (mask[j] === 0) continue;
    count += 1;
    const difference = now[j] - old[j];
    const log = isTokenLevel ? clip(difference, -cap, cap) : wholeLog;
    const relative =
      2 +
      (isTokenLevel ? Math.abs(difference) + context.logError : wholeSize) +
      context.advantageError / Math.max(Math.abs(advantageAt(j)), 1e-3);
    let value = surrogateLoss(f.surrogate, log, advantageAt(j), now[j], old[j]);
    if (f.weights && row.weights !== undefined) {
      value *= typeof row.weights === 'number' ? row.weights : row.weights[j];
    }
    const high =
      f.entropyQuantile === undefined ? Infinity : (row.entropies?.[j] ?? Number.NaN) - context.entropyThreshold;
    const isHigh = high >= 0;
    if (isKeptInDoubt || Math.abs(high) < 1e-6 * context.entropyThreshold) doubt += Math.abs(value);
    value *= keeps * (isHigh ? 1 : 0);
    size += Math.abs(value) * relative;
    if (kl !== undefined) {
      const ref = row.ref?.[j] ?? Number.NaN;
      const ratio = kl.timesRatio === true ? Math.exp(log) : 1;
      const estimate =
        kl.reversed === true ? klEstimate(kl.estimator, ref, now[j]) : klEstimate(kl.estimator, now[j], ref);
      value += kl.coefficient * ratio * estimate;
      // e^x − x − 1 cancels: its error is that of its largest part.
      const x = Math.abs(ref - now[j]);
      size +=
        Math.abs(kl.coefficient) * ratio * (2 + Math.min(Math.exp(x), 1e9) + x) * (1 + context.logError + relative / 2);
    }
    sum += value;
    if (isHigh) entropy += row.entropies?.[j] ?? Number.NaN;
  }
  return { sum, size, count, entropy, doubt };
}

const MISSING: RowPart = { sum: Number.NaN, size: 0, count: 0, entropy: Number.NaN, doubt: 0 };

/** The tokens that count under a mask. */
export function maskOf(kind: MaskKind, { mask, attention, now }: LogRow): readonly number[] {
  switch (kind) {
    case 'logged':
      return mask;
    case 'all tokens':
      return mask.map(() => 1);
    case 'shifted left':
      return mask.map((_, j) => mask[j + 1] ?? 0);
    case 'shifted right':
      return mask.map((_, j) => mask[j - 1] ?? 0);
    case 'without the last token': {
      const last = mask.lastIndexOf(1);
      return mask.map((x, j) => (j === last ? 0 : x));
    }
    case 'without the first token': {
      const first = mask.indexOf(1);
      return mask.map((x, j) => (j === first ? 0 : x));
    }
    case 'attention mask':
      // Over prompt and response, if it is longer than the response.
      return attention === undefined ? mask : attention.slice(-(now?.length ?? mask.length));
  }
}

function oldOf(
  { over, withoutOld }: LossFormula,
  row: LogRow,
  { firstNow }: RowContext,
): readonly number[] | undefined {
  switch (over) {
    case 'old_log_probs':
      return row.old ?? (withoutOld === 'itself' ? row.now : undefined);
    case 'rollout_log_probs':
      return row.rollout;
    case 'itself':
      return row.now;
    case 'first log_probs of the step':
      return firstNow;
  }
}

function geometricPart(
  surrogate: { readonly low: number; readonly high: number },
  row: LogRow,
  now: readonly number[],
  old: readonly number[],
  mask: readonly number[],
  advantageAt: (j: number) => number,
): RowPart {
  const advantages = now.map((_, j) => advantageAt(j));
  let { loss } = geometricClipLoss(now, old, mask, advantages, surrogate);
  const count = mask.reduce((sum, x) => sum + x, 0);
  if (row.weights !== undefined) {
    const { weights } = row;
    const logs = mask.map((m, j) => m * Math.log((typeof weights === 'number' ? weights : weights[j]) + 1e-10));
    loss *= Math.exp(logs.reduce((sum, x) => sum + x, 0) / (count + 1e-8));
  }
  // Aggregated as a row mean: the sum stands for count tokens of this loss.
  return {
    sum: loss * Math.max(1, count),
    size: 4 * Math.abs(loss) * Math.max(1, count),
    count,
    entropy: Number.NaN,
    doubt: 0,
  };
}

/** The mean of log(π_sampler/π) over a response's tokens. */
function samplerDrift(row: LogRow, now: readonly number[], old: readonly number[], mask: readonly number[]): number {
  const sampler = row.rollout ?? old;
  let [sum, count] = [0, 0];
  for (let j = 0; j < mask.length; j++) {
    const drift = sampler[j] - now[j];
    sum += mask[j] * (Number.isNaN(drift) ? 0 : drift);
    count += mask[j];
  }
  return sum / Math.max(1, count);
}

/** torch.quantile with linear interpolation of all counted entropies of a call. */
export function entropyThreshold(rows: readonly LogRow[], quantile: number): number {
  const all = rows
    .flatMap(({ entropies = [], mask }) => entropies.filter((_, j) => mask[j] !== 0))
    .sort((a, b) => a - b);
  const place = quantile * (all.length - 1);
  const low = Math.floor(place);
  return all[low] + (place - low) * ((all[low + 1] ?? all[low]) - all[low]);
}
