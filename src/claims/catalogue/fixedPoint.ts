import { recordMade } from '../../certify/record.js';
import { optimalPolicy, optimalValue } from '../../evaluate/optimalValue.js';
import { reachProbability } from '../../evaluate/reachProbability.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import type { MirrorStep } from '../../mirror/mirrorStep.js';
import { objective } from '../../mirror/mirrorStep.js';
import { distributionAt, type Policy, unchecked } from '../../policy/policy.js';
import { sweep, type SweepOptions, sweeps } from '../../sweep/sweep.js';
import type { WitnessMaker } from '../claim.js';
import type { Instance } from '../instance.js';
import { equal, HOLDS, type Outcome } from '../outcome.js';
import { equalEverywhere } from './everyHistory.js';
import { stepOf } from './sweepOf.js';
import { BETTER, iterated, type StatementOf } from './witnesses.js';

/** How `preparedPolicy` makes the policy of an instance. */
export const POLICIES: readonly string[] = ['as-drawn', 'optimal', 'nearly-optimal', 'swept'];

/**
 * A policy for claims about fixed points, which drawn policies seldom are: the drawn one; an optimal one; an optimal
 * one that is as drawn at the last history; or the drawn one after two reverse sweeps of the step.
 */
export function preparedPolicy({ game, policies, parameters }: Instance, step: MirrorStep): Policy {
  const drawn = policies['old'];
  switch (parameters['policy']) {
    case 'optimal':
      return optimalPolicy(game);
    case 'nearly-optimal': {
      const optimal = optimalPolicy(game);
      const last = game.infoSets.length - 1;
      return unchecked(
        game,
        game.infoSets.map((_, set) => distributionAt(set === last ? drawn : optimal, set)),
      );
    }
    case 'swept':
      return sweeps(drawn, { step }, 2)[1].policy;
    default:
      return drawn;
  }
}

/**
 * max over the histories of max_q ⟨q, Q_π(h,·)⟩ − D(q) − V_π(h), the maximum over the step's neighbourhood: by how
 * much the best candidate improves at the history where it improves most. 0 at a fixed point; never negative.
 */
export function largestImprovement(
  policy: Policy,
  step: MirrorStep,
  weighting: SweepOptions['weighting'] = 'every-history',
): Rational {
  let largest = Rational.ZERO;
  // In simultaneous order every history meets Q_π of the old policy, whatever the others do.
  for (const { problem, candidate } of sweep(policy, { step, order: 'simultaneous', weighting }).updates) {
    largest = Rational.max(largest, objective(step, problem, candidate).sub(objective(step, problem, problem.old)));
  }
  return largest;
}

/**
 * Checks that π is a fixed point of the step if and only if it is optimal at every history. The way from optimal to
 * fixed is easy; with it no instance is vacuous, and a policy that is not optimal says: some candidate must improve.
 * Strict where π is a fixed point. `weighting: reached` asks for improvements at reached histories only.
 */
export function fixedIffOptimal(policy: Policy, step: MirrorStep, weighting?: SweepOptions['weighting']): Outcome {
  const { game } = policy;
  const improvement = largestImprovement(policy, step, weighting);
  const optimal = equalEverywhere(
    game,
    { label: 'V_π(h) at a fixed point π', values: value(policy) },
    { label: 'V*(h)', values: optimalValue(game) },
  );
  if (improvement.isZero()) return optimal;
  if (optimal.status === 'violated') return HOLDS;
  return equal('the largest improvement at an optimal π', improvement, 'none', Rational.ZERO);
}

/** The same for the instance's parameters "policy" and "step". */
export function checkFixedPoint(instance: Instance, weighting?: SweepOptions['weighting']): Outcome {
  const step = stepOf(instance.parameters['step']);
  return fixedIffOptimal(preparedPolicy(instance, step), step, weighting);
}

/**
 * The certificate that a policy is a fixed point although another is better: at every information set (or all that are
 * reached) the step may leave the old distribution as it is, all turns against the same Q_π.
 */
export function isFixed(statement: StatementOf, weighting: SweepOptions['weighting'] = 'every-history'): WitnessMaker {
  return (instance, violation) => {
    const policy = preparedPolicy(instance, stepOf(instance.parameters['step']));
    const { game } = policy;
    const everywhere = weighting === 'every-history' && game.information.kind === 'full';
    const reach = reachProbability(game, policy.probability);
    const identity = iterated(
      statement,
      () => [
        recordMade(
          policy,
          {
            estimator: 'joint',
            step: instance.parameters['step'],
            order: 'simultaneous',
            carry: 'in-force',
            unreached: everywhere ? 'argmax' : 'kept',
          },
          (set) => everywhere || game.infoSets[set].some((i) => !reach[i].isZero()),
        ),
      ],
      BETTER,
    );
    return identity({ ...instance, policies: { ...instance.policies, old: policy } }, violation);
  };
}
