import { type Num, sub } from '../../number.js';
import { at } from '../../policy.js';
import { Rejected, Uncovered } from '../../refusal.js';
import type { Statement } from '../../rule.js';
import { meansOf } from '../samples.js';
import { startOf } from './between.js';
import { bothEnds, opposite, type Run } from './bothEnds.js';

/** Steps whose result is a continuous function of p > 0 and of the means of M. */
const CONTINUOUS = ['kl', 'gradient', 'euclidean', 'chi-square'];
/** Those that take all mass from no action. */
const KEEP_SUPPORT = ['kl', 'gradient'];

/**
 * "stalls-between": J(π_{k+1}) − J(π_k) has opposite signs at both ends, and is continuous between them, since estimates,
 * reach and ratios are, where all probabilities are positive. So somewhere it is 0, where "better" has more. A step that
 * can take all mass from an action leaves histories unreached, at which only full information is continuous.
 */
export const stallsBetween: Statement = (evidence) => {
  const [here, there] = bothEnds(evidence);
  const { game, iterations } = evidence;
  const step = String(iterations[0].update.get('step')).split(':')[0];
  if (!(game.information.kind === 'full' ? CONTINUOUS : KEEP_SUPPORT).includes(step))
    throw new Uncovered(`the continuity of ${step} under ${game.information.kind} information`);
  const rise = ({ game: own, old, made }: Run): Num => sub(startOf(own, made.policy), startOf(own, old));
  return opposite('J(π_{k+1}) − J(π_k)', rise(here), rise(there));
};

/**
 * "rests-between": at the one decision of the game, between two actions, E[M|a] − E[M|b] has opposite signs at both ends,
 * and is continuous. Somewhere it is 0, so that π_{k+1} = π_k is what the step may take, where "better" has more.
 */
export const restsBetween: Statement = (evidence) => {
  const { game, iterations } = evidence;
  const [here, there] = bothEnds(evidence);
  const [node, ...others] = game.decisions;
  if (others.length > 0 || node?.edges.length !== 2) throw new Rejected('more than one decision between two actions');
  if (/^gradient:[^:]*:/.test(String(iterations[0].update.get('step')))) throw new Uncovered('lengths of two actions');
  const preferred = ({ made }: Run): Num => {
    const [a, b] = meansOf(made.updates[0].problem);
    return sub(a, b);
  };
  opposite('E[M|a] − E[M|b]', preferred(here), preferred(there));
  const shift = ({ old, made }: Run): Num => sub(at(made.policy, node.set)[0], at(old, node.set)[0]);
  return opposite('π_{k+1}(a) − π_k(a)', shift(here), shift(there));
};
