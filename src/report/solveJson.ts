import type { Game } from '../game/game.js';
import { bestActions } from './bestActions.js';

/** J*, and V* with the best actions at every decision node, as data; over policies with full information. */
export function solveJson(game: Game): object {
  const { value, nodes } = bestActions(game);
  return {
    schemaVersion: 1,
    kind: 'seeupo-solution',
    game: game.name,
    information: 'full',
    reachableUnderOwnInformation: game.information.kind === 'full' ? true : 'unknown',
    optimalValue: value.toString(),
    nodes: nodes.map(({ node, turn, value: v, best }) => ({ node, turn, value: v.toString(), best: [...best] })),
  };
}
