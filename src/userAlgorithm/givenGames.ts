import { Random, streamSeed } from '../claims/generate/random.js';
import { randomPolicy } from '../claims/generate/randomPolicy.js';
import { fromTree, toTree } from '../claims/generate/instanceTree.js';
import type { Instance } from '../claims/instance.js';
import { ExactError } from '../exact/exactError.js';
import { gameFromJson } from '../game/buildGame.js';
import type { Game } from '../game/game.js';
import { GameError } from '../game/gameError.js';
import type { GameSpec } from '../game/gameSpec.js';
import { guaranteeById } from '../guarantees/guarantees.js';
import { type Policy, uniformPolicy } from '../policy/policy.js';
import { PolicyError } from '../policy/policyError.js';
import { policyFromJson, type PolicySpec } from '../policy/policyFile.js';
import { smallest, tryInstances } from '../search/search.js';
import { INFORMATION } from '../search/world.js';
import { TIES } from '../sweep/tie.js';
import { type CheckCounterexample, checkCounterexampleToJson } from './checkCounterexample.js';
import type { CheckRegime } from './checkTask.js';
import type { Examined, Guarantee } from '../guarantees/guarantee.js';
import type { Named } from './runCheckTask.js';
import { StepFailure } from './stepFailure.js';

/** A game of the user's, perhaps with a policy on it. */
export interface GivenGame {
  /** The file or library name that it came from. */
  readonly from: string;
  readonly game: GameSpec;
  readonly policy?: PolicySpec;
}

/** What a guarantee comes to on one game: over its policy, or over the policies tried. */
export interface GivenOutcome {
  readonly from: string;
  readonly guarantee: string;
  readonly regime: CheckRegime;
  /**
   * `breaks` on some policy; else undecided, or not defined, on some; else its premise was false on all; else `holds`.
   * `failed`: the step went wrong.
   */
  readonly outcome: 'holds' | 'breaks' | 'undecided' | 'premise false' | 'not defined' | 'failed';
  /** The tie rule with which it breaks: "stay" where that one does. */
  readonly tie?: string;
  readonly policies: number;
  readonly counterexample?: CheckCounterexample;
  readonly reason?: string;
}

/** Policies that are tried on a game that comes without one, after the uniform one. */
const DRAWN = 40;

/** The kinds of information under which a game is looked at: its own, or all that were asked for where it has none. */
export function informationOf(game: Game, asked: readonly CheckRegime['information'][]): CheckRegime['information'][] {
  const { kind } = game.information;
  if (kind === 'full') return game.isTree ? [...asked] : asked.filter((one) => one === 'full');
  return asked.filter((one) => one === (kind === 'shared' ? 'shared' : 'truncated'));
}

/**
 * The instances that a given game makes in a regime; none where it does not fit: another information structure of its
 * own, more turns than the regime has, or a policy that tells apart what the regime does not.
 */
export function givenInstances(given: GivenGame, { information, turns }: CheckRegime, seed: number): Instance[] {
  const game = gameFromJson(given.game);
  if (!informationOf(game, [information]).includes(information) || (turns === 'single' && game.turns > 1)) return [];
  const policies = given.policy === undefined ? triedOn(game, given.from, seed) : [policyFromJson(game, given.policy)];
  return policies.flatMap((old) => seenAs(old, information) ?? []);
}

function triedOn(game: Game, from: string, seed: number): Policy[] {
  const random = new Random(streamSeed(seed, `given/${from}`));
  return [uniformPolicy(game), ...Array.from({ length: DRAWN }, () => randomPolicy(random, game, 'full'))];
}

/** The policy on the game with this information; undefined where no tree or no policy is left. */
function seenAs(old: Policy, information: CheckRegime['information']): Instance | undefined {
  const parameters = { tie: 'stay', seed: '1' };
  const { game } = old;
  if (information === 'full' || game.information.kind !== 'full') return { game, policies: { old }, parameters };
  try {
    const head = { name: game.name, discount: game.discount, information: INFORMATION[information] };
    const made = fromTree(toTree({ game, policies: { old }, parameters }), head, ['old']);
    return { ...made, parameters };
  } catch (error) {
    if (error instanceof GameError || error instanceof PolicyError || error instanceof ExactError) return undefined;
    throw error;
  }
}

/** All guarantees of a regime on the given games: "stay" first, then the other tie rules; counterexamples are shrunk. */
export function lookAtGames(
  { name, examined }: Named,
  games: readonly GivenGame[],
  guarantees: readonly string[],
  regime: CheckRegime,
  seed: number,
): GivenOutcome[] {
  return games.flatMap((given) => {
    const instances = givenInstances(given, regime, seed);
    if (instances.length === 0) return [];
    const wanted = guarantees.map(guaranteeById).filter(({ applies }) => applies(regime));
    return wanted.map((guarantee): GivenOutcome => {
      const about = { from: given.from, guarantee: guarantee.id, regime, policies: instances.length };
      try {
        return outcomeOn(name, examined, guarantee, regime, instances, about);
      } catch (error) {
        if (!(error instanceof StepFailure)) throw error;
        return { ...about, outcome: 'failed', reason: error.message };
      }
    });
  });
}

function outcomeOn(
  name: string,
  examined: Examined,
  guarantee: Guarantee,
  regime: CheckRegime,
  instances: readonly Instance[],
  about: Omit<GivenOutcome, 'outcome'>,
): GivenOutcome {
  for (const tie of TIES) {
    const tied = instances.map((instance) => ({ ...instance, parameters: { ...instance.parameters, tie } }));
    const [finding] = tryInstances(examined, [guarantee], regime, tied);
    const { counterexample, counts, reason } = finding;
    if (counterexample !== undefined) {
      const shrunk = smallest(examined, guarantee, counterexample);
      const file = checkCounterexampleToJson(
        { algorithm: name, guarantee: guarantee.id, regime },
        shrunk,
        examined.step,
      );
      return { ...about, outcome: 'breaks', tie, counterexample: file };
    }
    if (tie !== 'stay') continue;
    const outcome = withoutBreak(counts);
    if (outcome !== 'holds') return { ...about, outcome, ...(reason === undefined ? {} : { reason }) };
  }
  return { ...about, outcome: 'holds' };
}

function withoutBreak(counts: {
  readonly checked: number;
  readonly vacuous: number;
  readonly undecided: number;
  readonly refused: number;
}): GivenOutcome['outcome'] {
  if (counts.undecided > 0) return 'undecided';
  if (counts.refused > 0) return 'not defined';
  return counts.vacuous === counts.checked ? 'premise false' : 'holds';
}
