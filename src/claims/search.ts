import type { Game } from '../game/game.js';
import type { Check } from './claim.js';
import type { Family } from './generate/family.js';
import { Random, streamSeed } from './generate/random.js';
import { randomInstance } from './generate/randomInstance.js';
import { shrinkByTwo, shrinkInstance } from './generate/shrink.js';
import { tinyInstances } from './generate/tinyInstances.js';
import type { Instance } from './instance.js';
import type { Violation } from './outcome.js';

/** A violated instance and what was violated. */
export interface Counterexample {
  readonly instance: Instance;
  readonly violation: Violation;
}

/** What checking a stretch of instances found. Counts are of distinct checks; shrinking is not counted. */
export interface Tally {
  readonly checked: number;
  /** Instances on which a hypothesis of the claim was false. */
  readonly vacuous: number;
  /** Instances on which the interesting case occurred. */
  readonly strict: number;
  readonly undecided: number;
  readonly counterexample?: Counterexample;
}

/** The tally of no instances. */
export const NOTHING = { checked: 0, vacuous: 0, strict: 0, undecided: 0 } satisfies Tally;

/** Instances in one block of a random search: the unit of work for workers and shards. */
export const BLOCK = 250;

/** Checks the family's tiny instances, smallest first, until one is violated. */
export function searchTiny(check: Check, family: Family): Tally {
  return tally(check, family, tinyInstances(family));
}

/**
 * Checks `count` random instances of block `block`; the stream's seed depends on the run's seed, the name of
 * the search and the block, so that the result does not depend on who runs it. The first violation is shrunk, except on a
 * `game` of the user's: there it must stay a counterexample on that game.
 */
export function searchBlock(
  check: Check,
  family: Family,
  stream: { readonly seed: number; readonly name: string; readonly block: number },
  count = BLOCK,
  game?: Game,
): Tally {
  const random = new Random(streamSeed(stream.seed, `${stream.name}/${stream.block}`));
  const instances = function* (): Generator<Instance> {
    for (let n = 0; n < count; n++) yield randomInstance(random, family, game);
  };
  return tally(check, family, instances(), game === undefined);
}

function tally(check: Check, family: Family, instances: Iterable<Instance>, shrinks = true): Tally {
  const counts = { checked: 0, vacuous: 0, strict: 0, undecided: 0 };
  for (const instance of instances) {
    const outcome = check(instance);
    counts.checked += 1;
    if (outcome.status === 'vacuous') counts.vacuous += 1;
    else if (outcome.status === 'undecided') counts.undecided += 1;
    else if (outcome.status === 'violated') {
      const found = { instance, violation: outcome };
      return { ...counts, counterexample: shrinks ? smallest(check, family, found) : found };
    } else if (outcome.strict) counts.strict += 1;
  }
  return counts;
}

/** `smallest`, and two edits at a time where one does not help: slow, for counterexamples that are stored. */
export function smallestByTwo(check: Check, family: Family, found: Counterexample): Counterexample {
  const start = smallest(check, family, found);
  for (const instance of shrinkByTwo(start.instance, family)) {
    const violation = check(instance);
    if (violation.status === 'violated') return smallestByTwo(check, family, { instance, violation });
  }
  return start;
}

/** Shrinks greedily: as long as a simpler neighbour is violated too, go on from it. */
export function smallest(check: Check, family: Family, found: Counterexample): Counterexample {
  for (const instance of shrinkInstance(found.instance, family)) {
    const violation = check(instance);
    if (violation.status === 'violated') return smallest(check, family, { instance, violation });
  }
  return found;
}
