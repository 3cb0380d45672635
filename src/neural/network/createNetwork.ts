import { gru } from './gru.js';
import { mlp } from './mlp.js';
import type { Network } from './network.js';
import type { NetworkSpec } from './networkSpec.js';
import { tabular } from './tabular.js';
import { transformer } from './transformer.js';

/**
 * The network of a spec over tokens 0..vocabulary−1 with `outputs` numbers per position (`vocabulary` of them for a
 * policy, one for a critic). Throws NeuralError for a spec that makes no sense.
 */
export function createNetwork(spec: NetworkSpec, vocabulary: number, outputs: number): Network {
  switch (spec.kind) {
    case 'tabular':
      return tabular(spec, vocabulary, outputs);
    case 'mlp':
      return mlp(spec, vocabulary, outputs);
    case 'gru':
      return gru(spec, vocabulary, outputs);
    case 'transformer':
      return transformer(spec, vocabulary, outputs);
  }
}
