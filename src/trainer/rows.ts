/**
 * Numbers of a batch of responses: entry [i][j] belongs to token j of row i (a row is one response of one turn). Rows
 * may differ in length. Shape [rows][tokens of the row].
 */
export type Rows = readonly ArrayLike<number>[];

/** Thrown for shapes that do not fit and for numbers that are outside a formula's domain. */
export class TrainerError extends RangeError {
  override readonly name = 'TrainerError';
}

/** Throws TrainerError unless `rows` has the shape of `like`; `name` names it in the message. */
export function sameShape(rows: Rows, like: Rows, name: string): void {
  if (rows.length !== like.length) throw new TrainerError(`${name} has ${rows.length} rows instead of ${like.length}`);
  for (let i = 0; i < rows.length; i++) {
    if (rows[i].length !== like[i].length) {
      throw new TrainerError(`row ${i} of ${name} has ${rows[i].length} entries instead of ${like[i].length}`);
    }
  }
}

/** Σ_j of a row: for a mask, its number of tokens. */
export function total(row: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += row[j];
  return sum;
}
