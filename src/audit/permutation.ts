import type { Item, Value } from './stage.js';

/** A used value that is the value of another row. */
export interface Pair {
  readonly row: string;
  readonly has: string;
}

/** Values that were given to other rows of the batch. */
export interface Permutation {
  readonly pairs: readonly Pair[];
  /** Rows whose value is another's, and rows that differ at all. */
  readonly explained: number;
  readonly differing: number;
  readonly rule: string | undefined;
}

/**
 * Are the values that differ those expected at other rows of the batch? Answered only where values can be told
 * apart: a row's used value must fit some other row's expected value, and at least two rows must differ.
 */
export function permutationOf(items: readonly Item[], values: readonly Value[], limit = 8): Permutation | undefined {
  const rows = items.flatMap(({ row, used }, i) =>
    row === undefined || Number.isNaN(values[i].expected) ? [] : [{ row, used, ...values[i] }],
  );
  const differing = rows.filter(({ used, expected, tolerance }) => Math.abs(used - expected) > tolerance);
  if (differing.length < 2) return undefined;
  // Rows of the same turn and update are a batch; values are looked up in the order of size.
  const batches = new Map<string, typeof rows>();
  for (const own of rows) {
    const { row } = own;
    const key = [row.file, row.turn].join();
    const batch = batches.get(key);
    if (batch === undefined) batches.set(key, [own]);
    else batch.push(own);
  }
  for (const batch of batches.values()) batch.sort((a, b) => a.expected - b.expected);
  const pairs: Pair[] = [];
  let explained = 0;
  for (const own of differing) {
    const batch = batches.get([own.row.file, own.row.turn].join()) ?? [];
    const other = nearest(batch, own.used, own.row.trajectory);
    if (other === undefined) continue;
    explained += 1;
    if (pairs.length < limit) pairs.push({ row: nameOf(own.row), has: nameOf(other) });
  }
  return explained === 0 ? undefined : { pairs, explained, differing: differing.length, rule: undefined };
}

interface Own {
  readonly row: NonNullable<Item['row']>;
  readonly expected: number;
  readonly tolerance: number;
}

function nearest(batch: readonly Own[], used: number, trajectory: string): Own['row'] | undefined {
  let [low, high] = [0, batch.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (batch[middle].expected < used) low = middle + 1;
    else high = middle;
  }
  for (let k = 0; k < batch.length; k++) {
    for (const i of [low + k, low - 1 - k]) {
      const other = batch[i];
      if (other === undefined || other.row.trajectory === trajectory) continue;
      if (Math.abs(other.expected - used) <= 2 * other.tolerance + 1e-9) return other.row;
    }
    const [above, below] = [batch[low + k], batch[low - 1 - k]];
    const isFar = (own: Own | undefined): boolean =>
      own === undefined || Math.abs(own.expected - used) > 1e-3 * Math.max(1, Math.abs(used));
    if (isFar(above) && isFar(below)) return undefined;
  }
  return undefined;
}

function nameOf({ trajectory, turn }: Own['row']): string {
  return turn === undefined ? trajectory : `${trajectory} (turn ${turn})`;
}
