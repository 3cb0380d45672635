import type { Rank, Tensor, Tensor1D, TF } from '../tf.js';
import { parts } from '../engine/safeOps.js';
import { joinedByCopy, partsByCopy } from '../shaders/copies.js';
import { hasShaders } from '../shaders/shader.js';
import { NeuralError } from '../neuralError.js';

/** How a parameter starts: all 0, all 1, or uniform in ±bound. */
export type Start = 'zeros' | 'ones' | { readonly bound: number };

/** One named parameter of a network. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly start: Start;
}

/** Named views of one flat parameter vector θ: the parameters lie in it one after the other, row by row. */
export class Layout {
  /** The length of θ. */
  readonly size: number;
  private readonly sizes: number[];

  /** Throws NeuralError when two parameters have one name. */
  constructor(readonly parameters: readonly Parameter[]) {
    this.sizes = parameters.map(({ shape }) => shape.reduce((product, n) => product * n, 1));
    this.size = this.sizes.reduce((sum, n) => sum + n, 0);
    const names = new Set(parameters.map(({ name }) => name));
    if (names.size !== parameters.length) throw new NeuralError('two parameters of a network have the same name');
  }

  /** The parameters as tensors of their shapes, from θ [size]. The caller disposes them (or calls within `tf.tidy`). */
  views(tf: TF, theta: Tensor1D): Tensor[] {
    const shapes = this.parameters.map(({ shape }) => shape);
    return hasShaders(tf) ? partsByCopy(tf, theta, shapes) : parts(tf, theta, shapes);
  }

  /** The inverse of `views`. */
  flat(tf: TF, views: readonly Tensor[]): Tensor1D {
    if (hasShaders(tf)) return joinedByCopy(tf, views);
    // Every reshape is a kernel on some engines.
    return tf.concat1d(views.map((view) => (view.rank === 1 ? (view as Tensor1D) : tf.reshape<Rank.R1>(view, [-1]))));
  }

  /** The same views of a vector on the host: windows into `theta`, no copies. */
  hostViews(theta: Float32Array): { readonly parameter: Parameter; readonly values: Float32Array }[] {
    let offset = 0;
    return this.parameters.map((parameter, i) => {
      const values = theta.subarray(offset, offset + this.sizes[i]);
      offset += this.sizes[i];
      return { parameter, values };
    });
  }
}
