import type { Edge, Game, Node } from './game.js';
import { members } from './json.js';
import { add, isZero, mul, type Num, ONE, sub, sum } from './number.js';
import { Rejected } from './refusal.js';
import { mayBeDistribution, numberOf } from './rules.js';

/** Information set → its distribution, in the order of the edges. */
export type Policy = ReadonlyMap<string, readonly Num[]>;

/** What happens at a node: the probability of each of its edges. */
export type Acting = (node: Node) => readonly Num[];

/** What is written under `name`. Rejects a name that is not there. */
export function at<T>(map: ReadonlyMap<string, T>, name: string): T {
  const found = map.get(name);
  if (found === undefined) throw new Rejected(`"${name}" is missing`);
  return found;
}

/** The distribution over `edges` that a JSON object of label → probability writes. Rejects what is none. */
export function readDistribution(value: unknown, edges: readonly Edge[], where: string): Num[] {
  const labels = edges.map(({ label }) => label);
  const given = members(value, where, labels);
  const masses = labels.map((label) => numberOf(given.get(label), `${where}, ${label}`));
  const isWhole = (sub(ONE, sum(masses)).sign() ?? 0) === 0;
  if (!isWhole || !mayBeDistribution(masses)) throw new Rejected(`${where}: no distribution`);
  return masses;
}

/** The policy that a JSON object of information set → distribution writes. Rejects what is none of the game. */
export function readPolicy(game: Game, value: unknown, where: string): Policy {
  const given = members(value, where, [...game.sets.keys()]);
  return new Map(
    [...game.sets].map(([set, [{ edges }]]) => [set, readDistribution(given.get(set), edges, `${where} at ${set}`)]),
  );
}

/** The policy at decision nodes, the game's own probabilities at chance nodes. */
export const actingAs =
  (policy: Policy): Acting =>
  ({ kind, set, edges }) =>
    kind === 'chance' ? edges.map(({ probability }) => probability) : at(policy, set);

/** Q of edge number `a`: its reward, and γ times what its node is worth (no γ at a chance node). */
export function edgeValue(game: Game, values: (node: Node) => Num, { kind, edges }: Node, a: number): Num {
  const { reward, to } = edges[a];
  return add(reward, kind === 'actions' ? mul(game.gamma, values(to)) : values(to));
}

/** V at every node: the reward, or Σ_a p_a·Q_a; where all edges taken are worth the same, that, as Σ_a p_a = 1. */
export function valuesOf(game: Game, acting: Acting): (node: Node) => Num {
  const known = new Map<Node, Num>();
  const valueAt = (node: Node): Num => {
    const found = known.get(node);
    if (found !== undefined) return found;
    const taken = node.edges.flatMap((_, a): [Num, Num][] => {
      const mass = acting(node)[a];
      return isZero(mass) ? [] : [[mass, edgeValue(game, valueAt, node, a)]];
    });
    const same = taken.every(([, x]) => isZero(sub(x, taken[0][1])));
    const value = node.kind === 'reward' ? node.reward : same ? taken[0][1] : sum(taken.map(([p, x]) => mul(p, x)));
    known.set(node, value);
    return value;
  };
  return valueAt;
}
