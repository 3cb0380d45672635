import { type Game, NodeKind } from '../game/game.js';

/** A decision node and one of its actions. */
export interface PlacedAction {
  readonly history: string;
  readonly action: string;
}

/** The history in "history NODE". Throws RangeError for another text. */
export function placedHistory(where: string | undefined): string {
  const history = /^history (.+)$/s.exec(where ?? '')?.[1];
  if (history === undefined) throw new RangeError(`"${where ?? ''}" names no history`);
  return history;
}

/** The action that "action LABEL at NODE" names in this game. Throws RangeError where none is so called. */
export function placedAction(game: Game, where: string | undefined): PlacedAction {
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const [history, action] = [game.nodeName[i], game.label[e]];
      if (where === `action ${action} at ${history}`) return { history, action };
    }
  }
  throw new RangeError(`"${where ?? ''}" names no action of "${game.name}"`);
}
