import type { Check } from '../claims/claim.js';
import type { Family } from '../claims/generate/family.js';
import type { Policy } from '../policy/policy.js';
import type { RealPolicy } from '../sweep/klSweep.js';
import type { Tie } from '../sweep/tie.js';

/** What an algorithm's iteration leaves open, all of it given. */
export interface StepOptions {
  readonly tie: Tie;
  readonly seed: number;
  readonly precision: number;
}

/**
 * One iteration π_k → π_{k+1} of whatever is examined, on any game: a pure function. The result has a probability per
 * edge, exact or enclosed; chance edges keep theirs.
 */
export type Step = (policy: Policy, options: StepOptions) => RealPolicy;

/** Where a guarantee is examined. */
export interface GuaranteeRegime {
  readonly information: 'full' | 'truncated' | 'shared';
  /** Games of one turn only, or of several. */
  readonly turns: 'single' | 'multi';
  /** The seeds that random orders are drawn from. Default: only 1. */
  readonly seeds?: readonly number[];
}

/** A statement about every iteration of an algorithm: a claim of the catalogue with the update left open. */
export interface Guarantee {
  /** Short and stable, e.g. "monotone"; used in files and on the command line. */
  readonly id: string;
  /** A column's head, e.g. "never lowers J". */
  readonly title: string;
  /** The formal statement. */
  readonly statement: string;
  /** The catalogue claim that states it for SeeUPO. */
  readonly claim: string;
  /** Does it speak of this regime? (A global optimum is out of reach of policies that see too little.) */
  readonly applies: (regime: GuaranteeRegime) => boolean;
  /** The games and policies that it is examined on, one family after the other. */
  readonly families: (regime: GuaranteeRegime) => readonly Family[];
  /** Decides one instance (policy "old"; parameters "tie" and "seed"), exactly. */
  readonly check: (step: Step) => Check;
}
