// In a project of your own: import { defineEnvironment } from 'seeupo'.
import { defineEnvironment } from '../../src/environments/rules.js';

/** Everything that the rules need to know. The policy sees none of it, only words. */
interface State {
  readonly size: string;
  readonly milk: string;
  readonly turn: number;
}

const SIZES = ['small', 'large'];
const MILKS = ['oat', 'cow'];
const TURNS = 3;

/** Order a coffee for a customer: ask about size and milk, which costs 1/10 a question, then order once. */
export const coffee = defineEnvironment<State>({
  name: 'coffee',
  description: 'Find out what a customer wants, and order it.',
  words: ['hello', 'ask', 'size', 'milk', 'order', ...SIZES, ...MILKS, 'pardon', 'thanks', 'no'],
  turns: TURNS,
  longestResponse: 3,
  longestObservation: 1,
  returnRange: ['-1/5', 1],
  contexts: SIZES.flatMap((size) =>
    MILKS.map((milk) => ({ probability: '1/4', state: { size, milk, turn: 1 }, prompt: 'hello' })),
  ),
  legal: {
    sentences: ({ turn }) => [
      ...(turn < TURNS ? ['ask size', 'ask milk'] : []),
      ...SIZES.flatMap((size) => MILKS.map((milk) => `order ${size} ${milk}`)),
    ],
  },
  reply: (state, said) => {
    const { size, milk, turn } = state;
    if (said === `order ${size} ${milk}`) return [{ reward: 1, says: 'thanks' }];
    if (said.startsWith('order')) return [{ says: 'no' }];
    const next = { ...state, turn: turn + 1 };
    return [
      { probability: '4/5', reward: '-1/10', says: said === 'ask size' ? size : milk, next },
      { probability: '1/5', reward: '-1/10', says: 'pardon', next },
    ];
  },
});
