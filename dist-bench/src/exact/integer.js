/** Largest integer up to which every double is an exact integer, 2^53 − 1. */
export const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const MAX_INT32 = 0x7fffffff;
const MAX_SAFE_BIG = BigInt(MAX_SAFE);
/** Is `x` an integer that a double holds exactly? False for NaN, so that an overflowed operand never passes. */
export function isSafe(x) {
    return x <= MAX_SAFE && x >= -MAX_SAFE;
}
/** Does `x` fit into a double without rounding as an integer below 2^53? */
export function isSafeBig(x) {
    return x <= MAX_SAFE_BIG && x >= -MAX_SAFE_BIG;
}
/**
 * Greatest common divisor of |a| and b, for safe integers with b ≥ 0; gcd(0, b) = b.
 * `%` on integral doubles is exact; the second loop lets the engine use 32-bit division.
 */
export function gcd(a, b) {
    a = Math.abs(a);
    while (a > MAX_INT32 || b > MAX_INT32) {
        if (b === 0)
            return a;
        const rest = a % b;
        a = b;
        b = rest;
    }
    let x = a | 0;
    let y = b | 0;
    while (y !== 0) {
        const rest = (x % y) | 0;
        x = y;
        y = rest;
    }
    return x;
}
/** Greatest common divisor of |a| and b, for any integers with b ≥ 0. */
export function gcdBig(a, b) {
    if (a < 0n)
        a = -a;
    while (b > MAX_SAFE_BIG) {
        const rest = a % b;
        a = b;
        b = rest;
    }
    if (b === 0n)
        return a;
    return BigInt(gcd(Number(a % b), Number(b)));
}
/** Least common multiple of two positive safe integers, or NaN when it is not a safe integer. */
export function lcm(a, b) {
    if (a % b === 0)
        return a;
    const result = a * (b / gcd(a, b));
    return result <= MAX_SAFE ? result : NaN;
}
