import { sweepOf, sweepOptions } from '../claims/catalogue/sweepOf.js';
import type { Instance } from '../claims/instance.js';
import type { Search } from '../claims/searches.js';
import { GameError } from '../game/gameError.js';
import type { Sweep, SweepOptions } from '../sweep/sweep.js';

/** Parameters that only a sweep has; an instance with one of them is about a sweep. A step alone may be judged without one. */
const SWEEP_PARAMETERS = ['order', 'tie'];

/**
 * The sweep that an instance of `search` is about, run again, with how it ran; undefined when the instance is about
 * no sweep of exact steps (a KL step has enclosures instead) or has no policy "old".
 */
export function replayedSweep(
  { variant }: Search,
  instance: Instance,
): { sweep: Sweep; options: SweepOptions } | undefined {
  const { policies, parameters } = instance;
  if (!Object.hasOwn(policies, 'old') || !SWEEP_PARAMETERS.some((name) => Object.hasOwn(parameters, name)))
    return undefined;
  try {
    return { sweep: sweepOf(instance, variant?.altered), options: sweepOptions(instance) };
  } catch (error) {
    if (error instanceof RangeError || error instanceof GameError) return undefined;
    throw error;
  }
}
