import { z } from 'zod';
import { Rational } from '../../exact/rational.js';
import { defineFamily } from '../family.js';
import { DIGITS, numeralMask } from '../numerals.js';
import { defineEnvironment } from '../rules.js';
import { size } from './sizes.js';

interface State {
  readonly hidden: number;
  readonly low: number;
  readonly high: number;
  readonly left: number;
}

/** Guess a hidden number; each guess is answered "lower", "higher" or "correct". Guesses must fit the answers so far. */
export const guessNumber = defineFamily({
  name: 'guess-the-number',
  shows:
    'Gathering information about a hidden fact: a guess that halves what is left is worth more than its own chance.',
  sizes: z.strictObject({
    numbers: size(8, 1, 10_000, 'the hidden number is one of 1 … numbers'),
    guesses: size(3, 1, 20, 'guesses'),
  }),
  build: ({ numbers, guesses }) =>
    defineEnvironment<State>({
      name: 'guess-the-number',
      description: `Find a number in 1 … ${numbers} with ${guesses} guesses.`,
      words: ['lower', 'higher', 'correct', ...DIGITS],
      turns: guesses,
      longestResponse: String(numbers).length,
      longestObservation: 1,
      returnRange: [0, 1],
      contexts: Array.from({ length: numbers }, (_, i) => ({
        probability: Rational.of(1, numbers),
        state: { hidden: i + 1, low: 1, high: numbers, left: guesses },
      })),
      legal: { next: ({ low, high }, prefix) => numeralMask(prefix, low, high) },
      reply: ({ hidden, low, high, left }, said) => {
        const guess = Number(said);
        if (guess === hidden) return [{ reward: 1, says: 'correct' }];
        const says = hidden < guess ? 'lower' : 'higher';
        if (left === 1) return [{ says }];
        const interval = hidden < guess ? { low, high: guess - 1 } : { low: guess + 1, high };
        return [{ says, next: { hidden, ...interval, left: left - 1 } }];
      },
    }),
  optimalValue: ({ numbers, guesses }) => Rational.of(Math.min(numbers, 2 ** guesses - 1), numbers),
  derivation:
    'A plan of g guesses with two ways on after each names at most 1 + 2 + … + 2^(g−1) = 2^g − 1 numbers, and halving names that many of the n: min(n, 2^g − 1)/n.',
});
