import type { Recorder } from '../certify/guaranteeWitness.js';
import type { Check } from '../claims/claim.js';
import type { Instance } from '../claims/instance.js';
import type { Outcome } from '../claims/outcome.js';
import type { DoubleInterval } from '../exact/doubleInterval.js';
import type { Policy } from '../policy/policy.js';
import type { PolicyIn } from '../policy/policyIn.js';
import type { RealPolicy } from '../sweep/klSweep.js';
import type { Tie } from '../sweep/tie.js';
import type { Trial } from './trial.js';

/** What an algorithm's iteration leaves open, all of it given. */
export interface StepOptions {
  readonly tie: Tie;
  readonly seed: number;
  readonly precision: number;
  /** Called when an argmax was not unique; a step that never calls it may break ties all the same. */
  readonly onTie?: (() => void) | undefined;
}

/**
 * One iteration π_k → π_{k+1} of whatever is examined, on any game: a pure function. The result has a probability per
 * edge, exact or enclosed; chance edges keep theirs.
 */
export type Step = (policy: Policy, options: StepOptions) => RealPolicy;

/**
 * The same iteration in pairs of doubles that enclose it, with the tie rule "stay". Throws UncertainError where it cannot
 * tell. It decides what it can at a fraction of the cost; what it leaves open is decided exactly.
 */
export type QuickStep = (
  policy: PolicyIn<DoubleInterval>,
  options: { readonly seed: number; readonly onTie?: (() => void) | undefined },
) => PolicyIn<DoubleInterval>;

/** What is examined: an iteration, exactly and, where it is made of named parts, in doubles as well. */
export interface Examined {
  readonly step: Step;
  /** The step from policies that may be enclosed. */
  readonly onReals?: ((policy: RealPolicy, options: StepOptions) => RealPolicy) | undefined;
  readonly quick?: QuickStep | undefined;
  /** Records an iteration for a certificate. Default: as the step returns it, of which nothing is claimed. */
  readonly record?: Recorder | undefined;
  /**
   * How the result changes with the policy, where that is known, so that the intermediate value theorem applies:
   * - `continuously`: J(π_{k+1}) is a continuous function of π_k;
   * - `by means`: at a decision between two actions the step follows the sign of the difference of their E[M|a], which is
   *   continuous in π_k, and leaves the distribution as it is where that is 0 (with the tie rule "stay").
   */
  readonly depends?: 'continuously' | 'by means' | undefined;
  /** Is it known that an action without probability never gets any? */
  readonly keepsZeros?: boolean | undefined;
  /**
   * E[M|a] of the actions at the only decision of a game, where it is known that between two actions the step moves the
   * distribution towards the greater of the two, or not at all. Throws UncertainError where the doubles cannot tell.
   */
  readonly means?: ((policy: PolicyIn<DoubleInterval>) => readonly DoubleInterval[]) | undefined;
}

/** Where a guarantee is examined. */
export interface GuaranteeRegime {
  readonly information: 'full' | 'truncated' | 'shared';
  /** Games of one turn only, or of one or several. */
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
  /** The instance that is examined in place of a generated one, where the statement speaks of special games only. */
  readonly prepare?: (instance: Instance) => Instance;
  /** Does it need more than one iteration of its own, so that a search asks it now and then only? */
  readonly seldom?: boolean;
  /** Decides one instance (policy "old"; parameters "tie" and "seed"), exactly. */
  readonly decide: (trial: Trial) => Outcome;
  /** `decide` from the iteration in doubles: an outcome that holds with certainty, or undefined for "look exactly". */
  readonly quick?: (trial: Trial) => Outcome | undefined;
  /** How far the instance is from a violation, in doubles, for a search to follow downwards; it decides nothing. */
  readonly margin?: (trial: Trial) => number;
  /** `decide` for a bare step. */
  readonly check: (step: Step) => Check;
}
