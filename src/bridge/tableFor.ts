import type { Unrolled } from '../environments/unroll.js';
import type { SpecOf } from '../neural/network/networkSpec.js';
import { tabularSpec } from '../neural/network/tabular.js';
import { questionsOf } from './questions.js';

/**
 * The table with a row of logits for every place of the game at which a token is drawn: the network that can be any
 * policy. With `window`, places that end with the same tokens share a row. Throws as `questionsOf`.
 */
export function tableFor(unrolled: Unrolled, window?: number): SpecOf<'tabular'> {
  return tabularSpec(
    questionsOf(unrolled).questions.map(({ tokens }) => tokens),
    window,
  );
}
