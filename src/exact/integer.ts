/** Largest integer up to which every double is an exact integer, 2^53 − 1. */
export const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const MAX_INT32 = 0x7fffffff;
const MAX_SAFE_BIG = BigInt(MAX_SAFE);
/** Bits of a long integer that `gcdBig` looks at: below 2^51 no sum in `euclidSteps` leaves the safe integers. */
const LEADING_BITS = 50;

/** Is `x` an integer that a double holds exactly? False for NaN, so that an overflowed operand never passes. */
export function isSafe(x: number): boolean {
  return x <= MAX_SAFE && x >= -MAX_SAFE;
}

/** Does `x` fit into a double without rounding as an integer below 2^53? */
export function isSafeBig(x: bigint): boolean {
  return x <= MAX_SAFE_BIG && x >= -MAX_SAFE_BIG;
}

/**
 * The remainder of a by b, for safe integers a ≥ 0 and b > 0. Exact: when a/b is no integer, it lies at least
 * 1/b below the next one, and its rounding error is below (a/b)·2^−53 < 1/b, so the floor is right.
 */
function remainder(a: number, b: number): number {
  return a - Math.floor(a / b) * b;
}

/**
 * Greatest common divisor of |a| and b, for safe integers with b ≥ 0; gcd(0, b) = b.
 * The second loop lets the engine use 32-bit division.
 */
export function gcd(a: number, b: number): number {
  a = Math.abs(a);
  while (a > MAX_INT32 || b > MAX_INT32) {
    if (b === 0) return a;
    const rest = remainder(a, b);
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

/**
 * Greatest common divisor of |a| and b, for any integers with b ≥ 0. Lehmer's algorithm (Knuth, The Art of
 * Computer Programming 2, 4.5.2, algorithm L): the leading bits of a and b decide several steps of Euclid's
 * algorithm at once, so that long numbers are touched once in about 15 steps.
 */
export function gcdBig(a: bigint, b: bigint): bigint {
  if (a < 0n) a = -a;
  if (a < b) [a, b] = [b, a];
  let shift = b > MAX_SAFE_BIG ? Math.max(0, 4 * a.toString(16).length - LEADING_BITS) : 0;
  while (b > MAX_SAFE_BIG) {
    let lead = Number(a >> BigInt(shift));
    while (shift > 0 && lead < 2 ** (LEADING_BITS - 4)) {
      shift = Math.max(0, shift - LEADING_BITS + Math.ceil(Math.log2(lead + 1)));
      lead = Number(a >> BigInt(shift));
    }
    const [p, q, r, s] = euclidSteps(lead, Number(b >> BigInt(shift)));
    [a, b] = q === 0 ? [b, a % b] : [BigInt(p) * a + BigInt(q) * b, BigInt(r) * a + BigInt(s) * b];
  }
  return b === 0n ? a : BigInt(gcd(Number(a % b), Number(b)));
}

/**
 * The steps of Euclid's algorithm that all pairs with leading parts a ≥ b (below 2^51) have in common, as a
 * matrix [p, q, r, s]: they take (A, B) to (pA + qB, rA + sB). q = 0 when there is none.
 */
function euclidSteps(a: number, b: number): [number, number, number, number] {
  let [p, q, r, s] = [1, 0, 0, 1];
  // The true quotient lies between those of the two extreme pairs that share the leading parts.
  while (b + r > 0 && b + s > 0) {
    const quotient = Math.floor((a + p) / (b + r));
    if (quotient !== Math.floor((a + q) / (b + s))) break;
    [p, r] = [r, p - quotient * r];
    [q, s] = [s, q - quotient * s];
    [a, b] = [b, a - quotient * b];
  }
  return [p, q, r, s];
}

/**
 * Compares a/b with c/d, for safe integers with b, d > 0, by their continued fractions: no product can
 * leave the safe integers.
 */
export function compareRatios(a: number, b: number, c: number, d: number): -1 | 0 | 1 {
  if (a < 0 || c < 0) {
    if (a >= 0) return 1;
    if (c >= 0) return -1;
    [a, b, c, d] = [-c, d, -a, b];
  }
  for (;;) {
    const whole = Math.floor(a / b);
    const other = Math.floor(c / d);
    if (whole !== other) return whole < other ? -1 : 1;
    const rest = a - whole * b;
    const otherRest = c - other * d;
    if (rest === 0 || otherRest === 0) return rest === otherRest ? 0 : rest === 0 ? -1 : 1;
    // rest/b < otherRest/d when d/otherRest < b/rest.
    [a, b, c, d] = [d, otherRest, b, rest];
  }
}

/** Least common multiple of two positive safe integers, or NaN when it is not a safe integer. */
export function lcm(a: number, b: number): number {
  if (a === b) return a;
  const result = a * (b / gcd(a, b));
  return result <= MAX_SAFE ? result : NaN;
}
