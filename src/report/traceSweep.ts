import { expectedReturn } from '../evaluate/expectedReturn.js';
import { reachProbability } from '../evaluate/reachProbability.js';
import type { Rational } from '../exact/rational.js';
import { labelsOf } from '../game/game.js';
import { distributionAt } from '../policy/policy.js';
import type { Order } from '../sweep/order.js';
import type { SetUpdate, Sweep } from '../sweep/sweep.js';

/** What one turn of a sweep did. */
export interface TurnTrace {
  readonly turn: number;
  readonly updates: readonly UpdateTrace[];
  /** J of the policy in force after the turn's update: the turns updated so far new, the others old. */
  readonly returnAfter: Rational;
  /** π of the policy in force after the turn's update, per edge as in `Policy`. */
  readonly inForce: readonly Rational[];
}

/** What one information set did in its turn's update. */
export interface UpdateTrace {
  /** Name of the information set; of its only history under full information. */
  readonly set: string;
  /** The histories that decided, with the weight that each had: the probability of reaching it. */
  readonly histories: readonly { readonly name: string; readonly weight: Rational }[];
  readonly actions: readonly ActionTrace[];
  /** Did the distribution change? */
  readonly moved: boolean;
}

/** What the update knew of one action, and what it did. */
export interface ActionTrace {
  readonly label: string;
  readonly old: Rational;
  /** E[M⁺|h,a] and E[M⁻|h,a], where the step needs them. */
  readonly gain?: Rational;
  readonly loss?: Rational;
  /** E[M|h,a]; without `gain` and `loss` up to a constant of the history: then it is γ^(t−1)·Q(h,a). */
  readonly mean: Rational;
  readonly candidate: Rational;
}

/** The sweep turn by turn, in order of update. `order` must be the one that the sweep had (default: reverse). */
export function traceSweep(sweep: Sweep, order: Order = 'reverse'): TurnTrace[] {
  const { old } = sweep;
  const { game } = old;
  let inForce: readonly Rational[] = old.probability;
  return turnsOf(sweep).map(([turn, updates]) => {
    const reach = reachProbability(game, order === 'simultaneous' ? old.probability : inForce);
    const after = inForce.slice();
    for (const { set, candidate } of updates) {
      for (const i of nodesOf(turn, set)) candidate.forEach((mass, a) => (after[game.firstEdge[i] + a] = mass));
    }
    inForce = after;
    return {
      turn,
      updates: updates.map((update) => trace(update, reach)),
      returnAfter: expectedReturn({ game, probability: after }),
      inForce: after,
    };
  });

  function nodesOf(turn: number, set: number): number[] {
    return game.infoSets[set].filter((i) => game.turn[i] === turn);
  }

  function trace({ turn, set, problem, candidate }: SetUpdate, reach: readonly Rational[]): UpdateTrace {
    const nodes = nodesOf(turn, set);
    const { old: before, advantage, parts } = problem;
    return {
      set: game.infoSetName[set],
      histories: nodes.map((i) => ({ name: game.nodeName[i], weight: reach[i] })),
      actions: labelsOf(game, nodes[0]).map((label, a) => ({
        label,
        old: before[a],
        ...(parts === undefined ? {} : { gain: parts.gain[a], loss: parts.loss[a] }),
        mean: advantage[a],
        candidate: candidate[a],
      })),
      moved: candidate.some((mass, a) => !mass.equals(before[a])),
    };
  }
}

/** A distribution that no update made. */
export interface ChangedSet {
  readonly set: string;
  readonly actions: readonly { readonly label: string; readonly probability: Rational }[];
}

/**
 * The information sets whose new distribution is not the one of their last update: where a claim lets histories
 * that no path reaches take any distribution, these are the ones that took another.
 */
export function changedAtWill({ old, policy, updates }: Sweep): ChangedSet[] {
  const { game } = old;
  const updated = new Map(updates.map(({ set, candidate }) => [set, candidate]));
  return game.infoSets.flatMap(([i], set) => {
    const expected = updated.get(set) ?? distributionAt(old, set);
    const actual = distributionAt(policy, set);
    if (actual.every((mass, a) => mass.equals(expected[a]))) return [];
    const labels = labelsOf(game, i);
    return [
      { set: game.infoSetName[set], actions: actual.map((probability, a) => ({ label: labels[a], probability })) },
    ];
  });
}

/** The updates by turn, turns in the order in which they were made. */
function turnsOf({ updates }: Sweep): [number, SetUpdate[]][] {
  const byTurn = new Map<number, SetUpdate[]>();
  for (const update of updates) {
    const turn = byTurn.get(update.turn);
    if (turn === undefined) byTurn.set(update.turn, [update]);
    else turn.push(update);
  }
  return [...byTurn];
}
