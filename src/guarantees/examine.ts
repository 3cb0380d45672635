import { BLOCK, type Counterexample, searchBlock, searchTiny } from '../claims/search.js';
import type { Guarantee, GuaranteeRegime, Step } from './guarantee.js';

/**
 * What is known of one guarantee of one algorithm in one regime: `holds` on everything that was generated; `refuted`
 * by an instance; `open`: its hypothesis was never met, so nothing is known; `inconclusive`: enclosures were undecided;
 * `not applicable`: it does not speak of the regime.
 */
export type ExaminedVerdict = 'holds' | 'refuted' | 'open' | 'inconclusive' | 'not applicable';

/** The verdict and its evidence. */
export interface Examination {
  readonly guarantee: string;
  readonly regime: GuaranteeRegime;
  readonly verdict: ExaminedVerdict;
  /** Instances, tiny ones and random ones. */
  readonly checked: number;
  /** Those on which a hypothesis was false, the interesting case occurred, or enclosures decided nothing. */
  readonly vacuous: number;
  readonly strict: number;
  readonly undecided: number;
  /** Shrunk as far as it goes. */
  readonly counterexample?: Counterexample;
}

/** What is examined, and how hard. */
export interface ExamineOptions {
  readonly step: Step;
  readonly guarantee: Guarantee;
  readonly regime: GuaranteeRegime;
  /** Random instances after the tiny ones, shared out among the families. */
  readonly runs: number;
  readonly seed: number;
}

/**
 * Looks for a counterexample: all tiny instances of the guarantee's families, smallest first, then random ones; the first
 * violation is shrunk. Which instances are drawn depends on guarantee, regime and seed alone, so that all algorithms
 * meet the same ones. Whatever `step` throws is passed on.
 */
export function examine({ step, guarantee, regime, runs, seed }: ExamineOptions): Examination {
  const counts = { checked: 0, vacuous: 0, strict: 0, undecided: 0 };
  const about = { guarantee: guarantee.id, regime };
  if (!guarantee.applies(regime)) return { ...about, verdict: 'not applicable', ...counts };
  const families = guarantee.families(regime);
  const check = guarantee.check(step);
  const name = `${guarantee.id}/${regime.information}/${regime.turns}`;
  const parts = function* (): Generator<ReturnType<typeof searchTiny>> {
    for (const family of families) yield searchTiny(check, family);
    for (const [n, family] of families.entries()) {
      const count = Math.ceil(runs / families.length);
      for (let block = 0; block * BLOCK < count; block++) {
        const stream = { seed, name: `${name}/${n}`, block };
        yield searchBlock(check, family, stream, Math.min(BLOCK, count - block * BLOCK));
      }
    }
  };
  for (const { counterexample, ...part } of parts()) {
    counts.checked += part.checked;
    counts.vacuous += part.vacuous;
    counts.strict += part.strict;
    counts.undecided += part.undecided;
    if (counterexample !== undefined) return { ...about, verdict: 'refuted', ...counts, counterexample };
  }
  if (counts.undecided > 0) return { ...about, verdict: 'inconclusive', ...counts };
  return { ...about, verdict: counts.vacuous === counts.checked ? 'open' : 'holds', ...counts };
}
