import { certificateOf } from '../certify/certificate.js';
import type { Certificate } from '../certify/certificateSpec.js';
import { type Confirmation, confirm } from '../certify/confirm.js';
import { NoCertificate } from '../certify/noCertificate.js';
import type { Counterexample } from './search.js';
import type { Search } from './searches.js';

/**
 * The certificate of a counterexample to a claim or to a variant: what the check ran on it, recorded, as the search says.
 * `besides` is listed in its provenance. Throws NoCertificate where the search does not say how (it is not expected to be
 * refuted), RangeError where the counterexample is not of the kind that the search's witness expects.
 */
export function certificateOfClaim(
  search: Search,
  { instance, violation }: Counterexample,
  besides: Readonly<Record<string, string>> = {},
): Certificate {
  const { key, claim, variant, witness } = search;
  if (witness === undefined) throw new NoCertificate(`${key} is not expected to be refuted`);
  const { tie = 'first' } = instance.parameters;
  return certificateOf(
    witness(instance, violation),
    { left: violation.left.value, right: violation.right.value },
    { title: variant?.title ?? claim.title, claim: key, tie, ...besides },
  );
}

/** What is said of a counterexample to a claim or to a variant (`confirm`). */
export function confirmOfClaim(search: Search, found: Counterexample): Confirmation {
  return confirm(() => certificateOfClaim(search, found));
}
