import { reachProbability } from '../../evaluate/reachProbability.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import type { MirrorStep } from '../../mirror/mirrorStep.js';
import { distributionAt, type Policy, unchecked } from '../../policy/policy.js';
import { SignedReturns } from '../../sweep/batch.js';
import { preference, type Tie } from '../../sweep/tie.js';
import type { Instance } from '../instance.js';
import { atLeast, type Outcome } from '../outcome.js';
import { stepOf, sweepOptions } from './sweepOf.js';

/**
 * PPO-clip with GRAE on all turns at once: every information set maximises, over its one distribution,
 * Σ_h d_{π_k}(h)·E[min(ρM, clip(ρ)M) | h] over **all** its histories, of whatever turn, with M = Â: one batch from
 * π_k, a ratio per turn, and no ratio of any other turn. Under full information this is the simultaneous sweep;
 * where turns share a distribution it is one optimisation of the summed surrogate, not one update a turn.
 * A set that π_k does not reach keeps its distribution, except that a single history takes the argmax all the same.
 */
export function allTurnsAtOnce(old: Policy, step: MirrorStep, tie: Tie): Policy {
  const { game } = old;
  const batch = new SignedReturns(old);
  batch.refresh(0, old.probability);
  const reach = reachProbability(game, old.probability);
  return unchecked(
    game,
    game.infoSets.map((nodes, set) => {
      const p = distributionAt(old, set);
      const weights = nodes.length === 1 ? [Rational.ONE] : nodes.map((i) => reach[i]);
      if (weights.every((weight) => weight.isZero())) return p;
      const ranked = (advantage: readonly Rational[]): number[] => preference(tie, advantage, game.turn[nodes[0]], set);
      return step.solve(batch.problem(p, nodes, weights, ranked));
    }),
  );
}

/** J(π_{k+1}) ≥ J(π_k) for one such update with the instance's step and tie-breaking, the step altered where given. */
export function updateImproves(instance: Instance, altered?: (step: MirrorStep) => MirrorStep): Outcome {
  return atLeast('J(π_{k+1})', value(updateOf(instance, altered))[0], 'J(π_k)', value(instance.policies['old'])[0]);
}

/** The policy after one such update. */
export function updateOf(instance: Instance, altered: (step: MirrorStep) => MirrorStep = (step) => step): Policy {
  const step = altered(stepOf(instance.parameters['step']));
  return allTurnsAtOnce(instance.policies['old'], step, sweepOptions(instance).tie ?? 'first');
}
