import { mul, ONE, sub, sum } from '../../number.js';
import { at, edgeValue } from '../../policy.js';
import type { Statement } from '../../rule.js';
import { unequal } from './finding.js';
import { discountAt, oneOf, reachesOf, valueOf } from './places.js';

/** "performance-difference" (A3): J(π̄) − J(π_k) is not Σ_h d(h)·γ^(t−1)·Σ_a π̄(a|h)·A(h, a), with these visits d and this discount. */
export const performanceDifference: Statement = ({ game, old, text, policy }) => {
  const [candidate, values] = [policy('candidate'), valueOf(game, old)];
  const visits = oneOf(text('visits'), ['old', 'candidate']);
  const discounted = oneOf(text('discounted'), ['yes', 'no']) === 'yes';
  const reach = reachesOf(game, visits === 'old' ? old : candidate);
  const terms = game.decisions.flatMap((node) =>
    node.edges.map((_, a) => {
      const weight = mul(reach(node), discounted ? discountAt(game, node) : ONE);
      return mul(weight, mul(at(candidate, node.set)[a], sub(edgeValue(game, values, node, a), values(node))));
    }),
  );
  const gain = sub(valueOf(game, candidate)(game.root), values(game.root));
  return unequal(
    ['J(π̄) − J(π_k)', gain],
    [`Σ ${discounted ? 'γ^(t−1)·' : ''}A along the visits of ${visits}`, sum(terms)],
  );
};
