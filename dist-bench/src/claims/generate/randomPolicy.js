import { Rational } from '../../exact/rational.js';
import { unchecked } from '../../policy/policy.js';
import { normalised } from './randomGame.js';
/** A random policy on the game: small integer weights at every information set, zeros as the law allows. */
export function randomPolicy(random, game, support) {
    return unchecked(game, game.infoSets.map(([i]) => randomDistribution(random, game.firstEdge[i + 1] - game.firstEdge[i], support)));
}
function randomDistribution(random, actions, support) {
    if (support === 'deterministic') {
        const chosen = random.int(0, actions - 1);
        return Array.from({ length: actions }, (_, a) => (a === chosen ? Rational.ONE : Rational.ZERO));
    }
    const least = support === 'full' ? 1 : 0;
    const weights = Array.from({ length: actions }, () => random.int(least, 5));
    if (!weights.some((weight) => weight > 0))
        weights[random.int(0, actions - 1)] = 1;
    return normalised(weights);
}
