import { expectInto } from '../../evaluate/backward.js';
import { Rational } from '../../exact/rational.js';
import type { Game } from '../../game/game.js';
import type { MirrorStep } from '../../mirror/mirrorStep.js';
import { type Order, turnsInOrder } from '../../sweep/order.js';
import type { Sweep } from '../../sweep/sweep.js';
import { mixedPolicy } from './mixedPolicy.js';

/**
 * Along whose paths drifts are summed: π_k's, π_{k+1}'s, or for each turn those of the policy in force when it was
 * updated (turns updated before it new, the others old).
 */
export type DriftPaths = 'old' | 'new' | 'in force';

/**
 * E[Σ_{t ≥ t(h)} D_t(h_t) | h] per node: the drift D_t of each turn's update in `sweep`, which took `step`, summed
 * along the stated paths from the node on. In units of M, like every drift. Full information only.
 */
export function expectedDrift(sweep: Sweep, step: MirrorStep, order: Order, paths: DriftPaths): Rational[] {
  const { game } = sweep.old;
  const drift = new Array<Rational>(game.nodeCount).fill(Rational.ZERO);
  for (const { set, problem, candidate } of sweep.updates)
    drift[game.infoSets[set][0]] = step.drift(problem, candidate);
  if (paths === 'old') return summedAlong(game, drift, sweep.old.probability);
  if (paths === 'new') return summedAlong(game, drift, sweep.policy.probability);

  const done = new Set<number>();
  const total = new Array<Rational>(game.nodeCount).fill(Rational.ZERO);
  for (const t of turnsInOrder(order, game.turns)) {
    const { probability } = mixedPolicy(game, (turn) => (done.has(turn) ? sweep.policy : sweep.old));
    const own = drift.map((d, i) => (game.turn[i] === t ? d : Rational.ZERO));
    summedAlong(game, own, probability).forEach((expected, i) => (total[i] = total[i].add(expected)));
    done.add(t);
  }
  return total;
}

/** E[Σ_{h' on the path from h on} x(h') | h] per node, by f(h) = x(h) + Σ_e p_e·f(child_e). */
export function summedAlong(game: Game, perNode: readonly Rational[], probability: readonly Rational[]): Rational[] {
  const values = new Array<Rational>(game.nodeCount).fill(Rational.ZERO);
  for (let i = game.nodeCount - 1; i >= 0; i--) {
    expectInto(values, game, probability, i, i + 1);
    if (!perNode[i].isZero()) values[i] = values[i].add(perNode[i]);
  }
  return values;
}
