import type { Counterexample } from '../claims/search.js';
import type { Outcome } from '../claims/outcome.js';

/** What the instances of a search came to; every instance is one of the four, or the algorithm is not defined on it. */
export interface Counts {
  /** Instances that were decided or tried: all but those refused. */
  readonly checked: number;
  /** Of these: a hypothesis is false, so that the instance says nothing. */
  readonly vacuous: number;
  /** Of these: it holds, and the interesting case occurred. */
  readonly strict: number;
  /** Of these: enclosures decided nothing at the highest precision. */
  readonly undecided: number;
  /** Instances on which the algorithm is not defined, or whose exact expectation is too large. */
  readonly refused: number;
}

/** A tie rule with which a guarantee breaks that holds with "stay", and where. */
export interface TieBreak {
  readonly tie: string;
  readonly counterexample: Counterexample;
}

/** What a search found out about one guarantee. */
export interface Finding {
  readonly counts: Counts;
  /** With the tie rule "stay", shrunk. */
  readonly counterexample?: Counterexample;
  /** Other tie rules that break it. */
  readonly ties: readonly TieBreak[];
  /** After how many random instances the counterexample came: 0 in the small ones, undefined in the climb or without one. */
  readonly after?: number;
  /** Why an algorithm was refused, from one instance. */
  readonly reason?: string;
}

/** No instance at all. */
export const NO_COUNTS: Counts = { checked: 0, vacuous: 0, strict: 0, undecided: 0, refused: 0 };

/** Counts that are added to. */
export class Tally {
  checked = 0;
  vacuous = 0;
  strict = 0;
  undecided = 0;
  refused = 0;

  /** Adds an outcome that is no violation, or counts a violation as checked. */
  add(outcome: Outcome): void {
    this.checked += 1;
    if (outcome.status === 'vacuous') this.vacuous += 1;
    else if (outcome.status === 'undecided') this.undecided += 1;
    else if (outcome.status === 'holds' && outcome.strict) this.strict += 1;
  }

  counts(): Counts {
    const { checked, vacuous, strict, undecided, refused } = this;
    return { checked, vacuous, strict, undecided, refused };
  }
}
