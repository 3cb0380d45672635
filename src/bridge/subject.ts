import type { Unrolled } from '../environments/unroll.js';
import type { Algorithm } from '../neural/algorithm/algorithm.js';
import type { Network } from '../neural/network/network.js';
import type { Device, Tensor1D } from '../neural/tf.js';
import type { Learner, OptimizerOptions } from '../neural/train/optimizer.js';

/** What is observed: a network that is about to be updated. All tensors stay alive and belong to the caller. */
export interface Subject {
  readonly device: Device;
  readonly network: Network;
  /** θ_k. */
  readonly learner: Learner;
  readonly algorithm: Algorithm;
  readonly optimizer: OptimizerOptions;
  readonly unrolled: Unrolled;
  readonly seed: number;
  readonly iteration: number;
  /** θ_ref of the KL penalty, needed where the algorithm has one. */
  readonly reference?: Tensor1D;
  /** A network with one output, needed for GAE. */
  readonly critic?: { readonly network: Network; readonly theta: Tensor1D };
}
