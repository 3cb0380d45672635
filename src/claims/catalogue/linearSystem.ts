import type { Rational } from '../../exact/rational.js';

/**
 * The x with rows·x = right, by Gaussian elimination; undefined when there is none or more than one.
 * As many rows as unknowns.
 */
export function solveLinear(
  rows: readonly (readonly Rational[])[],
  right: readonly Rational[],
): Rational[] | undefined {
  const n = rows.length;
  const table = rows.map((row, i) => [...row, right[i]]);
  for (let column = 0; column < n; column++) {
    const pivot = table.findIndex((row, i) => i >= column && !row[column].isZero());
    if (pivot === -1) return undefined;
    [table[column], table[pivot]] = [table[pivot], table[column]];
    const lead = table[column][column];
    const scaled = table[column].map((x) => x.div(lead));
    table[column] = scaled;
    for (let i = 0; i < n; i++) {
      const factor = table[i][column];
      if (i === column || factor.isZero()) continue;
      table[i] = table[i].map((x, j) => x.sub(factor.mul(scaled[j])));
    }
  }
  return table.map((row) => row[n]);
}
