import { reachProbability } from '../evaluate/reachProbability.js';
import { Rational } from '../exact/rational.js';
import { distributionAt, unchecked } from '../policy/policy.js';
import { Returns, SignedReturns } from './batch.js';
import { turnsInOrder } from './order.js';
import { preference } from './tie.js';
/**
 * One SeeUPO iteration (Algorithm 1 with exact expectations): for each turn in order, every information set
 * of the turn maximises Σ_a q_a E[M|h,a] − D over its neighbourhood of π_k, where M = Â · Π ρ_u over the
 * turns u already updated (Eqs. 7–8; in reverse order M_{t+1}). The conditional means are taken over π_k's
 * paths, which by change of measure are the means under the policy in force.
 *
 * A set of several nodes weighs them by the policy in force's reach probability. A set that spans turns
 * (shared parameters) is updated once per turn, each time around π_k; the last update stays, while M keeps
 * the ratio of the policy right after each turn's own update, as Eq. 8 has it.
 *
 * Throws GameError when the step needs the sign of M and the terminal node does not fix the return.
 */
export function sweep(old, options) {
    const { game } = old;
    const { step, order = 'reverse', tie = 'first', weighting = 'every-history' } = options;
    const inForce = old.probability.slice();
    const batch = step.needsParts ? new SignedReturns(old) : new Returns(game);
    const result = game.infoSets.map((_, set) => distributionAt(old, set));
    const weighted = weighting === 'reached' || game.information.kind !== 'full';
    const simultaneous = order === 'simultaneous';
    const updates = [];
    for (const t of turnsInOrder(order, game.turns)) {
        const seen = simultaneous ? old.probability : inForce;
        batch.refresh(game.turnEnd[t], seen);
        const reach = weighted ? reachProbability(game, seen) : undefined;
        for (const [set, nodes] of setsOfTurn(game, t)) {
            const weights = reach === undefined ? [Rational.ONE] : nodes.map((i) => reach[i]);
            if (weights.every((weight) => weight.isZero()))
                continue;
            const problem = batch.problem(distributionAt(old, set), nodes, weights, (advantage) => preference(tie, advantage, t, set));
            const candidate = step.solve(problem);
            updates.push({ turn: t, set, problem, candidate });
            result[set] = candidate;
            for (const i of nodes)
                candidate.forEach((mass, a) => (inForce[game.firstEdge[i] + a] = mass));
        }
        if (!simultaneous)
            batch.invalidate(game.turnEnd[t]);
    }
    return { old, policy: unchecked(game, result), updates };
}
/** `count` sweeps, each from the policy of the one before; the result starts with the first sweep. */
export function sweeps(policy, options, count) {
    const result = [];
    for (let k = 0; k < count; k++) {
        const next = sweep(policy, options);
        result.push(next);
        policy = next.policy;
    }
    return result;
}
/** The information sets that have nodes in turn t, each with those nodes. */
function setsOfTurn(game, t) {
    const result = new Map();
    for (let i = game.turnStart[t]; i < game.turnEnd[t]; i++) {
        const set = game.infoSet[i];
        const nodes = result.get(set);
        if (nodes === undefined)
            result.set(set, [i]);
        else
            nodes.push(i);
    }
    return result;
}
