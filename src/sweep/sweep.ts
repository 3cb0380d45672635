import { reachProbability } from '../evaluate/reachProbability.js';
import { Rational } from '../exact/rational.js';
import { setsOfTurns } from '../game/setsOfTurns.js';
import type { MirrorProblem, MirrorStep } from '../mirror/mirrorStep.js';
import { distributionAt, type Policy, unchecked } from '../policy/policy.js';
import { Returns, SignedReturns } from './batch.js';
import { type Order, turnPools } from './order.js';
import { type Tie, tieAt } from './tie.js';

/** How a sweep runs. */
export interface SweepOptions {
  /** The mirror step that every information set takes. */
  readonly step: MirrorStep;
  /** Default: reverse, as in the paper. */
  readonly order?: Order;
  /** Default: stay. */
  readonly tie?: Tie;
  /**
   * Where the argmax is taken. `every-history` (default): also where no path of the policy in force leads.
   * `reached`: an expectation over paths gives an unreached history weight 0, so it keeps its distribution.
   */
  readonly weighting?: 'every-history' | 'reached';
}

/** What one information set did in its turn's update. */
export interface SetUpdate {
  readonly turn: number;
  readonly set: number;
  readonly problem: MirrorProblem;
  readonly candidate: readonly Rational[];
}

/** One iteration π_k → π_{k+1}. */
export interface Sweep {
  readonly old: Policy;
  readonly policy: Policy;
  /** In the order in which they were made. */
  readonly updates: readonly SetUpdate[];
}

/**
 * One SeeUPO iteration (Algorithm 1 with exact expectations): for each turn in order, every information set
 * of the turn maximises Σ_a q_a E[M|h,a] − D over its neighbourhood of π_k, where M = Â · Π ρ_u over the
 * turns u already updated (Eqs. 7–8; in reverse order M_{t+1}). The conditional means are taken over π_k's
 * paths, which by change of measure are the means under the policy in force.
 *
 * A set of several nodes weighs them by the policy in force's reach probability. A set that spans turns
 * (shared parameters) is updated once per turn, each time around π_k; the last update stays, while M keeps
 * the ratio of the policy right after each turn's own update, as Eq. 8 has it. In simultaneous order such a set is
 * updated once, for its histories of all turns together.
 *
 * The fast engine for mirror steps with the exact advantage; `iterate` is the definition, and the two agree.
 *
 * Throws GameError when the step needs the sign of M and the terminal node does not fix the return.
 */
export function sweep(old: Policy, options: SweepOptions): Sweep {
  const { game } = old;
  const { step, order = 'reverse', tie = 'stay', weighting = 'every-history' } = options;
  const inForce = old.probability.slice();
  const batch = step.needsParts ? new SignedReturns(old) : new Returns(game);
  const result = game.infoSets.map((_, set) => distributionAt(old, set));
  const weighted = weighting === 'reached' || game.information.kind !== 'full';
  const updates: SetUpdate[] = [];

  for (const turns of turnPools(order, game.turns)) {
    batch.refresh(game.turnEnd[turns[0]], inForce);
    const reach = weighted ? reachProbability(game, inForce) : undefined;
    for (const [set, nodes] of setsOfTurns(game, turns)) {
      const t = game.turn[nodes[0]];
      const weights = reach === undefined ? [Rational.ONE] : nodes.map((i) => reach[i]);
      if (weights.every((weight) => weight.isZero())) continue;
      const problem = batch.problem(distributionAt(old, set), nodes, weights, (advantage) =>
        tieAt(tie, advantage, t, set, (x, y) => x.compare(y)),
      );
      const candidate = step.solve(problem);
      updates.push({ turn: t, set, problem, candidate });
      result[set] = candidate;
      for (const i of nodes) candidate.forEach((mass, a) => (inForce[game.firstEdge[i] + a] = mass));
    }
    batch.invalidate(game.turnEnd[turns[turns.length - 1]]);
  }
  return { old, policy: unchecked(game, result), updates };
}

/** `count` sweeps, each from the policy of the one before; the result starts with the first sweep. */
export function sweeps(policy: Policy, options: SweepOptions, count: number): Sweep[] {
  const result: Sweep[] = [];
  for (let k = 0; k < count; k++) {
    const next = sweep(policy, options);
    result.push(next);
    policy = next.policy;
  }
  return result;
}
