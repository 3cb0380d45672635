import { TrainerError } from './rows.js';
import { deviation, mean } from './statistics.js';

/** What a return is compared with. */
export type Baseline =
  /** The mean of its group, itself included (GRPO; Eq. 9). */
  | 'group-mean'
  /** The mean of the others of its group (RLOO). */
  | 'leave-one-out'
  /** The mean of the batch. */
  | 'batch-mean'
  /** The mean of its group with weights, the lengths (OPO). */
  | 'length-mean'
  | 'none';

/** Division of the centred returns by a deviation σ. */
export interface Scale {
  /** Deviation of the group's returns, of the batch's returns (TRL's "batch"), or of the centred returns of the batch. */
  readonly of: 'group' | 'batch' | 'centred-batch';
  /** √(Σ(x − mean)²/n), or /(n − 1), which is 0 for one number. */
  readonly divisor: 'n' | 'n-1';
  /** δ ≥ 0. */
  readonly stabiliser: number;
  /** x/(σ + δ); x/√(σ² + δ), as in verl's whitening; or x/max(σ, δ). */
  readonly place?: 'added' | 'inside' | 'floor' | undefined;
  /** Where σ is at most this (0 by default) nothing is divided by it. */
  readonly threshold?: number | undefined;
  /** What x becomes there: itself (the default is to divide by the stabilised σ even so), or 0. */
  readonly whenBelow?: 'raw' | 'zero' | 'divide' | undefined;
}

/** How returns become advantages. Shared by trainers, which differ in every member. */
export interface AdvantageRule {
  readonly baseline: Baseline;
  readonly scale?: Scale | undefined;
  /**
   * A group of one keeps its return, with σ = 1 unless \`whenBelow\` says what happens at σ = 0 (verl: mean 0, σ = 1); or
   * its advantage is 0.
   */
  readonly single: 'return' | 'zero';
  /** Subtract the batch's mean from the centred returns before the division (whitening). */
  readonly recentre?: boolean | undefined;
  /** Clamp to ± this at the end; the released code has 3. */
  readonly clamp?: number | undefined;
}

/**
 * One advantage per return. `groups[i]` is the group of `returns[i]`; `weights[i]` (1 if absent) is what it counts in
 * statistics of the batch and in "length-mean": verl's whitening counts tokens. Results are independent of the order up
 * to rounding, and exactly 0 where all returns of the relevant set are equal.
 * Throws TrainerError for a return that is not finite and for lengths that differ.
 */
export function returnAdvantages(
  returns: readonly number[],
  groups: readonly unknown[],
  rule: AdvantageRule,
  weights: readonly number[] = returns.map(() => 1),
): number[] {
  if (groups.length !== returns.length || weights.length !== returns.length) {
    throw new TrainerError('returns, groups and weights must have the same length');
  }
  returns.forEach((x, i) => {
    if (!Number.isFinite(x)) throw new TrainerError(`return ${i} is ${x}`);
  });
  if (returns.length === 0) return [];
  const members = new Map<unknown, number[]>();
  groups.forEach((group, i) => {
    const own = members.get(group);
    if (own === undefined) members.set(group, [i]);
    else own.push(i);
  });
  const centred = new Array<number>(returns.length);
  const batchMean = weightedMean(returns, weights);
  for (const own of members.values()) {
    const values = own.map((i) => returns[i]);
    const centres = centresOf(values, own, rule, batchMean, weights);
    own.forEach((i, k) => (centred[i] = returns[i] - centres[k]));
  }
  return scaled(returns, centred, members, rule, weights);
}

function centresOf(
  values: readonly number[],
  own: readonly number[],
  { baseline, single }: AdvantageRule,
  batchMean: number,
  weights: readonly number[],
): number[] {
  const same = (x: number): number[] => values.map(() => x);
  if (baseline === 'none') return same(0);
  if (baseline === 'batch-mean') return same(batchMean);
  if (values.length === 1) return single === 'return' ? [0] : [...values];
  if (baseline === 'group-mean') return same(mean(values));
  if (baseline === 'length-mean')
    return same(
      weightedMean(
        values,
        own.map((i) => weights[i]),
      ),
    );
  // Σ of the others from the mean of all: n·mean − x, taken from the first so that equal returns stay exact.
  const centre = mean(values);
  return values.map((x) => centre + (centre - x) / (values.length - 1));
}

function scaled(
  returns: readonly number[],
  centred: number[],
  members: ReadonlyMap<unknown, readonly number[]>,
  { scale, single, recentre = false, clamp = Infinity }: AdvantageRule,
  weights: readonly number[],
): number[] {
  const shift = recentre ? weightedMean(centred, weights) : 0;
  const shifted = shift === 0 ? centred : centred.map((x) => x - shift);
  const clamped = (x: number): number => Math.max(-clamp, Math.min(clamp, x));
  if (scale === undefined) return shifted.map(clamped);
  const result = new Array<number>(returns.length);
  if (scale.of === 'group') {
    for (const own of members.values()) {
      const sigma = deviation(
        own.map((i) => returns[i]),
        scale.divisor,
      );
      // verl: a lone return is divided by 1 + δ.
      const isAlone = own.length === 1 && single === 'return' && (scale.whenBelow ?? 'divide') === 'divide';
      for (const i of own) result[i] = clamped(over(shifted[i], isAlone ? 1 : sigma, scale));
    }
    return result;
  }
  const sigma = weightedDeviation(scale.of === 'batch' ? returns : centred, weights, scale.divisor);
  return shifted.map((x) => clamped(over(x, sigma, scale)));
}

/** x divided by σ as the rule says. */
export function over(
  x: number,
  sigma: number,
  { stabiliser, place, threshold = 0, whenBelow = 'divide' }: Scale,
): number {
  if (sigma <= threshold && whenBelow !== 'divide') return whenBelow === 'zero' ? 0 : x;
  const divisor =
    place === 'inside'
      ? Math.sqrt(sigma * sigma + stabiliser)
      : place === 'floor'
        ? Math.max(sigma, stabiliser)
        : sigma + stabiliser;
  // 0/0: equal returns without a stabiliser.
  return x === 0 ? 0 : x / divisor;
}

/** Σ w·x/Σ w, taken from the first number, so that equal numbers have exactly that mean. */
export function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const [first] = values;
  let [sum, weight] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += weights[i] * (values[i] - first);
    weight += weights[i];
  }
  return weight === 0 ? first : first + sum / weight;
}

/** √(Σ w(x − mean)²/W), or /(W − 1) with W = Σ w; exactly 0 for equal numbers. */
export function weightedDeviation(values: readonly number[], weights: readonly number[], divisor: 'n' | 'n-1'): number {
  const centre = weightedMean(values, weights);
  let [squares, weight] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    squares += weights[i] * (values[i] - centre) ** 2;
    weight += weights[i];
  }
  return squares === 0 ? 0 : Math.sqrt(squares / (divisor === 'n' ? weight : weight - 1));
}
