import { carriedAdvantage, jointAdvantage, ratios } from '../evaluate/carriedAdvantage.js';
import { value } from '../evaluate/value.js';
import { paths } from '../evaluate/paths.js';
import { type Game, NodeKind } from '../game/game.js';
import { GameError } from '../game/gameError.js';
import { columns } from './columns.js';
import { readable } from './numberText.js';
import { safe } from './plainText.js';
import type { Sweep } from '../sweep/sweep.js';
import type { TurnTrace } from './traceSweep.js';

/** Games with more paths get no table: nobody reads it. */
const READABLE_PATHS = 16;

/**
 * For a sweep in reverse order on a small game, the carried advantages of Eqs. 7–8 on every path that the old
 * policy takes: R, Â, the ratios, and M_t from turn T down to turn 1, as columns of text. Undefined for larger games.
 */
export function carriedTable(sweep: Sweep, turns: readonly TurnTrace[]): string | undefined {
  const { old } = sweep;
  const { game } = old;
  const last = turns.at(-1);
  const all = last === undefined ? undefined : fewPaths(game);
  if (last === undefined || all === undefined) return undefined;
  const values = value(old);
  const taken = all.filter(({ edges }) => edges.every((e) => !old.probability[e].isZero()));
  const rows = taken.map((path) => {
    const rho = ratios(path, { game, probability: last.inForce }, old);
    const carried = carriedAdvantage(jointAdvantage(path, values), rho);
    return [
      path.edges.map((e) => safe(game.label[e])).join(', '),
      readable(path.pathReturn),
      readable(carried[rho.length]),
      ...Array.from({ length: game.turns }, (_, t) => (t < rho.length ? readable(rho[t]) : '')),
      ...Array.from({ length: game.turns }, (_, t) => (t < rho.length ? readable(carried[t]) : '')).reverse(),
    ];
  });
  const numbers = Array.from({ length: game.turns }, (_, t) => t + 1);
  const head = ['path', 'R', 'Â', ...numbers.map((t) => `ρ${t}`), ...numbers.reverse().map((t) => `M${t}`)];
  return columns([head, ...rows]);
}

function fewPaths(game: Game): ReturnType<typeof paths> | undefined {
  if (game.kind[0] === NodeKind.terminal) return undefined;
  try {
    return paths(game, READABLE_PATHS);
  } catch (error) {
    if (error instanceof GameError) return undefined;
    throw error;
  }
}
