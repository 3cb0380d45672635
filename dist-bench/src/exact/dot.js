import { gcd, isSafe } from './integer.js';
import { Rational } from './rational.js';
/**
 * Σ_{first ≤ i < end} weights[i] · values[at[i]], reduced once at the end.
 * The inner kernel of every backward pass: weights are the probabilities of a node's edges,
 * `at` the edges' children. An empty range gives 0.
 */
export function dot(weights, values, at, first, end) {
    let p = 0;
    let q = 1;
    for (let i = first; i < end; i++) {
        const weight = weights[i];
        const value = values[at[i]];
        let n = weight.num * value.num;
        const d = weight.den * value.den;
        if (!isSafe(n) || !isSafe(d))
            return dotBig(weights, values, at, first, end);
        if (d !== q) {
            const g = gcd(q, d);
            const scale = d / g;
            n *= q / g;
            p *= scale;
            q *= scale;
            if (!isSafe(n) || !isSafe(p) || !isSafe(q))
                return dotBig(weights, values, at, first, end);
        }
        p += n;
        if (!isSafe(p))
            return dotBig(weights, values, at, first, end);
    }
    return Rational.reduce(p, q);
}
function dotBig(weights, values, at, first, end) {
    let p = 0n;
    let q = 1n;
    for (let i = first; i < end; i++) {
        const weight = weights[i];
        const value = values[at[i]];
        const n = weight.numerator * value.numerator;
        const d = weight.denominator * value.denominator;
        if (d === q) {
            p += n;
        }
        else {
            p = p * d + n * q;
            q *= d;
        }
    }
    return Rational.reduceBig(p, q);
}
