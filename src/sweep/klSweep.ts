import type { Rational } from '../exact/rational.js';
import { type Real, RealArithmetic } from '../exact/real.js';
import { edgeValueIn, valueIn, valueInto } from '../evaluate/valueIn.js';
import { numbersOf } from '../game/numbersOf.js';
import type { PolicyIn } from '../policy/policyIn.js';
import { klStep } from '../mirror/kl.js';
import { type Order, turnsInOrder } from './order.js';

/** A policy whose probabilities are known exactly or enclosed; one entry per edge, as in `Policy`, which is one. */
export type RealPolicy = PolicyIn<Real>;

/** How a KL sweep runs. */
export interface KlSweepOptions {
  /** λ > 0, the weight of the drift λ·KL(q‖p). */
  readonly lambda: Rational;
  /** Default: reverse, as in the paper. */
  readonly order?: Order;
  /** Working precision in significant digits; default 50. */
  readonly precision?: number;
}

/** What one decision node did in its turn's update. */
export interface KlUpdate {
  readonly turn: number;
  readonly node: number;
  /** E[M|h,a] per action, up to a constant of the node. */
  readonly advantage: readonly Real[];
  readonly candidate: readonly Real[];
}

/** One iteration π_k → π_{k+1} with the KL step. */
export interface KlSweep {
  readonly old: RealPolicy;
  readonly policy: RealPolicy;
  /** V_{π_k} and V_{π_{k+1}} per node; index 0 is J. */
  readonly oldValue: readonly Real[];
  readonly value: readonly Real[];
  /** In the order in which they were made. */
  readonly updates: readonly KlUpdate[];
}

/**
 * As `sweep`, with the step q ∝ p·exp(E[M|h,·]/λ) at every history: exp is transcendental, so probabilities and
 * values come as enclosures. What does not change stays the same object, exact numbers included: a sweep that
 * moves nothing has value[0] known to equal oldValue[0].
 *
 * Width: a step adds to the relative width of q about 2/λ times the width of the advantages and a few units in
 * the last place; a value adds Σ_a |Q_a|·width(q_a) to its children's width. So a turn, and a sweep from an enclosed
 * policy too, multiplies the width by at most the order of 1 + 4·(range of R)/λ: K sweeps of T turns cost up to
 * K·T·log₁₀ of that in digits, and in practice far less once the policy hardly moves. Make comparisons through
 * `decide`, each time from the exact policy.
 *
 * Throws RangeError unless λ > 0, and for truncated or shared information.
 */
export function klSweep(old: RealPolicy, options: KlSweepOptions): KlSweep {
  const { game } = old;
  const { lambda, order = 'reverse', precision = 50 } = options;
  if (game.information.kind !== 'full') throw new RangeError('the KL sweep needs full information');
  const reals = new RealArithmetic(precision);
  const own = numbersOf(reals, game);
  const before = { probability: old.probability, values: valueIn(reals, old) };
  const after = { probability: old.probability.slice(), values: before.values.slice() };
  const updates: KlUpdate[] = [];
  let freshFrom = 0; // nodes below it have a value that the updates have outdated

  for (const turn of turnsInOrder(order, game.turns)) {
    const end = game.turnEnd[turn];
    if (end < freshFrom) {
      valueInto(reals, after, before, game, end, freshFrom);
      freshFrom = end;
    }
    const factor = game.discount.pow(turn - 1);
    for (let node = game.turnStart[turn]; node < end; node++) {
      const first = game.firstEdge[node];
      const edges = Array.from({ length: game.firstEdge[node + 1] - first }, (_, a) => first + a);
      const advantage = edges.map((e) => reals.mul(factor, edgeValueIn(reals, game, own, after.values, node, e)));
      const candidate = klStep(
        lambda,
        edges.map((e) => old.probability[e]),
        advantage,
        precision,
      );
      updates.push({ turn, node, advantage, candidate });
      candidate.forEach((mass, a) => (after.probability[first + a] = mass));
    }
    // In simultaneous order the old values stay in use to the end.
    if (order !== 'simultaneous') freshFrom = Math.max(freshFrom, end);
  }
  valueInto(reals, after, before, game, 0, game.nodeCount);
  return {
    old,
    policy: { game, probability: after.probability },
    oldValue: before.values,
    value: after.values,
    updates,
  };
}

/** `count` KL sweeps, each from the policy of the one before; the result starts with the first sweep. */
export function klSweeps(policy: RealPolicy, options: KlSweepOptions, count: number): KlSweep[] {
  const result: KlSweep[] = [];
  for (let k = 0; k < count; k++) {
    const next = klSweep(policy, options);
    result.push(next);
    policy = next.policy;
  }
  return result;
}
