import type { Tensor, Tensor1D, Tensor2D, TF } from '../tf.js';
import type { Layout } from './layout.js';
import type { NetworkSpec } from './networkSpec.js';

/** The shape of a batch of sequences. */
export interface Size {
  readonly rows: number;
  readonly length: number;
}

/** Sequences of tokens on the host: `tokens` [rows · length], row by row, padded with any token. */
export interface TokenRows extends Size {
  readonly tokens: Int32Array;
  /** 1 where the network's output is used [rows · length]; where it is 0 the output is arbitrary. All, if absent. */
  readonly used?: Uint8Array;
}

/**
 * A causal network with one flat parameter vector. At every position j of every row it gives `outputs` numbers, which
 * depend on the tokens before j alone: the logits of token j for a policy, one value for a critic.
 */
export interface Network {
  readonly spec: NetworkSpec;
  /** Tokens are 0..vocabulary−1. */
  readonly vocabulary: number;
  readonly outputs: number;
  readonly layout: Layout;
  /** What the network reads, made on the host; throws NeuralError for tokens that it cannot take. */
  inputs(rows: TokenRows): Int32Array;
  /** [rows · length, outputs], row by row, from the views of θ in the order of the layout. */
  run(tf: TF, views: readonly Tensor[], inputs: Tensor1D, size: Size): Tensor2D;
  /** What the network reads at the position right behind each history; throws as `inputs`. */
  stepInputs(histories: readonly (readonly number[])[]): Int32Array;
  /**
   * One position further, for histories of one length: from `stepInputs` of these and the memory of the same
   * histories without their last token ([] for empty histories). A network without `step` needs no memory: its `run`
   * on rows of length 1 takes `stepInputs`.
   */
  readonly step?: (tf: TF, views: readonly Tensor[], memory: Memory, inputs: Tensor1D) => Stepped;
}

/** What a network remembers of histories of one length: tensors whose first axis is the history. */
export type Memory = readonly Tensor[];

/** What one step gives: `outputs` numbers for each history, and the memory of it. */
export interface Stepped {
  readonly outputs: Tensor2D;
  readonly memory: Memory;
}
