import { returnInto } from './backward.js';
/**
 * V_π(h) for every node h: the expected discounted return from h on (at a terminal node its reward).
 * V_π(h) = Σ_a π(a|h)·Q_π(h, a); at a chance node the game's own probabilities take the policy's place.
 * Index 0 is J(π) = V_π(root).
 */
export function value(policy) {
    const { game, probability } = policy;
    const values = game.reward.slice();
    returnInto(values, game, probability, 0, game.nodeCount);
    return values;
}
