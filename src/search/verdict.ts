import { whyTooLittle } from '../claims/worth.js';
import type { Counts, Finding } from './tally.js';

/**
 * What is known of a guarantee, one meaning each:
 * - `refuted`: a counterexample with the tie rule "stay", confirmed;
 * - `holds`: searched in full, and good enough for the word (`whyOpen` finds nothing);
 * - `open`: searched in full and not good enough: which of the conditions failed is said;
 * - `inconclusive`: the search was cut short, or shorter than the smallest budget that has shown that it can find;
 * - `not applicable`: the guarantee does not speak of the regime, or the algorithm is not defined there;
 * - `too large`: the exact expectation was refused for its size.
 */
export type GuaranteeVerdict = 'holds' | 'refuted' | 'open' | 'inconclusive' | 'not applicable' | 'too large';

/** An algorithm that is refused on more than this share of the instances is not examined. */
const REFUSED_SHARE = 0.5;

/** Whether the same search has shown that it can find (`power.ts`). */
export type Power =
  | { readonly passed: true }
  /** It would take so many random instances; undefined: no budget that was tried sufficed. */
  | { readonly passed: false; readonly needs?: number };

/** The verdict, and why it is no "holds". */
export interface Judgement {
  readonly verdict: GuaranteeVerdict;
  readonly why?: string;
}

/** The verdict on one guarantee of one algorithm in one regime. */
export function judge(finding: Finding, power: Power): Judgement {
  const { counts, counterexample, reason } = finding;
  if (counterexample !== undefined) return { verdict: 'refuted' };
  const tried = counts.checked + counts.refused;
  if (tried === 0) return { verdict: 'not applicable' };
  if (counts.refused > REFUSED_SHARE * tried) {
    const size = /combinations of samples|more than \d+ paths/.test(reason ?? '');
    return { verdict: size ? 'too large' : 'not applicable', ...(reason === undefined ? {} : { why: reason }) };
  }
  if (!power.passed && power.needs !== undefined) {
    return { verdict: 'inconclusive', why: `needs ${power.needs} random instances (--runs ${power.needs})` };
  }
  const why = whyOpen(counts, power);
  return why === undefined ? { verdict: 'holds' } : { verdict: 'open', why };
}

/** Why a search without a counterexample is not worth the word "holds"; undefined where it is. */
export function whyOpen(counts: Counts, power: Power): string | undefined {
  return whyTooLittle(counts) ?? (power.passed ? undefined : 'the search does not find all planted mistakes');
}
