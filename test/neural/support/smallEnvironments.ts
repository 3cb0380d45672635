import { END } from '../../../src/environments/tokens.js';
import { defineEnvironment, type Reply } from '../../../src/environments/rules.js';
import { unrollTokens } from '../../../src/environments/unroll.js';
import type { Environment } from '../../../src/environments/environment.js';

interface Place {
  readonly turn: number;
  readonly task: string;
}

/**
 * Up to three turns, two prompts, responses of one to three tokens, and a first response that ends the episode:
 * everything that makes pools, masks and lengths differ.
 */
export const branching: Environment = defineEnvironment<Place>({
  name: 'branching',
  description: 'Say b or b b to go on, a to stop; the last words should match the task.',
  words: ['a', 'b', 'x', 'y'],
  turns: 3,
  longestResponse: 2,
  longestObservation: 1,
  returnRange: [-1, 3],
  contexts: [
    { probability: '1/2', state: { turn: 1, task: 'x' }, prompt: 'x' },
    { probability: '1/2', state: { turn: 1, task: 'y' }, prompt: 'y' },
  ],
  legal: { sentences: ({ turn }) => (turn === 1 ? ['a', 'b', 'b b'] : ['a', 'b', 'a b']) },
  reply: ({ turn, task }, said): Reply<Place>[] => {
    if (turn === 1 && said === 'a') return [{ reward: '1/2' }];
    const good = (task === 'x') === (said === 'b');
    if (turn === 3) return [{ reward: good ? 2 : '-1/2' }];
    const next = { turn: turn + 1, task };
    return [
      { probability: '3/4', reward: good ? '1/4' : 0, says: 'x', next },
      { probability: '1/4', says: 'y', next },
    ];
  },
});

/** Every episode pays 1/3. */
export const indifferent: Environment = defineEnvironment<{ turn: number }>({
  name: 'indifferent',
  description: 'Nothing matters.',
  words: ['a', 'b'],
  turns: 2,
  longestResponse: 1,
  longestObservation: 0,
  returnRange: ['1/3', '1/3'],
  contexts: [{ state: { turn: 1 } }],
  legal: { next: (_, prefix) => (prefix.length === 0 ? ['a', 'b'] : [END]) },
  reply: ({ turn }) => (turn === 2 ? [{ reward: '1/3' }] : [{ next: { turn: 2 } }]),
});

/** All histories at which a policy may be asked for a token. */
export function allHistories(environment: Environment): number[][] {
  const { histories, prefixes } = unrollTokens(environment);
  return histories.flatMap((history, node) => (history === undefined ? [] : [[...history, ...(prefixes[node] ?? [])]]));
}
