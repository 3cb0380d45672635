import { dot } from '../exact/dot.js';
import { Rational } from '../exact/rational.js';
import { NodeKind } from '../game/game.js';
/**
 * One backward pass over the nodes to − 1, …, from: f(i) = Σ_e p_e · f(child_e) for inner nodes, with the
 * terminal values already in `values`. Writes in place; later nodes must be up to date.
 * This is the expectation of a function of the terminal node, without discount or edge rewards.
 */
export function expectInto(values, game, probability, from, to) {
    const { kind, firstEdge, child } = game;
    for (let i = to - 1; i >= from; i--) {
        if (kind[i] !== NodeKind.terminal)
            values[i] = dot(probability, values, child, firstEdge[i], firstEdge[i + 1]);
    }
}
/**
 * The same with rewards on the way: f(i) = Σ_e p_e · (r_e + γ_i · f(child_e)), γ_i = γ at decision nodes
 * and 1 at chance nodes. With the policy's probabilities this is V_π.
 */
export function returnInto(values, game, probability, from, to) {
    if (plainReturn(game)) {
        expectInto(values, game, probability, from, to);
        return;
    }
    const { kind, firstEdge } = game;
    for (let i = to - 1; i >= from; i--) {
        if (kind[i] === NodeKind.terminal)
            continue;
        let total = Rational.ZERO;
        for (let e = firstEdge[i]; e < firstEdge[i + 1]; e++)
            total = total.add(probability[e].mul(edgeValue(game, values, i, e)));
        values[i] = total;
    }
}
/** r_e + γ_i · f(child_e): what edge e of node i is worth when its child is worth values[child_e]. */
export function edgeValue(game, values, i, e) {
    const after = values[game.child[e]];
    const discounted = game.kind[i] === NodeKind.decision ? game.discount.mul(after) : after;
    return game.edgeReward[e].add(discounted);
}
/** No discount and no edge rewards: then the value is the expected terminal reward. */
function plainReturn(game) {
    return !game.paysOnEdges && game.discount.equals(Rational.ONE);
}
