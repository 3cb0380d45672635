import { z } from 'zod';
import { checkCertificate } from '../certificate/check.js';
import { type Certificate, certificateSpec } from './certificateSpec.js';

/** The word for what was found, but not confirmed by the small checker. */
export const UNCHECKED = 'breaks, not independently checked';

/**
 * What is said of a counterexample: "refuted" where the small checker has confirmed its certificate, with the sentence
 * that it evaluated; else that it breaks, and why nobody but this program has checked it.
 */
export const confirmationSpec = z
  .union([
    z.strictObject({ word: z.literal('refuted'), sentence: z.string(), certificate: certificateSpec }),
    z.strictObject({ word: z.literal(UNCHECKED), reason: z.string(), certificate: certificateSpec.optional() }),
  ])
  .meta({ id: 'confirmation', description: 'What the small checker says of the certificate of a counterexample.' });

/** What is said of a counterexample (`confirmationSpec`). */
export type Confirmation = z.infer<typeof confirmationSpec>;

/** The word of a counterexample. */
export type BreakWord = Confirmation['word'];

/**
 * The word of a counterexample, from its certificate: the one place where anything is called refuted. Whatever `make`
 * throws is the reason why there is no certificate.
 */
export function confirm(make: () => Certificate): Confirmation {
  let certificate: Certificate;
  try {
    certificate = make();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { word: UNCHECKED, reason: `there is no certificate: ${why}` };
  }
  const verdict = checkCertificate(certificate);
  if ('uncovered' in verdict) {
    return { word: UNCHECKED, reason: `the checker has no rule for ${verdict.uncovered}`, certificate };
  }
  return verdict.confirmed
    ? { word: 'refuted', sentence: verdict.sentence, certificate }
    : { word: UNCHECKED, reason: `the checker does not confirm it: ${verdict.reason}`, certificate };
}

/** Was a counterexample found, confirmed or not? */
export function isBreak(verdict: string): verdict is BreakWord {
  return verdict === 'refuted' || verdict === UNCHECKED;
}

/** The word of a counterexample as a file holds it; one without a confirmation comes from a version that made none. */
export function confirmationOf({ confirmation }: { readonly confirmation?: Confirmation | undefined }): Confirmation {
  return confirmation ?? { word: UNCHECKED, reason: 'it was stored without a certificate' };
}

/** The sentence that the checker evaluated, or why it confirmed none. */
export function confirmationText(confirmation: Confirmation): string {
  return confirmation.word === 'refuted'
    ? `confirmed by the small checker: ${confirmation.sentence}`
    : `not independently checked: ${confirmation.reason}`;
}
