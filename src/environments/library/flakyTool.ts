import { z } from 'zod';
import { Rational } from '../../exact/rational.js';
import { defineFamily } from '../family.js';
import { DIGITS } from '../numerals.js';
import { defineEnvironment, type Reply } from '../rules.js';
import { size } from './sizes.js';

interface State {
  readonly fact: number;
  readonly callsLeft: number;
}

/**
 * Answer a question about a hidden fact. A tool that tells it may be called; a call costs 1/10 and gives the result
 * (3/5), times out and may be retried (1/5), or crashes the session, which ends at once (1/5). One may answer, and so
 * end the episode, at any turn; a right answer pays 1.
 */
export const flakyTool = defineFamily({
  name: 'flaky-tool',
  shows: 'A tool that fails: retries, early ends by either side, and episodes of different lengths.',
  sizes: z.strictObject({
    facts: size(4, 2, 1000, 'equally probable facts, numbered from 0'),
    calls: size(3, 0, 40, 'calls allowed'),
  }),
  build: ({ facts, calls }) =>
    defineEnvironment<State>({
      name: 'flaky-tool',
      description: `Find one of ${facts} facts with at most ${calls} calls of a tool that fails.`,
      words: ['call', 'answer', 'result', 'timeout', 'crash', 'right', 'wrong', ...DIGITS],
      turns: calls + 1,
      longestResponse: 1 + String(facts - 1).length,
      longestObservation: 1 + String(facts - 1).length,
      returnRange: [Rational.of(-calls, 10), 1],
      contexts: Array.from({ length: facts }, (_, fact) => ({
        probability: Rational.of(1, facts),
        state: { fact, callsLeft: calls },
      })),
      legal: {
        sentences: ({ callsLeft }) => [
          ...(callsLeft > 0 ? ['call'] : []),
          ...Array.from({ length: facts }, (_, fact) => `answer ${fact}`),
        ],
      },
      reply: ({ fact, callsLeft }, said): Reply<State>[] => {
        if (said !== 'call') return [said === `answer ${fact}` ? { reward: 1, says: 'right' } : { says: 'wrong' }];
        const next = { fact, callsLeft: callsLeft - 1 };
        const reward = '-1/10';
        return [
          { probability: '3/5', reward, says: `result ${fact}`, next },
          { probability: '1/5', reward, says: 'timeout', next },
          { probability: '1/5', reward, says: 'crash' },
        ];
      },
    }),
  optimalValue: ({ facts, calls }) => {
    const guess = Rational.of(1, facts);
    let best = guess;
    for (let left = 1; left <= calls; left++)
      best = Rational.max(guess, Rational.of(1, 2).add(best.div(Rational.of(5))));
    return best;
  },
  derivation:
    'A guess is right with probability 1/n; an answer after a result is right. With one more call, calling is worth −1/10 + 3/5·1 + 1/5·V: V₀ = 1/n, Vₖ = max(1/n, 1/2 + Vₖ₋₁/5). For n = 4: 11/20, 61/100, 311/500.',
});
