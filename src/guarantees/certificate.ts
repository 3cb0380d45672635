import { certificateOf } from '../certify/certificate.js';
import type { Certificate } from '../certify/certificateSpec.js';
import { type Confirmation, confirm } from '../certify/confirm.js';
import { guaranteeWitness, type Recorder, recorderOfStep } from '../certify/guaranteeWitness.js';
import { NoCertificate } from '../certify/noCertificate.js';
import type { Counterexample } from '../claims/search.js';
import { isBetween } from './between.js';
import type { Examined } from './guarantee.js';
import { guaranteeById } from './guarantees.js';

/**
 * The certificate of a counterexample to a guarantee: the iterations from the instance's policy "old" with its tie-breaking
 * and seed, run once more by `record` and recorded (`recorderOf` an algorithm of named parts, `recorderOfStep` somebody's
 * own). `besides` is listed in its provenance. Throws NoCertificate and RangeError as `guaranteeWitness`, and whatever the
 * step throws.
 */
export function certificateOfGuarantee(
  guarantee: string,
  record: Recorder,
  { instance, violation }: Counterexample,
  besides: Readonly<Record<string, string>> = {},
): Certificate {
  const { policies, parameters } = instance;
  const { title } = guaranteeById(guarantee);
  if (isBetween(instance)) {
    throw new NoCertificate('the standstill lies somewhere between two instances, by the intermediate value theorem');
  }
  const witness = guaranteeWitness(guarantee, record, { old: policies['old'], parameters, where: violation.where });
  const { tie = 'first', seed = '1' } = parameters;
  const sides = { left: violation.left.value, right: violation.right.value };
  return certificateOf(witness, sides, { title, guarantee, tie, seed, ...besides });
}

/** What is said of a counterexample to a guarantee of `examined` (`confirm`). */
export function confirmOfGuarantee(
  guarantee: string,
  { record, step }: Pick<Examined, 'record' | 'step'>,
  found: Counterexample,
): Confirmation {
  return confirm(() => certificateOfGuarantee(guarantee, record ?? recorderOfStep(step), found));
}
