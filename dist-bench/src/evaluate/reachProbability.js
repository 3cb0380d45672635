import { Rational } from '../exact/rational.js';
/**
 * d_π(h) for every node h: the probability that a path of the policy passes through h. The root has 1.
 * `probability` has one entry per edge, as in `Policy`.
 */
export function reachProbability(game, probability) {
    const reach = new Array(game.nodeCount).fill(Rational.ZERO);
    reach[0] = Rational.ONE;
    for (let i = 0; i < game.nodeCount; i++) {
        if (reach[i].isZero())
            continue;
        for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
            const to = game.child[e];
            const mass = reach[i].mul(probability[e]);
            reach[to] = reach[to].isZero() ? mass : reach[to].add(mass);
        }
    }
    return reach;
}
