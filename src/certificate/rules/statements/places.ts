import type { Game, Node } from '../../game.js';
import { type Num, sum } from '../../number.js';
import { actingAs, type Policy, valuesOf } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Evidence, Verified } from '../../rule.js';
import { massBy, product } from '../samples.js';

/** The decision node of that name. Rejects a name that is not there. */
export function historyOf(game: Game, name: string): Node {
  const found = game.decisions.find((node) => node.name === name);
  if (found === undefined) throw new Rejected(`there is no history ${name}`);
  return found;
}

/** The decision or chance node of that name. Rejects a name that is not there. */
export function nodeOf(game: Game, name: string): Node {
  const found = game.paths.flatMap(({ steps }) => steps).find(({ node }) => node.name === name);
  if (found === undefined) throw new Rejected(`there is no inner node ${name}`);
  return found.node;
}

/** The number of an action at a node. Rejects a label that is not there. */
export function actionOf({ name, edges }: Node, label: string): number {
  const found = edges.findIndex((edge) => edge.label === label);
  if (found < 0) throw new Rejected(`there is no action ${label} at ${name}`);
  return found;
}

/** V of a policy at every node. */
export const valueOf = (game: Game, policy: Policy): ((node: Node) => Num) => valuesOf(game, actingAs(policy));

/** The iterations. Rejects unless there are so many. */
export function iterationsOf({ iterations }: Evidence, count: number): readonly Verified[] {
  if (iterations.length !== count)
    throw new Rejected(`the statement is about ${count} iterations, not ${iterations.length}`);
  return iterations;
}

/** γ^(t−1) for a node of turn t. */
export const discountAt = ({ gamma }: Game, { turn }: Node): Num => product(new Array<Num>(turn - 1).fill(gamma));

/** d(h): the probability of each decision node. */
export function reachesOf(game: Game, policy: Policy): (node: Node) => Num {
  const seen = new Map<number, readonly [Node, Num]>();
  for (const { steps } of game.paths)
    steps.forEach(({ at, node }, k) => {
      if (!seen.has(at)) seen.set(at, [node, product(steps.slice(0, k).map(massBy(actingAs(policy))))]);
    });
  return (node) => sum([...seen.values()].flatMap(([own, mass]) => (own === node ? [mass] : [])));
}

/** A text that is one of a few. Rejects any other. */
export function oneOf<T extends string>(text: string, words: readonly T[]): T {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new Rejected(`${text} is not one of ${words.join(', ')}`);
  return found;
}
