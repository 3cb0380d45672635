import { z } from 'zod';
import { Rational } from '../../exact/rational.js';
import { defineFamily } from '../family.js';
import { defineEnvironment, type Reply } from '../rules.js';
import { DIGITS } from '../numerals.js';
import { size } from './sizes.js';

interface State {
  readonly turn: number;
  /** Pays with probability (rank + 1)/(arms + 1) in the end. */
  readonly rank: number;
  readonly day: number;
}

/** The arm pulled in the first turn pays in the last; in between one may take a snack, worth 1/10, or say nothing. */
export const delayedCredit = defineFamily({
  name: 'delayed-credit-bandit',
  shows: 'Credit over a delay: the first response decides a reward that comes turns later, among small distractions.',
  sizes: z.strictObject({
    arms: size(2, 2, 10, 'arms of the bandit'),
    delay: size(2, 0, 50, 'turns between the pull and its payment'),
    days: size(2, 1, 2, 'prompts; on day 1 the arms pay in reverse order'),
  }),
  build: ({ arms, delay, days }) => {
    const paid = (rank: number, reward: string): Reply<State>[] => {
      const total = Rational.parse(reward);
      return [
        { probability: Rational.of(rank + 1, arms + 1), reward: total.add(Rational.ONE), says: 'jackpot' },
        { probability: Rational.of(arms - rank, arms + 1), reward: total, says: 'blank' },
      ];
    };
    return defineEnvironment<State>({
      name: 'delayed-credit-bandit',
      description: `A bandit of ${arms} arms whose payment comes ${delay} turns after the pull.`,
      words: ['day', 'pull', 'snack', 'waiting', 'jackpot', 'blank', ...DIGITS],
      turns: delay + 1,
      longestResponse: 2,
      longestObservation: 2,
      returnRange: [0, Rational.of(delay, 10).add(Rational.ONE)],
      contexts: Array.from({ length: days }, (_, day) => ({
        probability: Rational.of(1, days),
        state: { turn: 1, rank: 0, day },
        prompt: `day ${day}`,
      })),
      legal: {
        sentences: ({ turn }) => (turn > 1 ? ['', 'snack'] : Array.from({ length: arms }, (_, arm) => `pull ${arm}`)),
      },
      reply: ({ turn, rank, day }, said) => {
        const [, pulled] = said.split(' ');
        const now = turn > 1 ? rank : day === 0 ? Number(pulled) : arms - 1 - Number(pulled);
        const reward = said === 'snack' ? '1/10' : '0';
        if (turn > delay) return paid(now, reward);
        return [{ reward, says: 'waiting', next: { turn: turn + 1, rank: now, day } }];
      },
    });
  },
  optimalValue: ({ arms, delay }) => Rational.of(arms, arms + 1).add(Rational.of(delay, 10)),
  derivation: 'The best arm of n pays 1 with probability n/(n + 1), and snacks do not interfere: n/(n + 1) + delay/10.',
});
