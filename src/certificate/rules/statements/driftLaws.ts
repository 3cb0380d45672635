import { add, div, fractionOf, isLess, isZero, mul, type Num, ONE, sub, sum, ZERO } from '../../number.js';
import { at } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Evidence, Problem, Statement } from '../../rule.js';
import { ln } from '../exponential.js';
import { driftOf, squares } from './drifts.js';
import { below, unequal } from './finding.js';

const pairOf = ({ policy, old, text }: Evidence): readonly [readonly Num[], readonly Num[]] => [
  at(old, text('set')),
  at(policy('candidate'), text('set')),
];
const towards = (p: readonly Num[], q: readonly Num[], s: Num): Num[] =>
  p.map((mass, a) => add(mass, mul(s, sub(q[a], mass))));

/** The share of the way from p to q, in (0, 1]. */
function shareOf({ text }: Evidence): Num {
  const share = fractionOf(text('share'), 'share');
  if (share.sign() !== 1 || isLess(ONE, share)) throw new Rejected('share: not in (0, 1]');
  return share;
}

/** "infinite-drift" (C2, C3): q has mass where p has none, so that KL and χ² are infinite. */
export const infiniteDrift: Statement = (evidence) => {
  const [p, q] = pairOf(evidence);
  const outside = sum(q.filter((_, a) => isZero(p[a])));
  return unequal(['q(actions that p never takes)', outside], ['0', ZERO], `at ${evidence.text('set')}`);
};

/** "no-parabola" (C3): D(p + s(q − p)|p) is not s²·D(q|p), for the drift of the step that is named. */
export const noParabola: Statement = (evidence) => {
  const [[p, q], step, s] = [pairOf(evidence), evidence.text('step'), shareOf(evidence)];
  const problem: Problem = { p, reach: ONE, samples: p.map(() => []) };
  const [there, whole] = [driftOf(step, problem, towards(p, q, s)), driftOf(step, problem, q)];
  return unequal(
    [`D(p + s(q−p)|p)`, there],
    ['s²·D(q|p)', mul(mul(s, s), whole)],
    `at ${evidence.text('set')}, s = ${String(s)}`,
  );
};

/** "kl-above" (C2): KL(p + s(q − p)‖p) is more than factor·s²·χ²(q‖p). */
export const klAbove: Statement = (evidence) => {
  const [[p, q], s, factor] = [pairOf(evidence), shareOf(evidence), fractionOf(evidence.text('factor'), 'factor')];
  const point = towards(p, q, s);
  const bound = mul(mul(factor, mul(s, s)), chiSquareOf(p, q));
  const label = `${String(factor)}·s²·χ²(q‖p)`;
  return below([label, bound], ['KL(p + s(q−p)‖p)', klOf(point, p)], `at ${evidence.text('set')}, s = ${String(s)}`);
};

/** χ²(q‖p) = Σ_a (q_a − p_a)²/p_a. Rejects p_a = 0 < q_a, where it is infinite. */
function chiSquareOf(p: readonly Num[], q: readonly Num[]): Num {
  if (p.some((mass, a) => isZero(mass) && !isZero(q[a]))) throw new Rejected('χ² is infinite');
  return squares(p, q, (mass) => mass);
}

/** KL(q‖p) = Σ_a q_a·ln(q_a/p_a). Rejects q_a > 0 = p_a. */
export function klOf(q: readonly Num[], p: readonly Num[]): Num {
  return sum(q.map((mass, a) => (isZero(mass) ? ZERO : mul(mass, ln(div(mass, p[a]))))));
}
