import type { Rational } from '../exact/rational.js';

/** A way in which an episode may begin: the initial context s0 of the paper. */
export interface Context<State> {
  /** Its probability, exact and greater than 0; those of all contexts sum to 1. */
  readonly probability: Rational;
  readonly state: State;
  /** The prompt: token ids that the policy reads first. May be empty. */
  readonly observation: readonly number[];
}

/** One of the ways in which the environment may reply to a response. */
export interface Outcome<State> {
  /** Its probability, exact and greater than 0; those of all replies to one response sum to 1. */
  readonly probability: Rational;
  /** Paid now. The return of an episode is the sum of its rewards, undiscounted. */
  readonly reward: Rational;
  /** Token ids that the policy reads before its next response. May be empty. */
  readonly observation: readonly number[];
  /** The state of the next turn; undefined where the episode ends. */
  readonly next: State | undefined;
}

/**
 * A multi-turn task whose policy answers with token sequences. In each turn the policy emits tokens until it
 * emits `end`; the whole sequence, `end` included, is the **response**: the action a_t of the paper. The
 * environment parses it, acts, pays and replies with observation tokens.
 *
 * The policy sees tokens only: the prompt, its responses and the observations, in order. What else the state
 * holds is hidden from it (the number to guess), and unrolling (`unroll`) averages over it exactly.
 * States are plain immutable values that JSON can hold. Token ids are indices into `vocabulary`.
 *
 * `defineEnvironment` makes one from rules that are written with words instead of ids. Everything that uses
 * an environment reads it through `checkedEnvironment`, which refuses broken rules with a clear EnvironmentError.
 */
export interface Environment<State = unknown> {
  readonly name: string;
  /** One sentence. */
  readonly description: string;
  /** The token strings: different, nonempty, without white space. */
  readonly vocabulary: readonly string[];
  /** The id of the end token, which ends every response and occurs nowhere else in it. */
  readonly end: number;
  /** T: no episode has more turns; the reply to the T-th response ends it. */
  readonly turns: number;
  /** The most tokens of a response, `end` included. */
  readonly longestResponse: number;
  /** The most tokens of a prompt or of an observation. */
  readonly longestObservation: number;
  /** No return of a whole episode lies outside: [least, most]. */
  readonly returnRange: readonly [Rational, Rational];
  readonly contexts: readonly Context<State>[];
  /**
   * The grammar mask: the ids that may follow `prefix` in a response; `end` among them where the response may
   * end. Never empty. It is part of what the policy sees, so it must not depend on anything hidden.
   */
  legalNext(state: State, prefix: readonly number[]): readonly number[];
  /** Every possible reply to a legal response (which includes its `end`). */
  respond(state: State, response: readonly number[]): readonly Outcome<State>[];
  /** Two states with equal keys have the same future: what `shareStates` merges. Usually the state as JSON. */
  key(state: State): string;
}

/** The most tokens that a policy ever has to read and write: prompt, responses and observations of a full episode. */
export function longestEpisode(environment: Environment): number {
  const { turns, longestResponse, longestObservation } = environment;
  return turns * (longestObservation + longestResponse);
}
