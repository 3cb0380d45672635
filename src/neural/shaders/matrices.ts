import type { Rank, Tensor2D, Tensor3D, TF } from '../tf.js';
import { type Added, type Placed, tiledProduct } from './tiledProduct.js';

/** Which factors are transposed first. */
interface Transposed {
  readonly a?: boolean;
  readonly b?: boolean;
}

/**
 * a·b (+ what is added) for two whole matrices, or matrix by matrix for two stacks of them, with transpose flags that cost
 * nothing.
 */
export function matrixProduct<Matrices extends Tensor2D | Tensor3D>(
  tf: TF,
  a: Matrices,
  b: Matrices,
  { a: ta = false, b: tb = false }: Transposed = {},
  added: Added = {},
): Matrices {
  const [am, an] = a.shape.slice(-2);
  const [bm, bn] = b.shape.slice(-2);
  const [rows, depth, other, columns] = [...(ta ? [an, am] : [am, an]), ...(tb ? [bn, bm] : [bm, bn])];
  if (depth !== other) throw new RangeError(`a product of [${a.shape.join()}] and [${b.shape.join()}] does not fit`);
  const stack = a.rank === 3 ? [a.shape[0]] : [];
  const plan = {
    ...{ rows, columns, depth, inner: stack[0] ?? 1 },
    a: placed(am, an, ta),
    b: placed(bm, bn, tb),
    c: placed(rows, columns, false),
  };
  return tiledProduct<Rank>(tf, [a, b], plan, [...stack, rows, columns], added) as Matrices;
}

/** Where the matrices of a stack [n, rows, columns] lie, transposed if so wanted. */
function placed(rows: number, columns: number, transposed: boolean): Placed {
  const axes = transposed ? { row: 1, column: columns } : { row: columns, column: 1 };
  return { inner: rows * columns, ...axes };
}
