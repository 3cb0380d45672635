import { reachProbability } from '../../evaluate/reachProbability.js';
import { Rational } from '../../exact/rational.js';
import type { Game } from '../../game/game.js';
import { clip } from '../../mirror/clip.js';
import { type MirrorProblem, type MirrorStep, objective } from '../../mirror/mirrorStep.js';
import { distributionAt, type Policy } from '../../policy/policy.js';
import { SignedReturns } from '../../sweep/batch.js';

/** What one history's exact clipped objective says of a candidate. Full information: a history is its set. */
export interface HistoryObjective {
  readonly node: number;
  /** L(π̄) − L(π_k): by how much the clipped objective of Eq. 6 rises. */
  readonly rise: Rational;
  /** E_{a∼π_k}[max(0, (ρ − clip(ρ))·M) | h]: the clip residual, the drift of this step (claim C1). */
  readonly residual: Rational;
}

/**
 * The exact clipped objective at every history, in units of the return from the start: one batch from `old`, and
 * M carried with the ratios of `suffix` for the turns after it (Eq. 8 in reverse order: `suffix` = `candidate`).
 */
export function historyObjectives(
  old: Policy,
  candidate: Policy,
  suffix: Policy,
  epsilon: Rational,
): HistoryObjective[] {
  const { game } = old;
  const step = clip(epsilon);
  const batch = new SignedReturns(old);
  batch.refresh(0, suffix.probability);
  return game.infoSets.map(([node], set) => {
    const problem = problemAt(batch, old, set, node);
    const q = distributionAt(candidate, set);
    return {
      node,
      rise: objective(step, problem, q).sub(objective(step, problem, problem.old)),
      residual: step.drift(problem, q),
    };
  });
}

/** How `preparedCandidate` treats a drawn distribution before the condition is asked of it. */
export const PREPARATIONS: readonly string[] = ['as-drawn', 'repaired', 'halfway'];

/**
 * A candidate for which the practical condition is often true although it is no argmax. `repaired`: from the last
 * turn to the first, a history whose objective `drawn` would lower keeps π_k's distribution. `halfway`: the same
 * with the mean of `drawn` and the argmax in place of `drawn`. `as-drawn`: `drawn` itself. `suffix`: whether M
 * carries the ratios of the candidate's later turns (reverse order) or none (forward order).
 */
export function preparedCandidate(
  old: Policy,
  drawn: Policy,
  epsilon: Rational,
  preparation: string,
  suffix: 'new' | 'old' = 'new',
): Policy {
  if (preparation === 'as-drawn') return drawn;
  const { game } = old;
  const step = clip(epsilon);
  const batch = new SignedReturns(old);
  const probability = old.probability.slice();
  for (let t = game.turns; t >= 1; t--) {
    batch.refresh(game.turnEnd[t], suffix === 'new' ? probability : old.probability);
    for (let node = game.turnStart[t]; node < game.turnEnd[t]; node++) {
      const set = game.infoSet[node];
      const problem = problemAt(batch, old, set, node);
      const wish = distributionAt(drawn, set);
      const q = preparation === 'halfway' ? middle(wish, step.solve(problem)) : wish;
      if (rises(step, problem, q)) q.forEach((mass, a) => (probability[game.firstEdge[node] + a] = mass));
    }
  }
  return { game, probability };
}

/** Per turn t (index t − 1): Σ_h d_{π_k}(h)·rise(h), the rise of the batch's mean objective. */
export function meanRises(game: Game, old: Policy, objectives: readonly HistoryObjective[]): Rational[] {
  const reach = reachProbability(game, old.probability);
  const result = new Array<Rational>(game.turns).fill(Rational.ZERO);
  for (const { node, rise } of objectives) {
    const t = game.turn[node];
    result[t - 1] = result[t - 1].add(reach[node].mul(rise));
  }
  return result;
}

function problemAt(batch: SignedReturns, old: Policy, set: number, node: number): MirrorProblem {
  return batch.problem(distributionAt(old, set), [node], [Rational.ONE], (advantage) => ({
    tie: 'stay',
    preference: advantage.map((_, a) => a),
  }));
}

function rises(step: MirrorStep, problem: MirrorProblem, q: readonly Rational[]): boolean {
  return objective(step, problem, q).ge(objective(step, problem, problem.old));
}

function middle(x: readonly Rational[], y: readonly Rational[]): Rational[] {
  const half = Rational.of(1, 2);
  return x.map((value, a) => value.add(y[a]).mul(half));
}
