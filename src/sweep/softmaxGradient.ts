import { Rational } from '../exact/rational.js';
import { type Real, RealArithmetic } from '../exact/real.js';
import { edgeValueIn, valueIn } from '../evaluate/valueIn.js';
import { NodeKind } from '../game/game.js';
import { numbersOf } from '../game/numbersOf.js';
import { klStep } from '../mirror/kl.js';
import type { RealPolicy } from './klSweep.js';

/** How a gradient step runs. */
export interface GradientOptions {
  /** α ≥ 0, the step size, in logits per unit of the return. */
  readonly size: Rational;
  /** Working precision in significant digits; default 50. */
  readonly precision?: number;
}

/**
 * One exact gradient step on J in softmax logits: θ_{S,a} ← θ_{S,a} + α·Σ_{h∈S} γ^(t−1)·d(h)·π_a·A(h,a), so that
 * π_a ← π_a·e^(α·gradient)/Σ_b …, for every information set S (one distribution may serve many histories and turns).
 * exp is transcendental: what changes becomes an enclosure, what does not stays the same object. This is REINFORCE
 * with exact expectations. Throws RangeError when α < 0.
 */
export function softmaxGradientStep(policy: RealPolicy, { size, precision = 50 }: GradientOptions): RealPolicy {
  if (size.sign() < 0) throw new RangeError(`the step size must not be negative, not ${size}`);
  const { game } = policy;
  const reals = new RealArithmetic(precision);
  const gradient = logitGradient(policy, precision);
  const probability = policy.probability.slice();
  for (const nodes of game.infoSets) {
    const first = game.firstEdge[nodes[0]];
    const actions = Array.from({ length: game.firstEdge[nodes[0] + 1] - first }, (_, a) => a);
    const rise = actions.map((a) => reals.mul(size, reals.sum(nodes.map((i) => gradient[game.firstEdge[i] + a]))));
    // q ∝ p·e^rise is the KL step with λ = 1.
    const candidate = klStep(Rational.ONE, policy.probability.slice(first, first + actions.length), rise, precision);
    for (const i of nodes) candidate.forEach((mass, a) => (probability[game.firstEdge[i] + a] = mass));
  }
  return { game, probability };
}

/** γ^(t−1)·d(h)·π_a·A(h,a) per edge of a decision node: its part in the gradient of J; 0 on other edges. */
function logitGradient(policy: RealPolicy, precision: number): Real[] {
  const { game, probability } = policy;
  const reals = new RealArithmetic(precision);
  const own = numbersOf(reals, game);
  const values = valueIn(reals, policy);
  const reach = new Array<Real>(game.nodeCount).fill(Rational.ZERO);
  reach[0] = Rational.ONE;
  const gradient = new Array<Real>(game.edgeCount).fill(Rational.ZERO);
  for (let i = 0; i < game.nodeCount; i++) {
    const decision = game.kind[i] === NodeKind.decision;
    const weight = decision ? reals.mul(game.discount.pow(game.turn[i] - 1), reach[i]) : Rational.ZERO;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const mass = reals.mul(reach[i], probability[e]);
      reach[game.child[e]] = reals.add(reach[game.child[e]], mass);
      if (!decision) continue;
      const advantage = reals.sub(edgeValueIn(reals, game, own, values, i, e), values[i]);
      gradient[e] = reals.mul(weight, reals.mul(probability[e], advantage));
    }
  }
  return gradient;
}
