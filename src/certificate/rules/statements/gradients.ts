import type { Game, Node } from '../../game.js';
import { add, mul, type Num, ONE, sub, sum, ZERO } from '../../number.js';
import { actingAs, edgeValue, type Policy } from '../../policy.js';
import { meansOf, problemAt, type Estimate } from '../samples.js';
import { discountAt, reachesOf, valueOf } from './places.js';

/** E[Â | h, a] at a history, by action. */
export function estimatesAt(game: Game, old: Policy, node: Node, estimate: Estimate): Num[] {
  const one = (): Num => ONE;
  const [before, after] = [actingAs(old), actingAs(old)];
  const problem = problemAt(
    game,
    [node],
    node.edges.map(() => ONE),
    { estimate, before, after, factor: one, all: one, everywhere: true },
  );
  return problem === undefined ? node.edges.map(() => ZERO) : meansOf(problem);
}

/** Which softmax logits there are: one for each action of each set, or one for each label, shared by all histories. */
export type Sharing = 'sets' | 'labels';
/** The name of an action's logit. */
export const logitOf = (sharing: Sharing, { set, edges }: Node, a: number): string =>
  sharing === 'labels' ? edges[a].label : JSON.stringify([set, edges[a].label]);

/** Σ over histories of weight(h)·π(a|h)·(x(h, a) − Σ_b π(b|h)·x(h, b)), by logit. */
export function alongLogits(
  game: Game,
  old: Policy,
  sharing: Sharing,
  of: (node: Node) => readonly Num[],
): Map<string, Num> {
  const result = new Map<string, Num>();
  for (const node of game.decisions) {
    const [p, x] = [actingAs(old)(node), of(node)];
    const mean = sum(x.map((own, a) => mul(p[a], own)));
    x.forEach((own, a) => {
      const logit = logitOf(sharing, node, a);
      result.set(logit, add(result.get(logit) ?? ZERO, mul(p[a], sub(own, mean))));
    });
  }
  return result;
}

/** ∇J: γ^(t−1)·d(h)·Q(h, a) along the logits. */
export function gradientOf(game: Game, old: Policy, sharing: Sharing): Map<string, Num> {
  const [reach, values] = [reachesOf(game, old), valueOf(game, old)];
  const weight = (node: Node): Num => mul(reach(node), discountAt(game, node));
  return alongLogits(game, old, sharing, (node) =>
    node.edges.map((_, a) => mul(weight(node), edgeValue(game, values, node, a))),
  );
}

/** E[update] of an estimator: d(h)·E[Â | h, a] along the logits. */
export function updateOf(game: Game, old: Policy, sharing: Sharing, estimate: Estimate): Map<string, Num> {
  const reach = reachesOf(game, old);
  return alongLogits(game, old, sharing, (node) =>
    estimatesAt(game, old, node, estimate).map((x) => mul(reach(node), x)),
  );
}
