import { type Edge, gameOf, type Node } from '../game.js';
import { members } from '../json.js';
import { div, fractionOf, isZero, mul, type Num, ONE, sub, ZERO } from '../number.js';
import { at, type Policy, readPolicy } from '../policy.js';
import { Uncovered } from '../refusal.js';
import type { IterationRule } from '../rule.js';
import { updatesOf } from './computed.js';
import { settled, verifyPolicy } from './settle.js';
import { product } from './samples.js';

/**
 * "computed-by-token": a turn of n actions is n − 1 decisions between "this action" and "one of the later ones", named
 * NODE, NODE not A, NODE not A not B, …, each a turn of its own. The updates are those of that game; the policy after is
 * what they spell.
 */
export const byToken: IterationRule = (game, old, json, stated) => {
  const isPlain = game.information.kind === 'full' && isZero(sub(game.gamma, ONE));
  const update = members(json.get('update'), 'update');
  if (!isPlain || update.get('unreached') !== 'argmax' || update.has('share') || update.has('safeguard'))
    throw new Uncovered('tokens in this regime');
  const tokens = gameOf(spelledOut(game.root), game.gamma, game.information);
  if (tokens.sets.size < tokens.decisions.length) throw new Uncovered('tokens of nodes with the same name');
  const before = new Map<string, readonly Num[]>();
  for (const [set, [{ edges }]] of game.sets) {
    let left: Num = ONE;
    tokenNames(set, edges).forEach((name, a) => {
      const share = isZero(left) ? fractionOf('1/2', 'a half') : div(at(old, set)[a], left);
      before.set(name, edges.length === 1 ? [ONE] : [share, sub(ONE, share)]);
      left = sub(left, at(old, set)[a]);
    });
  }
  const updates = updatesOf(tokens, before, json, stated);
  const after = settled(tokens, before, updates, update);
  const policy = readPolicy(game, json.get('policy'), 'the new policy');
  verifyPolicy(policy, new Map([...game.sets].map(([set, [{ edges }]]) => [set, spelled(after, set, edges)])));
  return { policy, updates };
};

/** What the tokens spell: an action is every "not" before it and itself; the last is every "not". */
function spelled(after: Policy, set: string, edges: readonly Edge[]): Num[] {
  const own = tokenNames(set, edges).map((name) => at(after, name));
  const before = (a: number): Num => product(own.slice(0, a).map(([, later]) => later));
  return edges.map((_, a) => (a < own.length ? mul(before(a), own[a][0]) : before(a)));
}

/** The names of a turn's token decisions. */
function tokenNames(name: string, [first, ...later]: readonly Edge[]): string[] {
  return later.length < 2 ? [name] : [name, ...tokenNames(`${name} not ${first.label}`, later)];
}

/** The graph, token by token. */
function spelledOut(node: Node): Node {
  const tokens = (name: string, edges: readonly Edge[]): Node => {
    const [first, ...later] = edges;
    const rest = { label: `not ${first.label}`, reward: ZERO, probability: ZERO };
    const next = later.length < 2 ? later : [{ ...rest, to: tokens(`${name} not ${first.label}`, later) }];
    return { ...node, name, edges: [first, ...next], turn: 0, set: '' };
  };
  const edges = node.edges.map((edge): Edge => ({ ...edge, to: spelledOut(edge.to) }));
  return node.kind === 'actions' ? tokens(node.name, edges) : { ...node, edges, turn: 0, set: '' };
}
