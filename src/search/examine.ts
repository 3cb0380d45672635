import type { Examined, Guarantee, GuaranteeRegime, Step } from '../guarantees/guarantee.js';
import { kindOf } from './kindOf.js';
import { powerOf } from './power.js';
import { type Budget, search } from './search.js';
import type { Finding } from './tally.js';
import { type Judgement, judge } from './verdict.js';

/** A guarantee's verdict and its evidence. */
export interface Examination extends Finding, Judgement {
  readonly guarantee: string;
  readonly regime: GuaranteeRegime;
}

/** What is examined, and how hard. */
export interface ExamineOptions {
  /** A bare step, or one that can be looked at in doubles as well (`examinedOf`). */
  readonly step: Step | Examined;
  readonly guarantee: Guarantee;
  readonly regime: GuaranteeRegime;
  /** Random instances after the small ones. */
  readonly runs: number;
  readonly seed: number;
}

/**
 * Looks for a counterexample to one guarantee (`search`) and says what the result is worth (`judge`). Whatever `step`
 * throws is passed on.
 */
export function examine({ step, guarantee, regime, runs, seed }: ExamineOptions): Examination {
  const examined = typeof step === 'function' ? { step } : step;
  const [examination] = examineAll(examined, [guarantee], regime, { seed, runs });
  return examination;
}

/** The same for several guarantees, which share every iteration. */
export function examineAll(
  examined: Examined,
  guarantees: readonly Guarantee[],
  regime: GuaranteeRegime,
  budget: Budget,
): Examination[] {
  const watched = kindOf(examined);
  return search(watched.examined, guarantees, regime, budget).map((finding, n) => ({
    guarantee: guarantees[n].id,
    regime,
    ...finding,
    ...judge(finding, powerOf(guarantees[n], regime, watched.kind(), budget)),
  }));
}
