import type { Game } from '../../game/game.js';
import type { Information } from '../../game/information.js';
import type { Instance } from '../instance.js';

/** Which distributions a policy may have: all actions possible, any of them possibly 0, or one action certain. */
export type Support = 'full' | 'any' | 'deterministic';

/** The values that each parameter may take on a game, by name. */
export type Parameters = (game: Game) => Readonly<Record<string, readonly string[]>>;

/**
 * Where a claim's instances come from, as data: the law of the random games and the complete finite family of
 * tiny ones that is enumerated first. Reports print it (`describeFamily`), so that "holds" says on what.
 */
export interface Family {
  /** Random games have up to this many turns. */
  readonly turns: number;
  /** Actions per decision node, least and most. */
  readonly actions: readonly [number, number];
  /** Chance nodes anywhere, the root included. */
  readonly chance: boolean;
  /** May random paths end before the last turn? */
  readonly earlyEnds: boolean;
  /** Random terminal rewards are integers in least … most (a few of them halves). */
  readonly rewards: readonly [number, number];
  /** Rewards on the way as well. */
  readonly edgeRewards: boolean;
  /** The discounts that occur. */
  readonly discounts: readonly string[];
  readonly information: Information;
  /** The policies of an instance, by name. */
  readonly policies: Readonly<Record<string, Support>>;
  readonly parameters: Parameters;
  /** The tiny games: complete trees with these numbers of turns, two actions each, and these terminal rewards. */
  readonly tiny: TinyFamily;
  /** All there is, in place of tiny and random games: for a claim about games of its own. */
  readonly listed?: ListedFamily;
}

/** A finite list of instances, smallest first. */
export interface ListedFamily {
  /** Which they are, in words. */
  readonly words: string;
  readonly instances: () => readonly Instance[];
}

/** The family that is enumerated completely, smallest games first. */
export interface TinyFamily {
  /** Numbers of turns, ascending. */
  readonly turns: readonly number[];
  readonly rewards: readonly string[];
  /** The distributions over two actions that a policy may have at an information set. */
  readonly distributions: readonly (readonly [string, string])[];
  /** A fair coin as a chance node: nowhere, or also once after every last action. Default: nowhere. */
  readonly coin?: boolean;
}

/** The family from which most claims start: up to 3 turns, 3 actions and chance nodes, full information, γ = 1. */
export const COMMON: Family = {
  turns: 3,
  actions: [2, 3],
  chance: true,
  earlyEnds: true,
  rewards: [-4, 4],
  edgeRewards: false,
  discounts: ['1'],
  information: { kind: 'full' },
  policies: { old: 'full' },
  parameters: () => ({}),
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1'],
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
      ['3/4', '1/4'],
    ],
  },
};

/** One sentence that states the laws of the family. */
export function describeFamily(family: Family): string {
  const { turns, actions, rewards, tiny, listed } = family;
  if (listed !== undefined) return `all of: ${listed.words}`;
  const parts = [
    `up to ${turns} turn${turns === 1 ? '' : 's'}`,
    actions[0] === actions[1] ? `${actions[0]} actions` : `${actions[0]}–${actions[1]} actions`,
    family.chance ? 'chance nodes anywhere' : 'no chance nodes',
    ...(family.earlyEnds ? ['early ends'] : []),
    `terminal rewards in ${rewards[0]}…${rewards[1]}`,
    ...(family.edgeRewards ? ['rewards on the way'] : []),
    ...(family.discounts.every((discount) => discount === '1') ? [] : [`discount ${family.discounts.join(', ')}`]),
    `${family.information.kind} information${'window' in family.information ? ` (window ${family.information.window})` : ''}`,
    ...Object.entries(family.policies).map(([name, support]) => `${name} policy with ${SUPPORT_WORDS[support]}`),
  ];
  const enumerated = `every game of ${tiny.turns.join(' or ')} turn(s), two actions, rewards in {${tiny.rewards.join(', ')}}${
    tiny.coin === true ? ', with and without a coin at the end' : ''
  } and probabilities in {${tiny.distributions.map(([p]) => p).join(', ')}}`;
  return `enumerated: ${enumerated}; random: ${parts.join(', ')}`;
}

const SUPPORT_WORDS: Readonly<Record<Support, string>> = {
  full: 'full support',
  any: 'any support',
  deterministic: 'one certain action',
};
