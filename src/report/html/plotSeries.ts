import { expectedReturn } from '../../evaluate/expectedReturn.js';
import type { Rational } from '../../exact/rational.js';
import type { Game } from '../../game/game.js';
import { LIBRARY } from '../../game/library/index.js';
import type { LibraryGame } from '../../game/library/libraryGame.js';
import { parseStep } from '../../mirror/parseStep.js';
import { type Policy, uniformPolicy } from '../../policy/policy.js';
import { policyFromJson } from '../../policy/policyFile.js';
import { type Order, orderName } from '../../sweep/order.js';
import { sweeps } from '../../sweep/sweep.js';

/** J(π_0), J(π_1), … under one order of update, exact. */
export interface Series {
  readonly name: string;
  readonly returns: readonly Rational[];
}

/** Sweeps on a game of the library, to be plotted. */
export interface SeriesOnGame {
  readonly game: Game;
  readonly library: LibraryGame;
  readonly series: readonly Series[];
}

/**
 * `count` sweeps with the step named `step`, in each order, on the library's game `id`, from the policy that the
 * library starts it with (else the uniform one). Throws RangeError for an unknown game or step.
 */
export function seriesOn(id: string, step: string, orders: readonly Order[], count: number): SeriesOnGame {
  const library = LIBRARY.find((entry) => entry.id === id);
  if (library === undefined) throw new RangeError(`the library has no game "${id}"`);
  const game = library.build();
  const start = library.start === undefined ? uniformPolicy(game) : policyFromJson(game, library.start);
  const series = orders.map((order) => ({ name: orderName(order), returns: returnsOf(start, step, order, count) }));
  return { game, library, series };
}

function returnsOf(start: Policy, step: string, order: Order, count: number): Rational[] {
  const run = sweeps(start, { step: parseStep(step), order }, count);
  return [start, ...run.map(({ policy }) => policy)].map(expectedReturn);
}
