import type { Rational } from '../exact/rational.js';

/** One turn of an episode, as a learner needs it. */
export interface TrajectoryTurn {
  /** All tokens that the policy had read and written before: prompt, responses, observations. */
  readonly history: readonly number[];
  /** What it then wrote, the end token included. */
  readonly response: readonly number[];
  /** Per token of the response, the mask it was chosen from, ascending. */
  readonly legal: readonly (readonly number[])[];
  /** What this response was paid. */
  readonly reward: Rational;
  /** What the environment said to it. */
  readonly observation: readonly number[];
}

/** A whole episode. */
export interface Trajectory {
  /** Names the episode within its run; nothing depends on its position in a list. */
  readonly id: number;
  /** The prompt: its position in `promptsOf`. Episodes of one prompt form a group (GRAE). */
  readonly prompt: number;
  /** The context that was drawn: its position in `Environment.contexts`. The policy does not see it. */
  readonly context: number;
  readonly turns: readonly TrajectoryTurn[];
  /** R(τ): the sum of the rewards, exact; `toDouble()` for a network. */
  readonly pathReturn: Rational;
}
