import { estimatorName } from '../../certify/names.js';
import type { Estimator } from '../../estimate/estimator.js';
import { logitsOf } from '../../estimate/logits.js';
import { expectedUpdate, policyGradient } from '../../estimate/policyGradient.js';
import type { Rational } from '../../exact/rational.js';
import type { RootSum } from '../../exact/rootSum.js';
import type { WitnessMaker } from '../claim.js';
import type { Instance } from '../instance.js';
import { SEARCH_LIMIT } from './estimatorOf.js';
import { all, HOLDS, HOLDS_STRICTLY, type Outcome, VACUOUS } from '../outcome.js';
import { stated } from './witnesses.js';

/**
 * Checks E[update] = factor·∇J, logit by logit, for the policy "old"; `label` names the right side. Vacuous where
 * ∇J = 0, so that what is counted had something to get wrong.
 */
export function updateIs({ game, policies }: Instance, estimator: Estimator, factor: Rational, label: string): Outcome {
  const old = policies['old'];
  const gradient = policyGradient(old);
  if (gradient.every((entry) => entry.isZero())) return VACUOUS;
  const { name } = logitsOf(game, 'sets');
  return all(
    expectedUpdate(old, estimator, { limit: SEARCH_LIMIT }).map((entry, k) =>
      sameNumber('E[update]', entry, label, factor.mul(gradient[k]), () => `logit of ${name[k]}`),
    ),
  );
}

/** The certificate that E[update] of this estimator is not ∇J times the factor, at the logit that is named. */
export function updateIsNot(estimator: (instance: Instance) => Estimator, factor: '1' | '1-1/G'): WitnessMaker {
  return stated((instance, { where }) => {
    const { game } = instance;
    const { name, parameterOf } = logitsOf(game, 'sets');
    const logit = name.findIndex((own) => where === `logit of ${own}`);
    const e = parameterOf.indexOf(logit);
    const i = game.infoSets.flat().find((node) => game.firstEdge[node] <= e && e < game.firstEdge[node + 1]);
    if (logit < 0 || i === undefined) throw new RangeError(`"${where ?? ''}" names no logit`);
    const [set, action] = [game.infoSetName[game.infoSet[i]], game.label[e]];
    return { id: 'expected-update', estimator: estimatorName(estimator(instance)), factor, set, action };
  });
}

function sameNumber(
  leftLabel: string,
  left: RootSum,
  rightLabel: string,
  right: Rational,
  where: () => string,
): Outcome {
  const exact = left.asRational();
  if (exact?.equals(right) === true) return right.isZero() ? HOLDS : HOLDS_STRICTLY;
  return {
    status: 'violated',
    expected: `${leftLabel} = ${rightLabel}`,
    left: { label: leftLabel, value: left.toString() },
    right: { label: rightLabel, value: right.toString() },
    gap: exact === undefined ? 'irrational' : exact.sub(right).abs().toString(),
    where: where(),
  };
}
