import { Rational } from '../exact/rational.js';
import { RootSum } from '../exact/rootSum.js';
import { preference, type Tie } from '../sweep/tie.js';
import type { ClippedSurrogate } from './algorithm.js';
import { meanAdvantage, rational } from './means.js';
import type { UpdateProblem } from './updateProblem.js';

/** A stretch of an action's mass on which the surrogate has one slope; the last has no end. */
interface Stretch {
  readonly action: number;
  readonly slope: RootSum;
  readonly length: Rational | undefined;
}

/**
 * The exact argmax of Σ_a p_a·E[min(ρM, clip(ρ)M) | a]. In the mass q_a it is concave and piecewise linear: a sample
 * with Â ≥ 0 adds the slope M up to ρ = 1 + high, one with Â < 0 from ρ = 1 − low on. At the joint level the clipped
 * ratio is ρ·c, so that each sample has bends of its own. Filling the stretches in order of slope is optimal.
 * Actions with p_a = 0 have no sample and stay at 0.
 */
export function clippedArgmax(problem: UpdateProblem, surrogate: ClippedSurrogate, tie: Tie): Rational[] {
  const ranked = preference(tie, meanAdvantage(problem), problem.turn, problem.set);
  const stretches = ranked.flatMap((action) => stretchesOf(problem, action, surrogate));
  // Stable: equal slopes stay in order of preference, and an action's own stretches in their order.
  stretches.sort((x, y) => y.slope.compare(x.slope));
  const q = new Array<Rational>(problem.old.length).fill(Rational.ZERO);
  let left = Rational.ONE;
  for (const { action, length } of stretches) {
    const mass = length === undefined ? left : Rational.min(length, left);
    q[action] = q[action].add(mass);
    left = left.sub(mass);
    if (left.isZero()) break;
  }
  return q;
}

function stretchesOf({ old, samples }: UpdateProblem, action: number, surrogate: ClippedSurrogate): Stretch[] {
  const p = old[action];
  if (p.isZero()) return [];
  const low = Rational.ONE.sub(surrogate.low);
  const high = Rational.ONE.add(surrogate.high);
  const joint = surrogate.level === 'joint';
  // Changes of slope by the ratio at which they happen, starting from all gains.
  const bends = new Map<string, { at: Rational; change: RootSum[] }>();
  const bend = (at: Rational, change: RootSum): void => {
    const known = bends.get(at.toString());
    if (known === undefined) bends.set(at.toString(), { at, change: [change] });
    else known.change.push(change);
  };
  const gains: RootSum[] = [];
  for (const { weight, factor, estimate } of samples[action]) {
    const c = rational(factor);
    if (c.isZero()) continue;
    const scale = rational(weight).mul(c);
    const gain = estimate.gain.scale(scale);
    gains.push(gain);
    bend(joint ? high.div(c) : high, gain.neg());
    bend(joint ? low.div(c) : low, estimate.loss.scale(scale).neg());
  }
  const result: Stretch[] = [];
  let slope = RootSum.sum(gains);
  let ratio = Rational.ZERO;
  for (const { at, change } of [...bends.values()].sort((x, y) => x.at.compare(y.at))) {
    result.push({ action, slope, length: at.sub(ratio).mul(p) });
    slope = RootSum.sum([slope, ...change]);
    ratio = at;
  }
  result.push({ action, slope, length: undefined });
  return result;
}
