import type { Confirmation } from '../certify/confirm.js';
import type { Counterexample } from '../claims/search.js';
import { confirmOfGuarantee } from '../guarantees/certificate.js';
import type { Examined, Guarantee, GuaranteeRegime, Step } from '../guarantees/guarantee.js';
import { kindOf } from './kindOf.js';
import { powerOf } from './power.js';
import { type Budget, search } from './search.js';
import type { Finding } from './tally.js';
import { type Judgement, judge } from './verdict.js';

/** A guarantee's verdict and its evidence. */
export interface Examination extends Omit<Finding, 'counterexample' | 'ties'>, Judgement {
  readonly guarantee: string;
  readonly regime: GuaranteeRegime;
  readonly counterexample?: Confirmed;
  readonly ties: readonly { readonly tie: string; readonly counterexample: Confirmed }[];
}

/** A counterexample, and what is said of it. */
export interface Confirmed extends Counterexample {
  readonly confirmation: Confirmation;
}

/** A counterexample to a guarantee of what is examined, with what the small checker says of it. */
export function confirmed(examined: Examined, guarantee: string, found: Counterexample): Confirmed {
  return { ...found, confirmation: confirmOfGuarantee(guarantee, examined, found) };
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

/**
 * The same for several guarantees, which share every iteration. `onFound` is called with each that breaks as soon as it
 * does.
 */
export function examineAll(
  examined: Examined,
  guarantees: readonly Guarantee[],
  regime: GuaranteeRegime,
  budget: Budget,
  onFound: (examination: Examination) => void = () => undefined,
): Examination[] {
  const watched = kindOf(examined);
  const examinationOf = ({ counterexample, ties, ...rest }: Finding, n: number): Examination => {
    const { id } = guarantees[n];
    const own = counterexample === undefined ? undefined : confirmed(examined, id, counterexample);
    return {
      guarantee: id,
      regime,
      ...rest,
      ...(own === undefined ? {} : { counterexample: own }),
      ties: ties.map(({ tie, counterexample: found }) => ({ tie, counterexample: confirmed(examined, id, found) })),
      ...judge({ ...rest, ties }, powerOf(guarantees[n], regime, watched.kind(), budget), own?.confirmation),
    };
  };
  const early = new Map<number, Examination>();
  const findings = search(watched.examined, guarantees, regime, budget, (n, finding) => {
    const examination = examinationOf(finding, n);
    early.set(n, examination);
    onFound(examination);
  });
  return findings.map((finding, n) => early.get(n) ?? examinationOf(finding, n));
}
