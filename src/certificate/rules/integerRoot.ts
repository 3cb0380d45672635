/** ⌊√n⌋ of n ≥ 0, by Newton's method from above. */
export function floorRoot(n: bigint): bigint {
  if (n < 2n) return n;
  const above = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  let [x, y] = [above + 1n, above];
  while (y < x) [x, y] = [y, (y + n / y) / 2n];
  return x;
}
