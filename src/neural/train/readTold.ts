import type { Device, Rank, Tensor1D } from '../tf.js';
import type { Learner } from './optimizer.js';

/** What a step told, on the host. */
export interface Told {
  readonly loss: number;
  /** Of its gradient, before any scaling. */
  readonly gradientNorm: number;
}

/** What all steps of an update told. */
export interface AllTold {
  readonly steps: readonly Told[];
  /** The first step whose loss or gradient is not finite; the last one where only the new θ is not; else undefined. */
  readonly bad: number | undefined;
}

/**
 * Reads at once what the steps to `learner` told (see `Descent.told`), and whether they and its θ are finite. The
 * tensors stay the caller's. Rejects as `read` does.
 */
export async function readTold({ tf, read }: Device, told: readonly Tensor1D[], { theta }: Learner): Promise<AllTold> {
  // 0 if all parameters are finite, else NaN: a last step may spoil them although its own loss was fine.
  const health = (): Tensor1D => tf.reshape<Rank.R1>(tf.sum(tf.mul(theta, 0)), [1]);
  const all = tf.tidy(() => tf.concat1d([...told, health()]));
  try {
    const numbers = await read(all);
    const steps = told.map((_, n) => ({ loss: numbers[2 * n], gradientNorm: numbers[2 * n + 1] }));
    const bad = steps.findIndex(({ loss, gradientNorm }) => !Number.isFinite(loss) || !Number.isFinite(gradientNorm));
    const last = numbers[2 * told.length] === 0 ? undefined : told.length - 1;
    return { steps, bad: bad >= 0 ? bad : last };
  } finally {
    all.dispose();
  }
}
