import { bestAttainable } from '../claims/catalogue/bestAttainable.js';
import { value } from '../evaluate/value.js';
import { Rational } from '../exact/rational.js';
import type { Game } from '../game/game.js';
import { unchecked } from '../policy/policy.js';

/** The most policies that are compared. */
const LIMIT = 4_000;

/**
 * The greatest J of any policy with the game's information where that is known (`bestAttainable`). Where a
 * distribution serves several turns, mixing can beat every certain choice; then it is the greatest J among the
 * policies whose probabilities are multiples of 1/4, or certain choices where those are too many: a lower bound.
 */
export function bestKnown(game: Game): Rational | undefined {
  const exact = bestAttainable(game);
  if (exact !== undefined) return exact;
  const sizes = game.infoSets.map(([i]) => game.firstEdge[i + 1] - game.firstEdge[i]);
  const fine = sizes.map((n) => distributions(n, 4));
  const grid = count(fine) <= LIMIT ? fine : sizes.map((n) => distributions(n, 1));
  if (count(grid) > LIMIT) return undefined;
  let best: Rational | undefined;
  for (const chosen of choices(grid)) {
    const attained = value(unchecked(game, chosen))[0];
    if (best === undefined || attained.gt(best)) best = attained;
  }
  return best;
}

function count(grid: readonly (readonly unknown[])[]): number {
  return grid.reduce((product, options) => product * options.length, 1);
}

/** All distributions over n actions in multiples of 1/parts. */
function distributions(n: number, parts: number): Rational[][] {
  const whole = (left: number, actions: number): number[][] =>
    actions === 1
      ? [[left]]
      : Array.from({ length: left + 1 }, (_, own) => own).flatMap((own) =>
          whole(left - own, actions - 1).map((rest) => [own, ...rest]),
        );
  return whole(parts, n).map((numerators) => numerators.map((k) => Rational.of(k, parts)));
}

function* choices<T>(options: readonly (readonly T[])[]): Generator<T[]> {
  if (options.length === 0) {
    yield [];
    return;
  }
  const [first, ...others] = options;
  for (const choice of first) for (const rest of choices(others)) yield [choice, ...rest];
}
