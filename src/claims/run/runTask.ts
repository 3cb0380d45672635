import { confirmOfClaim } from '../certificate.js';
import { EstimateError } from '../../estimate/estimateError.js';
import type { Game } from '../../game/game.js';
import { GameError } from '../../game/gameError.js';
import { type CounterexampleFile, counterexampleToJson, instanceFromJson, readFixture } from '../counterexampleFile.js';
import type { Claim } from '../claim.js';
import { BLOCK, NOTHING, searchBlock, searchTiny, type Tally } from '../search.js';
import { type Search, searchByKey } from '../searches.js';
import type { Task } from './task.js';

/** What one task found: a `Tally` whose counterexample is data. */
export interface Part {
  readonly task: string;
  readonly checked: number;
  readonly vacuous: number;
  readonly strict: number;
  readonly undecided: number;
  readonly counterexample?: CounterexampleFile;
  /** Why the claim does not apply to the user's game. */
  readonly refused?: string;
}

/** Runs one task to its end. A pure function of task, seed and game: it does not matter who runs it, or when. */
export function runTask(task: Task, seed: number, game?: Game): Part {
  const search = searchByKey(task.search);
  const refused = game === undefined ? undefined : whyNotOn(search.claim, game);
  if (refused !== undefined) return { task: task.id, ...NOTHING, refused };
  try {
    const { counterexample, ...counts } = tallyOf(task, search, seed, game);
    if (counterexample === undefined) return { task: task.id, ...counts };
    const confirmation = confirmOfClaim(search, counterexample);
    return { task: task.id, ...counts, counterexample: counterexampleToJson(search.key, counterexample, confirmation) };
  } catch (error) {
    // On a game of the user's, a check may need what the game does not have (single paths, say), or be too large.
    if (game !== undefined && (error instanceof GameError || error instanceof EstimateError))
      return { task: task.id, ...NOTHING, refused: error.message };
    throw error;
  }
}

/** Why the claim says nothing about this game, or undefined when it does. */
function whyNotOn(claim: Claim, game: Game): string | undefined {
  if (claim.family.listed !== undefined) return `it is about games of its own: ${claim.family.listed.words}`;
  const { information } = claim.regime;
  const { kind } = game.information;
  if (information !== 'any' && information !== (kind === 'sets' ? 'truncated' : kind)) {
    return `it is about ${information} information, the game has ${kind === 'sets' ? 'information sets of its own' : kind}`;
  }
  return undefined;
}

function tallyOf(task: Task, search: Search, seed: number, game: Game | undefined): Tally {
  const { check, family, key } = search;
  switch (task.kind) {
    case 'tiny':
      return searchTiny(check, family);
    case 'block':
      return searchBlock(check, family, { seed, name: key, block: task.block }, task.count);
    case 'game':
      return searchBlock(check, family, { seed, name: `${key}/game`, block: task.block }, task.count, game);
    case 'hunt':
      return hunt(search, seed, task.count);
    case 'fixture':
      return replayFixture(search, readFixture(search.key));
  }
}

function hunt({ check, family, key }: Search, seed: number, count: number): Tally {
  let total = searchTiny(check, family);
  for (let block = 0; block * BLOCK < count && total.counterexample === undefined; block++) {
    const next = searchBlock(check, family, { seed, name: key, block }, Math.min(BLOCK, count - block * BLOCK));
    total = sum(total, next);
  }
  return total;
}

/** A missing fixture counts as nothing checked; one that is no counterexample any more as checked without one. */
export function replayFixture({ check }: Pick<Search, 'check'>, file: CounterexampleFile | undefined): Tally {
  if (file === undefined) return NOTHING;
  const instance = instanceFromJson(file);
  const violation = check(instance);
  return violation.status === 'violated'
    ? { ...NOTHING, checked: 1, counterexample: { instance, violation } }
    : { ...NOTHING, checked: 1 };
}

/** Counts added up; the counterexample is the first one's, else the second's. */
function sum(a: Tally, b: Tally): Tally {
  const counterexample = a.counterexample ?? b.counterexample;
  return {
    checked: a.checked + b.checked,
    vacuous: a.vacuous + b.vacuous,
    strict: a.strict + b.strict,
    undecided: a.undecided + b.undecided,
    ...(counterexample === undefined ? {} : { counterexample }),
  };
}
