import { type Edge, type Game, gameOf, type Node } from '../../game.js';
import { ONE, ZERO } from '../../number.js';
import { Rejected } from '../../refusal.js';
import type { Statement } from '../../rule.js';
import { countOf } from '../count.js';
import { unequal } from './finding.js';
import { nodeOf, oneOf, valueOf } from './places.js';
import { otherwise } from './twins.js';

/**
 * The game in which every path takes `turns` decisions: an early leaf becomes a chain of "no-op" turns, whose "first" edge
 * pays the leaf's reward; or the reward waits at the "end". Trees only.
 */
export function padded(game: Game, turns: number, pays: 'first' | 'end'): Game {
  const seen = new Set<Node>();
  const chain = (leaf: Node, name: string, left: number, first: boolean): Node => {
    const paid = pays === 'first' && !first ? ZERO : leaf.reward;
    if (left === 0) return { ...leaf, name, reward: paid, turn: 0, set: '' };
    const to = chain(leaf, `${name}.no-op`, left - 1, false);
    const reward = pays === 'first' && first ? leaf.reward : ZERO;
    return {
      ...leaf,
      name,
      kind: 'actions',
      reward: ZERO,
      edges: [{ label: 'no-op', to, reward, probability: ZERO }],
      turn: 0,
      set: '',
    };
  };
  const copy = (node: Node, decisions: number): Node => {
    if (seen.has(node)) throw new Rejected('no-op turns need a tree');
    seen.add(node);
    if (node.kind === 'reward') return chain(node, node.name, turns - decisions, true);
    const next = node.kind === 'actions' ? decisions + 1 : decisions;
    return { ...node, edges: node.edges.map((edge): Edge => ({ ...edge, to: copy(edge.to, next) })), turn: 0, set: '' };
  };
  const whole = gameOf(copy(game.root, 0), game.gamma, game.information);
  if (whole.sets.size < whole.decisions.length) throw new Rejected('two nodes with the same name');
  return whole;
}

/** "early-ends": with no-op turns in place of early ends the same iteration ("twin") gives an action another probability. */
export const earlyEnds: Statement = (evidence) => {
  const { game, old } = evidence;
  const whole = padded(game, game.turns, 'first');
  const policy = new Map([...whole.sets].map(([set, [{ edges }]]) => [set, old.get(set) ?? edges.map(() => ONE)]));
  return otherwise(evidence, whole, policy, (masses) => masses, 'with no-op turns');
};

/** "padding" (A6): with so many extra turns, and the reward paid first or at the end of the chain, V(h) is another. */
export const padding: Statement = ({ game, old, text }) => {
  const [node, extra] = [nodeOf(game, text('node')), countOf(text('extra'), 'extra')];
  if (game.information.kind !== 'full' || extra > 10) throw new Rejected('extra turns?');
  const whole = padded(game, game.turns + extra, oneOf(text('pays'), ['first', 'end']));
  const policy = new Map([...whole.sets].map(([set, [{ edges }]]) => [set, old.get(set) ?? edges.map(() => ONE)]));
  const [before, after] = [valueOf(game, old)(node), valueOf(whole, policy)(nodeOf(whole, node.name))];
  return unequal(['V(h)', before], ['V(h) with no-op turns', after], `at ${node.name}`);
};
