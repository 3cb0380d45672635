import { type Edge, gameOf, type Node } from '../../game.js';
import type { Num } from '../../number.js';
import type { Statement } from '../../rule.js';
import { otherwise } from './twins.js';

/** "relabelling": with all actions and outcomes listed the other way round the same iteration ("twin") gives one another probability. */
export const relabelling: Statement = (evidence) => {
  const { game, old } = evidence;
  const mirrored = (node: Node): Node => {
    const edges = [...node.edges].reverse().map((edge): Edge => ({ ...edge, to: mirrored(edge.to) }));
    return { ...node, edges, turn: 0, set: '' };
  };
  const turned = (masses: readonly Num[]): Num[] => [...masses].reverse();
  const policy = new Map([...old].map(([set, masses]) => [set, turned(masses)]));
  return otherwise(
    evidence,
    gameOf(mirrored(game.root), game.gamma, game.information),
    policy,
    turned,
    'listed the other way',
  );
};
