import type { Witness } from '../certify/witness.js';
import type { MirrorStep } from '../mirror/mirrorStep.js';
import type { Family } from './generate/family.js';
import type { Instance } from './instance.js';
import type { Outcome, Violation } from './outcome.js';

/** Decides one instance, exactly. Must be a pure function of the instance. */
export type Check = (instance: Instance) => Outcome;

/** All that a certificate of a violated instance holds: what the check ran there, recorded, and the statement that fails. */
export type WitnessMaker = (instance: Instance, violation: Violation) => Witness;

/** What the paper says of the statement. */
export type PaperVerdict = 'guaranteed' | 'not guaranteed' | 'says otherwise' | 'silent';

/** What the project expects to find; `verify` derives the verdict from evidence and reports any difference. */
export type Expected = 'proved' | 'holds' | 'refuted' | 'open';

/** The conditions under which a claim is stated; a verdict is for its regime only. */
export interface Regime {
  readonly information: 'full' | 'truncated' | 'shared' | 'any';
  readonly expectation: 'exact' | 'finite group' | 'sampled';
  readonly optimiser: string;
  readonly support: 'full' | 'partial' | 'any';
  readonly discount: string;
  readonly order: string;
}

/**
 * A nearby statement that the same check must judge differently: the negative control of a claim that holds
 * (expected: refuted), a claim with one hypothesis dropped (refuted), or a refuted claim with the missing
 * hypothesis restored (holds: the check does not simply refute everything).
 */
export interface Variant {
  /** Unique within the claim, e.g. "forward-drift". */
  readonly id: string;
  readonly title: string;
  readonly expected: 'refuted' | 'holds';
  /** The hypothesis that is dropped (or restored), in words; absent for a variant that alters the conclusion. */
  readonly drops?: string;
  /** Default: the claim's own family. */
  readonly family?: Family;
  readonly check: Check;
  /** What the check makes of the step that the parameters name, where it alters it: a drawing runs the same sweep. */
  readonly altered?: (step: MirrorStep) => MirrorStep;
  /** For `expected: refuted`: how its certificates are made. */
  readonly witness?: WitnessMaker;
}

/** One statement in one regime (spec: the claims catalogue), defined once and read by everything. */
export interface Claim {
  /** Catalogue id, e.g. "D1". */
  readonly id: string;
  readonly title: string;
  /** The formal statement, in the project's symbols. */
  readonly statement: string;
  /** Paper equation or theorem, other literature, or "this project". */
  readonly source: string;
  readonly regime: Regime;
  readonly paper: PaperVerdict;
  readonly expected: Expected;
  /** For `expected: refuted`: `statement` is what is refuted. Anything a reader should know besides. */
  readonly remark?: string;
  /** Where instances come from. */
  readonly family: Family;
  readonly check: Check;
  /** For `expected: refuted`: how its certificates are made. */
  readonly witness?: WitnessMaker;
  /** The control comes first; every further variant drops one hypothesis. */
  readonly variants: readonly [Variant, ...Variant[]];
  /** Random instances as a multiple of the run's budget; below 1 for expensive checks. Default 1. */
  readonly effort?: number;
}
