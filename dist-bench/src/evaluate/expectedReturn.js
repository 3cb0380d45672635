import { isSafe, lcm } from '../exact/integer.js';
import { Rational } from '../exact/rational.js';
import { value } from './value.js';
/**
 * J(π) = V_π(root), when only the root is wanted.
 *
 * All values of a layer are kept over one common denominator, so that a pass needs no gcd: with D the
 * denominator of the layer below and s the least common denominator of the layer's probabilities,
 * numerator(i) = Σ_e (s·p_e)·numerator(child_e) over s·D. A value is at most R = max |reward|, so while
 * R·s·D < 2^53 the numerators, and every partial sum, are exact as doubles; above, they are bigints.
 * Falls back on `value` where edges pay or discount, and where a layer's s is beyond 2^53.
 */
export function expectedReturn(policy) {
    const { game } = policy;
    if (game.paysOnEdges || !game.discount.equals(Rational.ONE))
        return value(policy)[0];
    return commonDenominatorPass(policy) ?? value(policy)[0];
}
/** Undefined when a layer's least common denominator, or a terminal numerator, is beyond 2^53. */
function commonDenominatorPass({ game, probability }) {
    const { firstEdge, child, layerStart, reward, nodeCount } = game;
    const terminalLayer = layerStart.length - 2;
    const firstTerminal = layerStart[terminalLayer];
    const layerOf = new Uint32Array(nodeCount);
    for (let layer = 0; layer <= terminalLayer; layer++)
        layerOf.fill(layer, layerStart[layer], layerStart[layer + 1]);
    let rewardScale = 1;
    for (let i = firstTerminal; i < nodeCount; i++)
        rewardScale = lcm(rewardScale, reward[i].den);
    const small = new Float64Array(nodeCount); // numerators of the layers in which all are safe
    const big = new Array(nodeCount); // and of the other layers
    let largest = 0;
    for (let i = firstTerminal; i < nodeCount; i++) {
        small[i] = reward[i].num * (rewardScale / reward[i].den);
        largest = Math.max(largest, Math.abs(small[i]));
    }
    if (!isSafe(largest))
        return undefined;
    let scaleAbove = 1n; // Π s of the layers between the current one and the terminal nodes
    const scaleBelow = new Array(terminalLayer + 1); // per layer, the same for that layer
    scaleBelow[terminalLayer] = 1n;
    let isSmall = true;
    let firstSmall = firstTerminal;
    for (let layer = terminalLayer - 1; layer >= 0; layer--) {
        const from = layerStart[layer];
        const to = layerStart[layer + 1];
        let scale = 1;
        for (let e = firstEdge[from]; e < firstEdge[to]; e++)
            scale = lcm(scale, probability[e].den);
        if (!isSafe(scale))
            return undefined;
        // A child in layer m is over scaleBelow[m]; its factor brings it to the denominator of the layer below this one.
        const factors = scaleBelow.map((s) => scaleAbove / s);
        const smallFactors = Float64Array.from(factors, Number);
        scaleAbove *= BigInt(scale);
        scaleBelow[layer] = scaleAbove;
        isSmall &&= isSafe(largest * Number(scaleAbove));
        if (isSmall)
            firstSmall = from;
        for (let i = from; i < to; i++) {
            if (isSmall) {
                let sum = 0;
                for (let e = firstEdge[i]; e < firstEdge[i + 1]; e++) {
                    const p = probability[e];
                    sum += p.num * (scale / p.den) * (small[child[e]] * smallFactors[layerOf[child[e]]]);
                }
                small[i] = sum;
            }
            else {
                let sum = 0n;
                for (let e = firstEdge[i]; e < firstEdge[i + 1]; e++) {
                    const p = probability[e];
                    const m = layerOf[child[e]];
                    const numerator = child[e] >= firstSmall ? BigInt(small[child[e]]) : big[child[e]];
                    sum += BigInt(p.num * (scale / p.den)) * (m === layer + 1 ? numerator : numerator * factors[m]);
                }
                big[i] = sum;
            }
        }
    }
    return Rational.of(isSmall ? small[0] : big[0], scaleAbove * BigInt(rewardScale));
}
