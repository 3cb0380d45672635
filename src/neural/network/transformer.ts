import type { Tensor, Tensor1D, Tensor2D, Tensor3D, TF } from '../tf.js';
import { NeuralError } from '../neuralError.js';
import { addToEach } from '../ops/addToEach.js';
import { causalAttention } from '../ops/causalAttention.js';
import { stepAttention } from '../ops/stepAttention.js';
import { embedding } from '../ops/embedding.js';
import { gelu } from '../ops/gelu.js';
import { layerNorm } from '../ops/layerNorm.js';
import { linear } from '../ops/linear.js';
import { Layout, type Parameter } from './layout.js';
import type { Network, TokenRows } from './network.js';
import type { SpecOf } from './networkSpec.js';
import { EMBEDDING_START, glorot, HEAD_START, lastTokens, windows } from './shapes.js';

/** Parameters of one block, in the order of `block`. */
const PER_BLOCK = 12;

/**
 * A causal transformer: embeddings of tokens and positions, then blocks of attention and a GELU layer four times as
 * wide, each behind a layer norm and around a shortcut, then a last norm and the head.
 * Throws NeuralError unless `heads` divides `width`; its `inputs` throw for sequences beyond `maxLength`.
 */
export function transformer(spec: SpecOf<'transformer'>, vocabulary: number, outputs: number): Network {
  const { maxLength, width, layers, heads } = spec;
  if (width % heads !== 0) throw new NeuralError(`a transformer of width ${width} cannot have ${heads} heads`);
  const layout = new Layout([
    { name: 'embedding', shape: [vocabulary + 1, width], start: EMBEDDING_START },
    { name: 'position', shape: [maxLength, width], start: EMBEDDING_START },
    ...Array.from({ length: layers }, (_, n) => blockParameters(`block${n + 1}`, width)).flat(),
    ...normParameters('norm', width),
    { name: 'head.weight', shape: [width, outputs], start: HEAD_START },
    { name: 'head.bias', shape: [outputs], start: 'zeros' },
  ]);
  return {
    spec,
    vocabulary,
    outputs,
    layout,
    inputs: (batch) => checkedInputs(batch, vocabulary, maxLength),
    run: (tf, views, inputs, size) => {
      const [table, positions] = views as [Tensor2D, Tensor2D];
      const here = size.length === maxLength ? positions : tf.slice(positions, [0, 0], [size.length, width]);
      let x = addToEach(tf, embedding(tf, table, inputs), here);
      for (let n = 0; n < layers; n++)
        x = block(tf, x, blockViews(views, n), (qkv) => causalAttention(tf, qkv, size.rows, heads));
      return head(tf, x, views);
    },
    stepInputs: (histories) => {
      checkLength(1 + Math.max(...histories.map((history) => history.length)), maxLength);
      return lastTokens(histories, 1, vocabulary);
    },
    // Keys and values of every block.
    step: (tf, views, memory, inputs) => {
      const how = { heads, most: maxLength };
      const [table, positions] = views as [Tensor2D, Tensor2D];
      const here = tf.slice(positions, [memory.at(0)?.shape[1] ?? 0, 0], [1, width]);
      let x = tf.add<Tensor2D>(embedding(tf, table, inputs), here);
      const next: Tensor3D[] = [];
      for (let n = 0; n < layers; n++) {
        x = block(tf, x, blockViews(views, n), (qkv) => {
          const each = memory.length / layers;
          const stepped = stepAttention(tf, qkv, memory.slice(each * n, each * (n + 1)) as Tensor3D[], how);
          next.push(...stepped.memory);
          return stepped.seen;
        });
      }
      return { outputs: head(tf, x, views), memory: next };
    },
  };
}

function blockViews(views: readonly Tensor[], n: number): readonly Tensor[] {
  return views.slice(2 + n * PER_BLOCK, 2 + (n + 1) * PER_BLOCK);
}

function head(tf: TF, x: Tensor2D, views: readonly Tensor[]): Tensor2D {
  const [gain, bias, weight, headBias] = views.slice(-4) as [Tensor1D, Tensor1D, Tensor2D, Tensor1D];
  return linear(tf, layerNorm(tf, x, gain, bias), weight, headBias);
}

function blockParameters(name: string, width: number): Parameter[] {
  return [
    ...normParameters(`${name}.norm1`, width),
    ...linearParameters(`${name}.qkv`, width, 3 * width),
    ...linearParameters(`${name}.projection`, width, width),
    ...normParameters(`${name}.norm2`, width),
    ...linearParameters(`${name}.up`, width, 4 * width),
    ...linearParameters(`${name}.down`, 4 * width, width),
  ];
}

function normParameters(name: string, width: number): Parameter[] {
  return [
    { name: `${name}.gain`, shape: [width], start: 'ones' },
    { name: `${name}.bias`, shape: [width], start: 'zeros' },
  ];
}

function linearParameters(name: string, inputs: number, outputs: number): Parameter[] {
  return [
    { name: `${name}.weight`, shape: [inputs, outputs], start: glorot(inputs, outputs) },
    { name: `${name}.bias`, shape: [outputs], start: 'zeros' },
  ];
}

/** `attend` maps queries, keys and values side by side [n, 3·width] to what each of the n positions sees [n, width]. */
function block(tf: TF, x: Tensor2D, views: readonly Tensor[], attend: (qkv: Tensor2D) => Tensor2D): Tensor2D {
  const vector = (n: number): Tensor1D => views[n] as Tensor1D;
  const layer = (input: Tensor2D, n: number, plus?: Tensor2D): Tensor2D =>
    linear(tf, input, views[n] as Tensor2D, vector(n + 1), plus);
  const attended = layer(attend(layer(layerNorm(tf, x, vector(0), vector(1)), 2)), 4, x);
  const raised = gelu(tf, layer(layerNorm(tf, attended, vector(6), vector(7)), 8));
  return layer(raised, 10, attended);
}

function checkedInputs(batch: TokenRows, vocabulary: number, maxLength: number): Int32Array {
  checkLength(batch.length, maxLength);
  return windows(batch, 1, vocabulary);
}

function checkLength(length: number, maxLength: number): void {
  if (length <= maxLength) return;
  throw new NeuralError(`a sequence of ${length} tokens does not fit into the transformer's maxLength ${maxLength}`);
}
