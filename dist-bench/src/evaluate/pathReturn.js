import { Rational } from '../exact/rational.js';
import { NodeKind } from '../game/game.js';
import { GameError } from '../game/gameError.js';
/**
 * R(τ) per terminal node: Σ_e γ^(decisions before e)·r_e + γ^(decisions)·reward, for games in which the
 * terminal node fixes the return (`game.returnAtTerminal`). Inner nodes hold the return collected so far.
 * Throws GameError for other games: there only a path has a return (`paths`), so unroll first.
 */
export function pathReturn(game) {
    if (!game.returnAtTerminal) {
        throw new GameError(`"${game.name}" has shared nodes with rewards on the way or a discount, so that a terminal node does not fix the return; unroll it into a tree first`);
    }
    if (!game.paysOnEdges && game.discount.equals(Rational.ONE))
        return game.reward.slice();
    const collected = new Array(game.nodeCount).fill(Rational.ZERO);
    const factor = new Array(game.nodeCount).fill(Rational.ONE);
    for (let i = 0; i < game.nodeCount; i++) {
        if (game.kind[i] === NodeKind.terminal)
            collected[i] = collected[i].add(factor[i].mul(game.reward[i]));
        for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
            const to = game.child[e];
            collected[to] = collected[i].add(factor[i].mul(game.edgeReward[e]));
            factor[to] = game.kind[i] === NodeKind.decision ? factor[i].mul(game.discount) : factor[i];
        }
    }
    return collected;
}
