import { type Arithmetic, certainOrder } from '../exact/arithmetic.js';
import { Rational } from '../exact/rational.js';
import { fill, type Stretch } from '../mirror/fill.js';
import type { ClippedSurrogate } from './algorithm.js';
import { meanAdvantage } from './means.js';
import { tieRuleAt, type UpdateProblem } from './updateProblem.js';

/**
 * The argmax of Σ_a p_a·E[min(ρM, clip(ρ)M) | a]. In the mass q_a it is concave and piecewise linear: a sample
 * with Â ≥ 0 adds the slope M up to ρ = 1 + high, one with Â < 0 from ρ = 1 − low on. At the joint level the clipped
 * ratio is ρ·c, so that each sample has bends of its own. Actions with p_a = 0 have no sample and stay at 0.
 */
export function clippedArgmax<N>(numbers: Arithmetic<N>, problem: UpdateProblem<N>, surrogate: ClippedSurrogate): N[] {
  const stretches = problem.old.flatMap((_, action) =>
    surrogate.level === 'joint'
      ? jointStretches(numbers, problem, action, surrogate)
      : turnStretches(numbers, problem, action, surrogate),
  );
  const advantage = problem.tie === 'adversarial' ? meanAdvantage(numbers, problem) : problem.old;
  return fill(numbers, stretches, tieRuleAt(numbers, problem, advantage));
}

function turnStretches<N>(
  numbers: Arithmetic<N>,
  { old, samples }: UpdateProblem<N>,
  action: number,
  { low, high }: ClippedSurrogate,
): Stretch<N>[] {
  const p = old[action];
  if (numbers.isZero(p)) return [];
  const part = (of: 'gain' | 'loss'): N =>
    numbers.sum(
      samples[action].map(({ weight, factor, estimate }) => numbers.mul(numbers.mul(weight, factor), estimate[of])),
    );
  const [gain, loss] = [part('gain'), part('loss')];
  return [
    { action, slope: gain, length: numbers.mul(p, numbers.of(Rational.ONE.sub(low))) },
    { action, slope: numbers.sub(gain, loss), length: numbers.mul(p, numbers.of(low.add(high))) },
    { action, slope: numbers.sub(numbers.zero, loss), length: undefined },
  ];
}

/** As above with bends at (1 ± ε)/c, in ascending order. */
function jointStretches<N>(
  numbers: Arithmetic<N>,
  { old, samples }: UpdateProblem<N>,
  action: number,
  surrogate: ClippedSurrogate,
): Stretch<N>[] {
  const p = old[action];
  if (numbers.isZero(p)) return [];
  const low = numbers.of(Rational.ONE.sub(surrogate.low));
  const high = numbers.of(Rational.ONE.add(surrogate.high));
  const gains: N[] = [];
  const bends: { at: N; fall: N }[] = [];
  for (const { weight, factor, estimate } of samples[action]) {
    if (numbers.isZero(factor)) continue;
    const scale = numbers.mul(weight, factor);
    const [gain, loss] = [numbers.mul(scale, estimate.gain), numbers.mul(scale, estimate.loss)];
    gains.push(gain);
    if (!numbers.isZero(gain)) bends.push({ at: numbers.div(high, factor), fall: gain });
    if (!numbers.isZero(loss)) bends.push({ at: numbers.div(low, factor), fall: loss });
  }
  bends.sort((x, y) => certainOrder(numbers, x.at, y.at));
  const result: Stretch<N>[] = [];
  let slope = numbers.sum(gains);
  let ratio = numbers.zero;
  for (const [n, { at, fall }] of bends.entries()) {
    const same = n > 0 && numbers.compare(bends[n - 1].at, at) === 'equal';
    if (!same) result.push({ action, slope, length: numbers.mul(numbers.sub(at, ratio), p) });
    slope = numbers.sub(slope, fall);
    ratio = at;
  }
  result.push({ action, slope, length: undefined });
  return result;
}
