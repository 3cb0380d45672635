import { edgeValue, expectInto, returnInto } from '../evaluate/backward.js';
import { pathReturn } from '../evaluate/pathReturn.js';
import { value } from '../evaluate/value.js';
import { Rational } from '../exact/rational.js';
import { NodeKind } from '../game/game.js';
/** The means E[M|h,a] alone, up to a constant per history: γ^(t−1)·Q(h,a). Works on every game. */
export class Returns {
    game;
    values;
    freshFrom;
    constructor(game) {
        this.game = game;
        this.values = game.reward.slice();
        this.freshFrom = game.nodeCount;
    }
    refresh(from, inForce) {
        if (from < this.freshFrom)
            returnInto(this.values, this.game, inForce, from, this.freshFrom);
        this.freshFrom = Math.min(this.freshFrom, from);
    }
    invalidate(end) {
        this.freshFrom = Math.max(this.freshFrom, end);
    }
    problem(old, nodes, weights, preference) {
        const { game, values } = this;
        const factor = game.discount.pow(game.turn[nodes[0]] - 1);
        const advantage = weightedMean(game, nodes, weights, (i, e) => factor.mul(edgeValue(game, values, i, e)));
        return { old, advantage, preference: preference(advantage) };
    }
}
/**
 * The means of M⁺ and M⁻ as well, for the clipped surrogate. As ratios are not negative, M⁺ = Â⁺·Π ρ, so
 * both are backward passes over the terminal values max(±Â, 0), Â = R(τ) − V_{π_k}(s0).
 * The terminal node must fix the return, else the constructor throws GameError.
 */
export class SignedReturns {
    game;
    gain;
    loss;
    freshFrom;
    constructor(old) {
        const { game } = old;
        this.game = game;
        const returns = pathReturn(game);
        const baseline = value(old)[0];
        this.gain = new Array(game.nodeCount).fill(Rational.ZERO);
        this.loss = this.gain.slice();
        for (let i = 0; i < game.nodeCount; i++) {
            if (game.kind[i] !== NodeKind.terminal)
                continue;
            const jointAdvantage = returns[i].sub(baseline);
            if (jointAdvantage.sign() >= 0)
                this.gain[i] = jointAdvantage;
            else
                this.loss[i] = jointAdvantage.neg();
        }
        this.freshFrom = game.nodeCount;
    }
    refresh(from, inForce) {
        if (from >= this.freshFrom)
            return;
        expectInto(this.gain, this.game, inForce, from, this.freshFrom);
        expectInto(this.loss, this.game, inForce, from, this.freshFrom);
        this.freshFrom = from;
    }
    invalidate(end) {
        this.freshFrom = Math.max(this.freshFrom, end);
    }
    problem(old, nodes, weights, preference) {
        const { game } = this;
        const gain = weightedMean(game, nodes, weights, (_, e) => this.gain[game.child[e]]);
        const loss = weightedMean(game, nodes, weights, (_, e) => this.loss[game.child[e]]);
        const advantage = gain.map((g, a) => g.sub(loss[a]));
        return { old, advantage, parts: { gain, loss }, preference: preference(advantage) };
    }
}
/** Per action: Σ_i w_i·of(i, edge of the action at node i) / Σ_i w_i. */
function weightedMean(game, nodes, weights, of) {
    const actions = game.firstEdge[nodes[0] + 1] - game.firstEdge[nodes[0]];
    if (nodes.length === 1)
        return Array.from({ length: actions }, (_, a) => of(nodes[0], game.firstEdge[nodes[0]] + a));
    const total = Rational.sum(weights);
    return Array.from({ length: actions }, (_, a) => Rational.sum(nodes.map((i, n) => weights[n].mul(of(i, game.firstEdge[i] + a)))).div(total));
}
