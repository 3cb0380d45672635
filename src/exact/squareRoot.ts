/** The integer square root ⌊√n⌋ of n ≥ 0, by Newton's method from above. */
export function floorRoot(n: bigint): bigint {
  if (n < 2n) return n;
  // A power of two that is at least √n; from there the iteration falls until it has arrived.
  let root = 1n << BigInt(2 * n.toString(16).length);
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** √n for a perfect square n ≥ 0, else undefined. */
export function exactRoot(n: bigint): bigint | undefined {
  const root = floorRoot(n);
  return root * root === n ? root : undefined;
}

/** Primes whose squares `withoutSmallSquares` takes out of a radicand: enough to join most terms that belong together. */
const SMALL_PRIMES = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n];

/**
 * n = outside²·inside for n > 0, with the squares of small primes, or all of n where it is a square, outside.
 * `inside` need not be square-free: numbers are not factored here.
 */
export function withoutSmallSquares(n: bigint): { outside: bigint; inside: bigint } {
  let outside = 1n;
  let inside = n;
  for (const prime of SMALL_PRIMES) {
    const square = prime * prime;
    while (inside % square === 0n) {
      inside /= square;
      outside *= prime;
    }
  }
  const root = exactRoot(inside);
  return root === undefined ? { outside, inside } : { outside: outside * root, inside: 1n };
}
