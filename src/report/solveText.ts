import type { Game } from '../game/game.js';
import { bestActions } from './bestActions.js';
import { columns } from './columns.js';
import { describeHead } from './describeGame.js';
import { counted, exactAndDecimal, readable } from './numberText.js';
import { fields, safe } from './plainText.js';

/** Of a larger game, the first nodes are listed; the JSON form has them all. */
const SHOWN_NODES = 60;

/** J*, and V* with the best actions at every decision node. For policies that see the whole history; for others it says so. */
export function solveText(game: Game): string {
  const { value, nodes } = bestActions(game);
  const rows = nodes
    .slice(0, SHOWN_NODES)
    .map(({ turn, node, value: v, best }) => [`${turn}`, safe(node), readable(v), best.map(safe).join(' or ')]);
  const more = nodes.length - rows.length;
  return [
    describeHead(game),
    fields([['J*', exactAndDecimal(value.toString()) + optimumNote(game)]]),
    ...(rows.length === 0 ? [] : [columns([['turn', 'history', 'V*', 'best'], ...rows])]),
    ...(more === 0 ? [] : [`… and ${counted(more, 'more decision node')}; the JSON form lists them all`]),
  ].join('\n\n');
}

/** What to add to J* where the policy sees less than the whole history: "" under full information. */
export function optimumNote(game: Game): string {
  return game.information.kind === 'full'
    ? ''
    : ' (over policies that see the whole history; a policy of this game sees less and may not reach it)';
}
