import type { Rational } from '../../src/exact/rational.js';

/** The unique x with rows·x = right, by Gauss–Jordan elimination; undefined when there is none or more than one. */
export function solveLinear(
  rows: readonly (readonly Rational[])[],
  right: readonly Rational[],
): Rational[] | undefined {
  const unknowns = rows[0].length;
  const table = rows.map((row, i) => [...row, right[i]]);
  for (let column = 0; column < unknowns; column++) {
    const pivot = table.findIndex((row, i) => i >= column && !row[column].isZero());
    if (pivot < 0) return undefined;
    [table[column], table[pivot]] = [table[pivot], table[column]];
    const scale = table[column][column].inverse();
    table[column] = table[column].map((x) => x.mul(scale));
    for (let i = 0; i < table.length; i++) {
      const factor = table[i][column];
      if (i === column || factor.isZero()) continue;
      table[i] = table[i].map((x, j) => x.sub(factor.mul(table[column][j])));
    }
  }
  if (table.slice(unknowns).some((row) => !row[unknowns].isZero())) return undefined;
  return table.slice(0, unknowns).map((row) => row[unknowns]);
}

/** All subsets of `size` items, in order. */
export function* subsets<T>(items: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i <= items.length - size; i++)
    for (const rest of subsets(items, size - 1, i + 1)) yield [items[i], ...rest];
}
