import { optimalPolicy, optimalValue } from '../evaluate/optimalValue.js';
import { value } from '../evaluate/value.js';
import { Rational } from '../exact/rational.js';
import type { Game } from '../game/game.js';
import { type Policy, unchecked } from '../policy/policy.js';

/** The most policies that are compared. */
const LIMIT = 4_000;

/** A policy and its J. */
export interface Best {
  readonly policy: Policy;
  readonly value: Rational;
}

const known = new WeakMap<Game, { readonly best: Best | undefined }>();

/**
 * A policy of the greatest J with the game's information, where that is known: by backward induction under full
 * information; else the best of all certain choices where no path meets an information set twice, since J is then linear
 * in each set's distribution. Where a distribution serves several turns, mixing can beat every certain choice; then it is
 * the best of the policies whose probabilities are multiples of 1/4, or certain choices where those are too many: its J is
 * a lower bound of the greatest. Undefined where there are too many policies to list.
 */
export function bestKnown(game: Game): Best | undefined {
  let entry = known.get(game);
  if (entry === undefined) known.set(game, (entry = { best: lookedUp(game) }));
  return entry.best;
}

function lookedUp(game: Game): Best | undefined {
  if (game.information.kind === 'full') {
    const values = optimalValue(game);
    return { policy: optimalPolicy(game, values), value: values[0] };
  }
  const sizes = game.infoSets.map(([i]) => game.firstEdge[i + 1] - game.firstEdge[i]);
  const spansTurns = game.infoSets.some((nodes) => nodes.some((i) => game.turn[i] !== game.turn[nodes[0]]));
  const certain = sizes.map((n) => distributions(n, 1));
  const fine = spansTurns ? sizes.map((n) => distributions(n, 4)) : certain;
  const grid = count(fine) <= LIMIT ? fine : certain;
  if (count(grid) > LIMIT) return undefined;
  let best: Best | undefined;
  for (const chosen of choices(grid)) {
    const policy = unchecked(game, chosen);
    const attained = value(policy)[0];
    if (best === undefined || attained.gt(best.value)) best = { policy, value: attained };
  }
  return best;
}

function count(grid: readonly (readonly unknown[])[]): number {
  return grid.reduce((product, options) => product * options.length, 1);
}

const grids = new Map<string, readonly Rational[][]>();

/** All distributions over n actions in multiples of 1/parts. */
function distributions(n: number, parts: number): readonly Rational[][] {
  const key = `${n}/${parts}`;
  let result = grids.get(key);
  if (result === undefined) {
    const whole = (left: number, actions: number): number[][] =>
      actions === 1
        ? [[left]]
        : Array.from({ length: left + 1 }, (_, own) => own).flatMap((own) =>
            whole(left - own, actions - 1).map((rest) => [own, ...rest]),
          );
    result = whole(parts, n).map((numerators) => numerators.map((k) => Rational.of(k, parts)));
    grids.set(key, result);
  }
  return result;
}

function* choices<T>(options: readonly (readonly T[])[]): Generator<T[]> {
  if (options.length === 0) {
    yield [];
    return;
  }
  const [first, ...others] = options;
  for (const rest of choices(others)) for (const choice of first) yield [choice, ...rest];
}
