import type { Game } from '../game/game.js';
import type { Information } from '../game/information.js';
import { MAX_NODES } from '../game/limits.js';
import { checkedEnvironment } from './checkedEnvironment.js';
import type { Environment } from './environment.js';
import { grow } from './grow.js';

/** How to unroll. */
export interface UnrollOptions {
  /**
   * Merge decision nodes of a turn whose states have equal keys (equal beliefs, where states are hidden). The game
   * may then be far smaller than the tree of histories; its J* is the same, and a policy on it is one that looks at
   * the state only. Default false.
   */
  readonly shareStates?: boolean;
  /** The most nodes; default and maximum `MAX_NODES`. */
  readonly limit?: number;
  /** What the policy sees; default everything. Windows need a tree, so they exclude `shareStates`. */
  readonly information?: Information;
}

/** A game made from an environment, and the tokens behind its nodes and edges. */
export interface Unrolled<State = unknown> {
  readonly environment: Environment<State>;
  readonly game: Game;
  /** What an action is: a whole response, or one token. */
  readonly level: 'response' | 'token';
  /** Were equal states merged? Then `histories` holds one history of the several that lead to a node. */
  readonly shareStates: boolean;
  /** Per node: all tokens before this turn's response (prompt, responses, observations); undefined at other nodes than decisions. */
  readonly histories: readonly (readonly number[] | undefined)[];
  /** Per node: the tokens of this turn's response so far; always empty at response level, undefined as `histories`. */
  readonly prefixes: readonly (readonly number[] | undefined)[];
  /** Per edge: the tokens that the policy emits, a whole response with its end token or a single token; undefined on chance edges. */
  readonly responses: readonly (readonly number[] | undefined)[];
  /** The mask at decision node `node` after `prefix` (which starts with the node's own prefix), ascending. Throws RangeError at other nodes. */
  readonly legalNext: (node: number, prefix: readonly number[]) => readonly number[];
}

/**
 * The exact game of an environment with one decision node a turn and one action for each legal response, labelled
 * with its text ("add 3 and 4"). A node is what the policy has read: where states are hidden, chance draws each
 * reply with its posterior probability, so that the game has full information and its J* is that of policies which
 * see tokens only. Rewards of a last turn are paid at the terminal node, others on the edge of the reply.
 * Throws TooLargeError beyond the limit, EnvironmentError when the rules are broken.
 */
export function unroll<State>(environment: Environment<State>, options: UnrollOptions = {}): Unrolled<State> {
  return unrolled(environment, 'response', options);
}

/** As `unroll`, with a decision node for every token: a turn of the game is a token, and its action labels are token strings. */
export function unrollTokens<State>(environment: Environment<State>, options: UnrollOptions = {}): Unrolled<State> {
  return unrolled(environment, 'token', options);
}

function unrolled<State>(
  environment: Environment<State>,
  level: Unrolled['level'],
  options: UnrollOptions,
): Unrolled<State> {
  const { shareStates = false, limit = MAX_NODES, information } = options;
  return grow(checkedEnvironment(environment), { level, shareStates, limit: Math.min(limit, MAX_NODES), information });
}
