import { chance, decision, game, paying, terminal } from '../builders.js';
import type { Game } from '../game.js';
import type { NodeSpec } from '../gameSpec.js';
import type { LibraryGame } from './libraryGame.js';

/**
 * Answer a question with an unreliable tool, at most `calls` times. A call costs 1/10 and returns a result
 * (3/5), times out so that it may be retried (1/5), or crashes the session (1/5). An answer from a result
 * pays 1, a guess 1/4.
 */
export function toolUseGame(calls: number): Game {
  return game('tool-use', asking(calls));
}

function asking(callsLeft: number): NodeSpec {
  const guess = terminal('1/4');
  if (callsLeft === 0) return decision({ answer: guess });
  const call = chance([
    ['3/5', 'result', decision({ answer: terminal(1), ignore: guess })],
    ['1/5', 'timeout', asking(callsLeft - 1)],
    ['1/5', 'crash', terminal(0)],
  ]);
  return decision({ answer: guess, call: paying('-1/10', call) });
}

/** Three calls. */
export const toolUse: LibraryGame = {
  id: 'tool-use',
  shows: 'Stochastic tool results, retries and early ends: paths have between one and four turns.',
  optimalValue: '311/500',
  derivation:
    'Without calls V = 1/4. With one more, calling is worth −1/10 + 3/5·1 + 1/5·V = 1/2 + V/5: 11/20, then 61/100, then 311/500, each more than the guess.',
  build: () => toolUseGame(3),
};
