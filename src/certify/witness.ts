import type { Real } from '../exact/real.js';
import type { Game } from '../game/game.js';
import type { Json } from '../game/printJson.js';
import type { Policy } from '../policy/policy.js';
import type { RealPolicy } from '../sweep/klSweep.js';

/**
 * What an iteration's updates claim to be, in the words of the certificate format: each what estimator, step, order and
 * carry make (`computed`, and `computed-by-token`); some candidate of the step's neighbourhood; or a policy as some step
 * returned it, of which nothing is claimed.
 */
export type UpdateWords =
  ComputedWords | { readonly kind: 'candidate'; readonly step: string } | { readonly kind: 'as-returned' };

/** The words of updates that can be checked. */
export interface ComputedWords {
  readonly kind: 'computed' | 'computed-by-token';
  /** E.g. "joint", "grae:2", "return-batch-std:1x3:n" (`estimatorName`). */
  readonly estimator: string;
  /** E.g. "clip:1/5", "gradient:1:1,20" (`surrogateName`). */
  readonly step: string;
  /** The turns that were updated together, in the order of the updates. */
  readonly order: readonly (readonly number[])[];
  /** "exact", "clipped:ε", or "in-force": means under the policy in force, as `sweep` takes them. */
  readonly carry: string;
  /** What a history got that the policy in force does not reach. */
  readonly unreached: 'argmax' | 'kept' | 'anything';
  /** The policy around which the updates were made, if not π_k: a name among the witness's policies. */
  readonly around?: string;
  /** The share of the way from π_k to the updates' policy that was gone. Default: all of it. */
  readonly share?: string;
  readonly safeguard?: { readonly epsilon: string; readonly halvings: string };
}

/** One information set's update as it was made. */
export interface WitnessUpdate {
  readonly turns: readonly number[];
  /** The set's name, and its labels in the order of the distribution. */
  readonly set: string;
  readonly labels: readonly string[];
  readonly distribution: readonly Real[];
}

/** One iteration as it was run: what it claims, what each update made in order, and the policy after it. */
export interface WitnessIteration {
  readonly update: UpdateWords;
  readonly updates: readonly WitnessUpdate[];
  readonly policy: RealPolicy;
}

/** A statement of the certificate format, and what belongs to it, by name. */
export interface WitnessStatement {
  readonly id: string;
  readonly [parameter: string]: Json;
}

/**
 * All that a certificate holds, in this project's own types: what was run, recorded and never run again, and the
 * statement that fails on it.
 */
export interface Witness {
  readonly game: Game;
  readonly statement: WitnessStatement;
  /** "old", and whatever else the statement needs. */
  readonly policies: Readonly<Record<string, Policy>>;
  readonly iterations: readonly WitnessIteration[];
  /** The iteration on the game that the statement compares with. */
  readonly twin?: WitnessIteration;
}
