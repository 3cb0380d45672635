import type { GroupedTrajectory } from './sampleGroups.js';

/** One response of a trajectory, and where it lies in the trajectory's tokens. */
export interface Response {
  /** t, from 1. */
  readonly turn: number;
  /** Position of its first token. */
  readonly start: number;
  readonly length: number;
  /** Per token, the mask that it was chosen from. */
  readonly legal: readonly (readonly number[])[];
  /** What it was paid. */
  readonly reward: number;
}

/** A trajectory as a learner sees it: numbers, ready for an engine. */
export interface Sample {
  readonly id: number;
  readonly group: number;
  /** Prompt, responses and observations up to the last response. */
  readonly tokens: Int32Array;
  readonly responses: readonly Response[];
  /** R(τ). */
  readonly return: number;
}

/** The trajectory with its exact rewards rounded to doubles. */
export function sampleOf({ trajectory, group }: GroupedTrajectory): Sample {
  const last = trajectory.turns[trajectory.turns.length - 1];
  return {
    id: trajectory.id,
    group,
    tokens: Int32Array.from([...last.history, ...last.response]),
    responses: trajectory.turns.map(({ history, response, legal, reward }, n) => ({
      turn: n + 1,
      start: history.length,
      length: response.length,
      legal,
      reward: reward.toDouble(),
    })),
    return: trajectory.pathReturn.toDouble(),
  };
}

/** One entry of a turn pool D_t: a response and, unless it stands in for a turn that is missing, its own advantage. */
export interface PoolEntry {
  readonly sample: Sample;
  readonly response: Response;
  /** The turn whose pool this is; differs from `response.turn` for a copy. */
  readonly turn: number;
  /** A copy of the last response for a turn that the trajectory does not have: its advantage is 0. */
  readonly copy: boolean;
}

/** D_t: the samples that have turn t, in their order; with `copy-of-last` the others too, by their last response. */
export function turnPool(samples: readonly Sample[], turn: number, missing: 'none' | 'copy-of-last'): PoolEntry[] {
  return samples.flatMap((sample): PoolEntry[] => {
    const own = sample.responses[turn - 1];
    if (own !== undefined) return [{ sample, response: own, turn, copy: false }];
    if (missing === 'none') return [];
    return [{ sample, response: sample.responses[sample.responses.length - 1], turn, copy: true }];
  });
}
