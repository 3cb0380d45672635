import { optimalPolicy } from '../evaluate/optimalValue.js';
import { value } from '../evaluate/value.js';
import { Rational } from '../exact/rational.js';
import type { Game } from '../game/game.js';
import { type Policy, unchecked } from '../policy/policy.js';

/** The most policies that are compared: certain choices, and where a set spans turns. As many as the checks compare. */
const LIMITS = { certain: 20_000, spanning: 4_000 };

/**
 * A policy of the greatest J that is known with the game's information, to be shown beside one that has less: an optimal
 * one under full information; else the best of all certain choices, and where a distribution serves several turns, so that
 * mixing can be better, of all probabilities in multiples of 1/4. Undefined where those are too many. That it is better is
 * a matter of computing its J; that nothing is better still is never needed.
 */
export function betterPolicy(game: Game): Policy | undefined {
  if (game.information.kind === 'full') return optimalPolicy(game);
  const sizes = game.infoSets.map(([i]) => game.firstEdge[i + 1] - game.firstEdge[i]);
  const spansTurns = game.infoSets.some((nodes) => nodes.some((i) => game.turn[i] !== game.turn[nodes[0]]));
  const limit = spansTurns ? LIMITS.spanning : LIMITS.certain;
  const fine = sizes.map((n) => mixtures(n, 4));
  const grid = spansTurns && count(fine) <= limit ? fine : sizes.map((n) => mixtures(n, 1));
  if (count(grid) > limit) return undefined;
  let best: { readonly policy: Policy; readonly attained: Rational } | undefined;
  for (const chosen of choices(grid)) {
    const policy = unchecked(game, chosen);
    const attained = value(policy)[0];
    if (best === undefined || attained.gt(best.attained)) best = { policy, attained };
  }
  return best?.policy;
}

function count(grid: readonly (readonly unknown[])[]): number {
  return grid.reduce((product, options) => product * options.length, 1);
}

/** All distributions over n actions in multiples of 1/parts. */
function mixtures(n: number, parts: number): Rational[][] {
  const shares = (left: number, actions: number): number[][] =>
    actions === 1
      ? [[left]]
      : Array.from({ length: left + 1 }, (_, own) =>
          shares(left - own, actions - 1).map((rest) => [own, ...rest]),
        ).flat();
  return shares(parts, n).map((numerators) => numerators.map((k) => Rational.of(k, parts)));
}

function* choices<T>([first, ...others]: readonly (readonly T[])[]): Generator<T[]> {
  if (first === undefined) {
    yield [];
    return;
  }
  for (const choice of first) for (const rest of choices(others)) yield [choice, ...rest];
}
