import { optimalValue } from '../../evaluate/optimalValue.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import type { Game } from '../../game/game.js';
import { unchecked } from '../../policy/policy.js';

/** The most deterministic policies that `bestAttainable` lists. */
const LIMIT = 20_000;

/**
 * The greatest J of any policy with the game's information: J* under full information, else the best of all
 * deterministic policies. That suffices where no path meets an information set twice, since J is then linear in
 * each set's distribution. Undefined where a set spans turns, or beyond 20,000 deterministic policies.
 */
export function bestAttainable(game: Game): Rational | undefined {
  if (game.information.kind === 'full') return optimalValue(game)[0];
  if (game.infoSets.some((nodes) => nodes.some((i) => game.turn[i] !== game.turn[nodes[0]]))) return undefined;
  const actions = game.infoSets.map(([i]) => game.firstEdge[i + 1] - game.firstEdge[i]);
  if (actions.reduce((product, n) => product * n, 1) > LIMIT) return undefined;

  let best: Rational | undefined;
  const chosen = actions.map(() => 0);
  for (;;) {
    const policy = unchecked(
      game,
      actions.map((n, set) => Array.from({ length: n }, (_, a) => (a === chosen[set] ? Rational.ONE : Rational.ZERO))),
    );
    const attained = value(policy)[0];
    if (best === undefined || attained.gt(best)) best = attained;
    // The next choice, counting like an odometer.
    const wheel = chosen.findIndex((a, set) => a + 1 < actions[set]);
    if (wheel === -1) return best;
    chosen.fill(0, 0, wheel);
    chosen[wheel] += 1;
  }
}
