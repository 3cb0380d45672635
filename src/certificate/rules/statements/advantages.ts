import { mul, ONE, sub, sum, ZERO } from '../../number.js';
import { at, edgeValue } from '../../policy.js';

import { Rejected } from '../../refusal.js';
import type { Statement } from '../../rule.js';
import { estimateOf } from '../estimators.js';
import { returnsOf } from '../returns.js';
import { unequal } from './finding.js';
import { estimatesAt } from './gradients.js';
import { discountAt, historyOf, oneOf, valueOf } from './places.js';

/** "decomposition" (A1): along the path that is named R − V(s0) is not Σ γ^(decisions before)·A, with or without chance terms. */
export const decomposition: Statement = ({ game, old, text, part }) => {
  const labels = JSON.stringify(part('path'));
  const path = game.paths.find(
    ({ steps }) => JSON.stringify(steps.map(({ node, a }) => node.edges[a].label)) === labels,
  );
  if (path === undefined) throw new Rejected(`there is no path ${labels}`);
  const [terms, values] = [oneOf(text('terms'), ['decisions', 'all']), valueOf(game, old)];
  const discounted = oneOf(text('discounted'), ['yes', 'no']) === 'yes';
  const summands = path.steps.flatMap(({ node, a }) => {
    const counts = node.kind === 'actions' || terms === 'all';
    const advantage = sub(edgeValue(game, values, node, a), values(node));
    return counts ? [mul(discounted ? discountAt(game, node) : ONE, advantage)] : [];
  });
  const left = sub(returnsOf(game, old, game.gamma).returnOf(path), values(game.root));
  return unequal(
    ['R − V(s0)', left],
    [`Σ ${discounted ? 'γ^(t−1)·' : ''}A over ${terms}`, sum(summands)],
    `on the path ${labels}`,
  );
};

/** "centred" (A2): Σ_a π(a|h)·x(h, a) is not 0, for the advantage x = A_π and another policy's actions, or for x = Â. */
export const centred: Statement = ({ game, old, text, policy }) => {
  const [of, actor, node] = [text('of'), policy(text('actor')), historyOf(game, text('history'))];
  const values = valueOf(game, old);
  const x =
    of === 'advantage'
      ? node.edges.map((_, a) => sub(edgeValue(game, values, node, a), values(node)))
      : estimatesAt(game, old, node, estimateOf(of, game, old));
  const mean = sum(x.map((own, a) => mul(at(actor, node.set)[a], own)));
  return unequal([`E[${of} | h] by ${text('actor')}`, mean], ['0', ZERO], `at the history ${node.name}`);
};
