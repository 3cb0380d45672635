import { Rational } from '../../exact/rational.js';
import type { Game } from '../../game/game.js';
import { type Policy, unchecked } from '../../policy/policy.js';
import type { Support } from './family.js';
import type { Random } from './random.js';
import { normalised } from './randomGame.js';

/** A random policy on the game: small integer weights at every information set, zeros as the law allows. */
export function randomPolicy(random: Random, game: Game, support: Support): Policy {
  return unchecked(
    game,
    game.infoSets.map(([i]) => randomDistribution(random, game.firstEdge[i + 1] - game.firstEdge[i], support)),
  );
}

function randomDistribution(random: Random, actions: number, support: Support): Rational[] {
  if (support === 'deterministic') {
    const chosen = random.int(0, actions - 1);
    return Array.from({ length: actions }, (_, a) => (a === chosen ? Rational.ONE : Rational.ZERO));
  }
  const least: number = support === 'full' ? 1 : 0;
  const weights = random.ints(actions, least, 5);
  if (!weights.some((weight) => weight > 0)) weights[random.int(0, actions - 1)] = 1;
  return normalised(weights);
}
