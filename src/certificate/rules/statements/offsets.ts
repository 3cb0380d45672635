import { add, mul, sub, sum, ZERO } from '../../number.js';
import { edgeValue } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Statement } from '../../rule.js';
import { estimateOf } from '../estimators.js';
import { returnsOf } from '../returns.js';
import { below, unequal } from './finding.js';
import { estimatesAt } from './gradients.js';
import { actionOf, discountAt, historyOf, valueOf } from './places.js';

/** "offset" (B4): E[Â | h, a] − γ^(t−1)·A(h, a) is not (rewards before h) + γ^(t−1)·V(h) − V(s0). */
export const offset: Statement = ({ game, old, text }) => {
  const [node, values, returns] = [
    historyOf(game, text('history')),
    valueOf(game, old),
    returnsOf(game, old, game.gamma),
  ];
  const [a, factor] = [actionOf(node, text('action')), discountAt(game, node)];
  const path = game.paths.find(({ steps }) => steps.some((step) => step.node === node));
  if (path === undefined) throw new Rejected('no path');
  const before = path.steps.slice(
    0,
    path.steps.findIndex((step) => step.node === node),
  );
  const paid = sum(before.map((step) => mul(step.node.edges[step.a].reward, discountAt(game, step.node))));
  const estimate = estimatesAt(game, old, node, estimateOf(text('estimator'), game, old))[a];
  const left = sub(estimate, mul(factor, sub(edgeValue(game, values, node, a), values(node))));
  const right = sub(add(paid, mul(factor, values(node))), returns.lawOf(path).mean);
  return unequal(
    [`E[${text('estimator')} | h,a] − γ^(t−1)·A`, left],
    ['the offset of the history', right],
    `for ${text('action')} at ${node.name}`,
  );
};

/** "opposite-signs" (B4b): E[Â | h, a] and A(h, a) have opposite signs. */
export const oppositeSigns: Statement = ({ game, old, text }) => {
  const [node, values] = [historyOf(game, text('history')), valueOf(game, old)];
  const a = actionOf(node, text('action'));
  const joint = estimatesAt(game, old, node, estimateOf('joint', game, old))[a];
  const local = sub(edgeValue(game, values, node, a), values(node));
  below(['E[Â | h,a]·A(h,a)', mul(joint, local)], ['0', ZERO]);
  return unequal(
    ['E[Â | h,a]', joint],
    ['A(h,a)', local],
    `and their signs are opposite, for ${text('action')} at ${node.name}`,
  );
};
