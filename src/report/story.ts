import { type CounterexampleFile, instanceFromJson } from '../claims/counterexampleFile.js';
import type { Instance } from '../claims/instance.js';
import { type Search, searchByKey } from '../claims/searches.js';
import type { SweepOptions } from '../sweep/sweep.js';
import { replayedSweep } from './replayedSweep.js';
import type { NamedPolicies } from './treeLines.js';
import { type ChangedSet, changedAtWill, traceSweep, type TurnTrace } from './traceSweep.js';
import { carriedTable } from './carriedTable.js';

/** A counterexample with everything that explains it; texts and drawings are derived from it. */
export interface Story {
  readonly search: Search;
  readonly instance: Instance;
  /** The instance's policies, and "new" where a sweep made one. */
  readonly policies: NamedPolicies;
  readonly violation: CounterexampleFile['violation'];
  /** What each turn did, where the instance is about a sweep. */
  readonly sweep?: SweepStory;
}

/** The sweep of a story, turn by turn. */
export interface SweepStory {
  readonly options: SweepOptions;
  readonly turns: readonly TurnTrace[];
  /** What histories took another distribution than their update's, where the claim allows any. */
  readonly changed: readonly ChangedSet[];
  /** M_t on every path, as columns of text; for small games in reverse order. */
  readonly carried?: string;
}

/**
 * Reads a counterexample and runs its sweep again. Throws RangeError when the claim or variant that it names is
 * not there, GameError or PolicyError when it holds no instance.
 */
export function storyOf(file: CounterexampleFile): Story {
  const search = searchByKey(file.search);
  const instance = instanceFromJson(file);
  const replayed = replayedSweep(search, instance);
  const { policies } = instance;
  if (replayed === undefined) return { search, instance, policies, violation: file.violation };
  const { sweep, options } = replayed;
  const turns = traceSweep(sweep, options.order);
  const carried = options.order === 'reverse' ? carriedTable(sweep, turns) : undefined;
  return {
    search,
    instance,
    policies: 'new' in policies ? policies : { ...policies, new: sweep.policy },
    violation: file.violation,
    sweep: { options, turns, changed: changedAtWill(sweep), ...(carried === undefined ? {} : { carried }) },
  };
}
