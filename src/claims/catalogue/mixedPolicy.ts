import type { Game } from '../../game/game.js';
import type { Policy } from '../../policy/policy.js';

/** The policy that acts in turn t as `policyOf(t)` does, e.g. (π_k^{1:t−1}, π̄^t, π_{k+1}^{t+1:T}) of Eq. 4. */
export function mixedPolicy(game: Game, policyOf: (turn: number) => Policy): Policy {
  const probability = game.chance.slice();
  for (let t = 1; t <= game.turns; t++) {
    const acting = policyOf(t).probability;
    const end = game.firstEdge[game.turnEnd[t]];
    for (let e = game.firstEdge[game.turnStart[t]]; e < end; e++) probability[e] = acting[e];
  }
  return { game, probability };
}
