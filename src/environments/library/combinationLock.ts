import { z } from 'zod';
import { Rational } from '../../exact/rational.js';
import { defineFamily } from '../family.js';
import { DIGITS, numeralMask } from '../numerals.js';
import { defineEnvironment } from '../rules.js';
import { size } from './sizes.js';

interface State {
  readonly wheel: number;
  readonly right: boolean;
}

/** Set the wheels one after the other; each answers "click", right or wrong, and only the last tells. */
export const combinationLock = defineFamily({
  name: 'combination-lock',
  shows: 'Sparse reward: one combination pays, and nothing on the way tells which.',
  sizes: z.strictObject({
    wheels: size(4, 1, 50, 'wheels, one a turn'),
    positions: size(3, 2, 1000, 'positions of a wheel, numbered from 0; more than 10 take several tokens'),
  }),
  build: ({ wheels, positions }) =>
    defineEnvironment<State>({
      name: 'combination-lock',
      description: `A lock of ${wheels} wheels with ${positions} positions each.`,
      words: ['click', 'open', 'shut', ...DIGITS],
      turns: wheels,
      longestResponse: String(positions - 1).length,
      longestObservation: 1,
      returnRange: [0, 1],
      contexts: [{ state: { wheel: 1, right: true } }],
      legal: { next: (_, prefix) => numeralMask(prefix, 0, positions - 1) },
      reply: ({ wheel, right }, said) => {
        const stillRight = right && Number(said) === wheel % positions;
        if (wheel < wheels) return [{ says: 'click', next: { wheel: wheel + 1, right: stillRight } }];
        return [stillRight ? { reward: 1, says: 'open' } : { reward: 0, says: 'shut' }];
      },
    }),
  optimalValue: () => Rational.ONE,
  derivation: 'Wheel w opens at position w mod positions; setting all of them pays 1, and no episode pays more.',
});
