import type { Path } from '../../evaluate/paths.js';
import type { Game } from '../../game/game.js';

/** A path by its action and outcome labels, e.g. "path a → o1 → b". For `where` in violations. */
export function pathInWords(game: Game, path: Path): string {
  return `path ${path.edges.map((e) => game.label[e]).join(' → ')}`;
}

/** Edge e of node i, e.g. "action b at start.a". For `where` in violations. */
export function actionInWords(game: Game, i: number, e: number): string {
  return `action ${game.label[e]} at ${game.nodeName[i]}`;
}
