import { sweepOf, sweepOptions } from '../claims/catalogue/sweepOf.js';
import type { Instance } from '../claims/instance.js';
import { GameError } from '../game/gameError.js';
import type { Sweep, SweepOptions } from '../sweep/sweep.js';

/** Parameters that say how a sweep runs; an instance with one of them is about a sweep. */
const SWEEP_PARAMETERS = ['step', 'order', 'tie'];

/**
 * The sweep that an instance is about, run again, with how it ran; undefined when the instance is about no
 * sweep of exact steps (a KL step has enclosures instead) or has no policy "old".
 */
export function replayedSweep(instance: Instance): { sweep: Sweep; options: SweepOptions } | undefined {
  const { policies, parameters } = instance;
  if (!Object.hasOwn(policies, 'old') || !SWEEP_PARAMETERS.some((name) => Object.hasOwn(parameters, name))) return undefined;
  try {
    return { sweep: sweepOf(instance), options: sweepOptions(instance) };
  } catch (error) {
    if (error instanceof RangeError || error instanceof GameError) return undefined;
    throw error;
  }
}
