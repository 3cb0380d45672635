import type { Game, Node } from '../../game.js';
import { mul, type Num, sub, sum, ZERO } from '../../number.js';
import { actingAs, type Policy } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Statement } from '../../rule.js';
import { driftOf } from './drifts.js';
import { below } from './finding.js';
import { discountAt, historyOf, iterationsOf, oneOf, valueOf } from './places.js';

/** E[Σ x(h') over the histories from h on | h] along the paths of a policy. */
export function along(policy: Policy, own: (node: Node) => Num): (node: Node) => Num {
  const at = (node: Node): Num =>
    node.kind === 'reward'
      ? ZERO
      : sum([own(node), ...node.edges.map(({ to }, a) => mul(actingAs(policy)(node)[a], at(to)))]);
  return at;
}

/** γ^(t−1)·(V_new(h) − V_old(h)). */
export const gainAt = (game: Game, old: Policy, after: Policy, node: Node): Num =>
  mul(discountAt(game, node), sub(valueOf(game, after)(node), valueOf(game, old)(node)));

/** "gains-its-drift" (D3): an iteration gains less at a history than its drifts, summed along the paths of "old" or "new". */
export const gainsItsDrift: Statement = (evidence) => {
  const { game, old, text } = evidence;
  const [{ policy, updates, update }] = iterationsOf(evidence, 1);
  const [paths, node] = [oneOf(text('along'), ['old', 'new']), historyOf(game, text('history'))];
  if (game.information.kind !== 'full') throw new Rejected('drifts are summed under full information');
  const drift = (own: Node): Num => {
    const made = updates.find(({ nodes }) => nodes.includes(own));
    return made === undefined ? ZERO : driftOf(String(update.get('step')), made.problem, made.q);
  };
  const right = along(paths === 'old' ? old : policy, drift)(node);
  const label = `E[Σ D | h] along the ${paths} policy's paths`;
  return below(
    ['γ^(t−1)·(V_{π_{k+1}}(h) − V_{π_k}(h))', gainAt(game, old, policy, node)],
    [label, right],
    `at the history ${node.name}`,
  );
};
