import type { Rank, Tensor2D, Tensor4D, TF } from '../tf.js';
import { unwritten } from './shader.js';
import { causalSoftmax, softmaxBackward } from './softmaxShader.js';
import { type Placed, tiledProduct, tiledProductInto } from './tiledProduct.js';

/** Sequences and heads, and how long and wide these are. */
export interface HeadShape {
  readonly rows: number;
  readonly length: number;
  readonly heads: number;
  /** Of one head. */
  readonly d: number;
}

/** What the heads see [rows·length, heads·d], and the weights p that they see by, from qkv [rows·length, 3·heads·d]. */
export function attend(tf: TF, qkv: Tensor2D, shape: HeadShape): { readonly seen: Tensor2D; readonly p: Tensor4D } {
  const { rows, length, heads, d } = shape;
  const [q, k, v] = [0, 1, 2].map((n) => third(shape, n));
  const weights = squares(shape);
  const stack = { outer: rows, inner: heads };
  const scores = tiledProduct<Rank.R4>(
    tf,
    [qkv, qkv],
    { ...stack, rows: length, columns: length, depth: d, a: q, b: turned(k), c: weights, alpha: 1 / Math.sqrt(d) },
    [rows, heads, length, length],
  );
  const p = causalSoftmax(tf, scores, length);
  const seen = tiledProduct<Rank.R2>(
    tf,
    [p, qkv],
    { ...stack, rows: length, columns: d, depth: length, a: weights, b: v, c: beside(shape, 1, 0) },
    [rows * length, heads * d],
  );
  return { seen, p };
}

/** ∂loss/∂qkv from dy = ∂loss/∂seen. */
export function attendBackward(tf: TF, dy: Tensor2D, qkv: Tensor2D, p: Tensor4D, shape: HeadShape): Tensor2D {
  const { rows, length, heads, d } = shape;
  const [q, k, v] = [0, 1, 2].map((n) => third(shape, n));
  const weights = squares(shape);
  const from = beside(shape, 1, 0);
  const stack = { outer: rows, inner: heads };
  return tf.tidy(() => {
    const dp = tiledProduct<Rank.R4>(
      tf,
      [dy, qkv],
      { ...stack, rows: length, columns: length, depth: d, a: from, b: turned(v), c: weights },
      p.shape,
    );
    const ds = softmaxBackward(tf, p, dp, length);
    const back = { ...stack, rows: length, columns: d, depth: length };
    const alpha = 1 / Math.sqrt(d);
    const dqkv = unwritten<Rank.R2>(tf, qkv.shape);
    tiledProductInto(tf, [ds, qkv], { ...back, a: weights, b: k, c: q, alpha }, dqkv);
    tiledProductInto(tf, [ds, qkv], { ...back, a: turned(weights), b: q, c: k, alpha }, dqkv);
    tiledProductInto(tf, [p, dy], { ...back, a: turned(weights), b: from, c: v }, dqkv);
    return dqkv;
  });
}

/** The heads' matrices [length, d] where `count` times as many lie side by side, from the n-th such group on. */
function beside({ length, heads, d }: HeadShape, count: number, n: number): Placed {
  const width = count * heads * d;
  return { start: n * heads * d, outer: length * width, inner: d, row: width, column: 1 };
}

/** Queries (0), keys (1) or values (2) in qkv. */
function third(shape: HeadShape, n: number): Placed {
  return beside(shape, 3, n);
}

/** [rows, heads, length, length]. */
function squares({ length, heads }: HeadShape): Placed {
  return { outer: heads * length * length, inner: length * length, row: length, column: 1 };
}

/** Transposed. */
function turned({ row, column, ...rest }: Placed): Placed {
  return { ...rest, row: column, column: row };
}
