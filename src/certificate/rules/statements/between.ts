import { type Game, gameOf, type Node } from '../../game.js';
import { members } from '../../json.js';
import { fractionOf, isLess, isZero, type Num, ONE, sub, sum, ZERO } from '../../number.js';
import { at, type Policy } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Evidence } from '../../rule.js';
import { nodeOf, valueOf } from './places.js';

/** The other end of a line of games with policies. */
export type End = { readonly game: Game; readonly old: Policy };

/**
 * The other end of the line on which a standstill lies: the policy "other", which differs from "old" at one set that no
 * path meets twice; or the same game with other "chances" at one node. All probabilities are positive at both ends, and
 * so between them. On such a line J of any policy is affine: as "better" has more than π_k at both ends, so it has
 * between them.
 */
export function otherEnd({ game, old, policy, part }: Evidence): End {
  const changed = part('chances') === undefined ? undefined : withChances(game, part('chance'), part('chances'));
  const end = changed === undefined ? { game, old: policy('other') } : { game: changed, old };
  for (const masses of [...old.values(), ...end.old.values()])
    if (!masses.every((mass) => isLess(ZERO, mass))) throw new Rejected('a policy has no full support');
  const differing = [...old].filter(([set, masses]) =>
    masses.some((x, a) => String(x) !== String(at(end.old, set)[a])),
  );
  const nodes = differing.flatMap(([set]) => at(game.sets, set));
  const isLine = changed === undefined ? differing.length === 1 : differing.length === 0;
  if (!isLine || nodes.some(({ turn }) => turn !== nodes[0].turn))
    throw new Rejected('the policies differ at more than one set, or at one that spans turns');
  const better = policy('better');
  for (const own of [{ game, old }, end])
    if (!isLess(startOf(own.game, own.old), startOf(own.game, better))) throw new Rejected('"better" is not better');
  return end;
}

/** J. */
export const startOf = (game: Game, policy: Policy): Num => valueOf(game, policy)(game.root);

/** The game with these chances, by label, at the node of that name. */
function withChances(game: Game, name: unknown, value: unknown): Game {
  const place = nodeOf(game, String(name));
  const labels = place.edges.map(({ label }) => label);
  const given = members(value, 'chances', labels);
  const chances = labels.map((label) => fractionOf(given.get(label), 'chances'));
  const all = [...chances, ...place.edges.map(({ probability }) => probability)];
  if (place.kind !== 'chance' || !all.every((x) => isLess(ZERO, x)) || !isZero(sub(sum(chances), ONE)))
    throw new Rejected('chances: they are no law of positive numbers');
  const known = new Map<Node, Node>();
  const copy = (node: Node): Node => {
    const chance = (a: number): Num => (node === place ? chances[a] : node.edges[a].probability);
    const made = known.get(node) ?? {
      ...node,
      edges: node.edges.map((edge, a) => ({ ...edge, to: copy(edge.to), probability: chance(a) })),
      turn: 0,
      set: '',
    };
    known.set(node, made);
    return made;
  };
  return gameOf(copy(game.root), game.gamma, game.information);
}
