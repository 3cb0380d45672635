import type { Rank, Tensor, Tensor1D, Tensor2D, Tensor3D, TF } from '../tf.js';
import { fused } from './fused.js';

/** The gates and states of one position, as the pass backward needs them; all [batch, hidden]. */
interface Step {
  readonly before: Tensor2D;
  readonly reset: Tensor2D;
  readonly update: Tensor2D;
  readonly candidate: Tensor2D;
  /** h·U_n + b_n, before the reset gate. */
  readonly inner: Tensor2D;
}

/**
 * A gated recurrent unit over a whole sequence as one operation (Cho et al., EMNLP 2014; with the reset gate after
 * the product, as in cuDNN). `projected` [length, batch, 3·hidden] is x·W + b for every position, U [hidden,
 * 3·hidden] and c [3·hidden] are the recurrent weights; the three blocks are reset, update, candidate:
 * r = σ(x_r + h·U_r + c_r), z = σ(x_z + h·U_z + c_z), n = tanh(x_n + r·(h·U_n + c_n)), h' = (1 − z)·n + z·h, h_0 = 0.
 * Returns all states [length, batch, hidden]. The gradient is back-propagation through time by hand; U's gradient
 * is one product over all positions.
 */
export function gruLayer(tf: TF, projected: Tensor3D, recurrent: Tensor2D, bias: Tensor1D): Tensor3D {
  const [length, batch, width] = projected.shape;
  const hidden = width / 3;
  return fused(tf, [projected, recurrent, bias], (xs, u, c) => {
    const steps: Step[] = [];
    const states: Tensor2D[] = [];
    let state = tf.zeros<Rank.R2>([batch, hidden]);
    for (const x of tf.unstack(xs) as Tensor2D[]) {
      const { state: next, step } = gruCell(tf, x, state, u as Tensor2D, c as Tensor1D);
      steps.push(step);
      states.push((state = next));
    }
    return {
      value: tf.stack(states) as Tensor3D,
      saved: [u, ...steps.flatMap((s) => [s.before, s.reset, s.update, s.candidate, s.inner])],
      gradients: (dy: Tensor3D, [uSaved, ...flat]) => {
        const kept = Array.from({ length }, (_, t) => stepOf(flat.slice(5 * t, 5 * t + 5)));
        return backward(tf, tf.unstack(dy) as Tensor2D[], kept, uSaved as Tensor2D);
      },
    };
  });
}

/** One position of `gruLayer`: from x·W + b [batch, 3·hidden] and the state before, the state after. */
export function gruCell(
  tf: TF,
  projected: Tensor2D,
  before: Tensor2D,
  recurrent: Tensor2D,
  bias: Tensor1D,
): { readonly state: Tensor2D; readonly step: Step } {
  const [xr, xz, xn] = tf.split(projected, 3, 1);
  const [hr, hz, inner] = tf.split<Tensor2D>(tf.add<Tensor2D>(tf.matMul(before, recurrent), bias), 3, 1);
  const reset = tf.sigmoid<Tensor2D>(tf.add(xr, hr));
  const update = tf.sigmoid<Tensor2D>(tf.add(xz, hz));
  const candidate = tf.tanh<Tensor2D>(tf.add(xn, tf.mul(reset, inner)));
  const state = tf.add<Tensor2D>(candidate, tf.mul(update, tf.sub(before, candidate)));
  return { state, step: { before, reset, update, candidate, inner } };
}

function stepOf(saved: Tensor[]): Step {
  const [before, reset, update, candidate, inner] = saved as [Tensor2D, Tensor2D, Tensor2D, Tensor2D, Tensor2D];
  return { before, reset, update, candidate, inner };
}

/** The gradients of the projected inputs, of U and of c. */
function backward(tf: TF, dy: Tensor2D[], steps: Step[], recurrent: Tensor2D): Tensor[] {
  const back = tf.transpose(recurrent);
  const dInputs: Tensor2D[] = [];
  const dGates: Tensor2D[] = [];
  let carried: Tensor2D | undefined;
  for (let t = steps.length - 1; t >= 0; t--) {
    const { before, reset, update, candidate, inner } = steps[t];
    const dh: Tensor2D = carried === undefined ? dy[t] : tf.add(dy[t], carried);
    const dn = tf.mul(tf.mul(dh, tf.sub(1, update)), tf.sub(1, tf.square(candidate)));
    const dz = tf.mul(tf.mul(dh, tf.sub(before, candidate)), tf.mul(update, tf.sub(1, update)));
    const dr = tf.mul(tf.mul(dn, inner), tf.mul(reset, tf.sub(1, reset)));
    const dGate = tf.concat([dr, dz, tf.mul(dn, reset)] as Tensor2D[], 1);
    dInputs[t] = tf.concat([dr, dz, dn] as Tensor2D[], 1);
    dGates[t] = dGate;
    carried = tf.add(tf.mul(dh, update), tf.matMul(dGate, back));
  }
  const allGates = tf.concat(dGates, 0);
  const allBefore = tf.concat(
    steps.map(({ before }) => before),
    0,
  );
  return [tf.stack(dInputs), tf.matMul(tf.transpose(allBefore), allGates), tf.sum(allGates, 0)];
}
