import { certificateOf } from '../certify/certificate.js';
import type { Certificate } from '../certify/certificateSpec.js';
import { guaranteeWitness, type Recorder } from '../certify/guaranteeWitness.js';
import type { Counterexample } from '../claims/search.js';
import { guaranteeById } from './guarantees.js';

/**
 * The certificate of a counterexample to a guarantee: the iterations from the instance's policy "old" with its tie-breaking
 * and seed, run once more by `record` and recorded (`recorderOf` an algorithm of named parts, `recorderOfStep` somebody's
 * own). Undefined where no better policy is known, or a run does not rest. `besides` is listed in its provenance.
 * Throws RangeError for a guarantee that is none, and whatever the step throws.
 */
export function certificateOfGuarantee(
  guarantee: string,
  record: Recorder,
  { instance, violation }: Counterexample,
  besides: Readonly<Record<string, string>> = {},
): Certificate | undefined {
  const { policies, parameters } = instance;
  const { title } = guaranteeById(guarantee);
  const witness = guaranteeWitness(guarantee, record, { old: policies['old'], parameters, where: violation.where });
  if (witness === undefined) return undefined;
  const { tie = 'first', seed = '1' } = parameters;
  const sides = { left: violation.left.value, right: violation.right.value };
  return certificateOf(witness, sides, { title, guarantee, tie, seed, ...besides });
}
