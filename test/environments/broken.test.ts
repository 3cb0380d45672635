import { describe, expect, test } from 'vitest';
import { checkedEnvironment } from '../../src/environments/checkedEnvironment.js';
import { EnvironmentError } from '../../src/environments/environmentError.js';
import { rollout, uniformTokens } from '../../src/environments/rollout.js';
import { defineEnvironment, type Rules } from '../../src/environments/rules.js';
import { unroll, unrollTokens } from '../../src/environments/unroll.js';
import { optimalValue } from '../../src/evaluate/optimalValue.js';

interface State {
  readonly turn: number;
  readonly hidden: number;
}

/** Sound rules, each part of which the tests below break in turn. */
const SOUND: Rules<State> = {
  name: 'sound',
  description: 'Say yes or no twice.',
  words: ['yes', 'no', 'heard', 'prompt'],
  turns: 2,
  longestResponse: 1,
  longestObservation: 1,
  returnRange: [0, 1],
  contexts: [
    { probability: '1/2', state: { turn: 1, hidden: 0 } },
    { probability: '1/2', state: { turn: 1, hidden: 1 } },
  ],
  legal: { sentences: () => ['yes', 'no'] },
  reply: ({ turn, hidden }, said) => {
    if (turn === 2) return [{ reward: (said === 'yes') === (hidden === 1) ? 1 : 0 }];
    return [{ says: 'heard', next: { turn: 2, hidden } }];
  },
};

function play(rules: Rules<State>): void {
  const environment = defineEnvironment(rules);
  for (let id = 0; id < 20; id++) rollout(environment, uniformTokens, { seed: 1, id });
}

test('the sound rules are refused by nothing', () => {
  expect(optimalValue(unroll(defineEnvironment(SOUND)).game)[0].toString()).toBe('1/2');
  expect(() => play(SOUND)).not.toThrow();
});

const half = { probability: '1/2', says: 'heard', next: { turn: 2, hidden: 0 } };

describe('refused by the sampler and by the unroller', () => {
  test.each<[string, Partial<Rules<State>>, string]>([
    [
      'probabilities that sum to 9/10',
      { reply: () => [half, { ...half, probability: '2/5' }] },
      'the probabilities of the replies to the response "yes" in state {"turn":1,"hidden":0} sum to 9/10, not to 1',
    ],
    ['no reply', { reply: () => [] }, 'sum to 0, not to 1'],
    [
      'a negative probability',
      {
        reply: () => [
          { ...half, probability: '3/2' },
          { ...half, probability: '-1/2' },
        ],
      },
      'have the probability -1/2; it must be greater than 0',
    ],
    [
      'contexts that sum to less than 1',
      { contexts: SOUND.contexts.slice(1) },
      'the probabilities of the contexts sum to 1/2, not to 1',
    ],
    ['an empty mask', { legal: { sentences: () => [] } }, 'the mask is empty after ""'],
    [
      'a mask that names a word outside the vocabulary',
      { legal: { next: () => ['yess'] } },
      'in the mask, "yess" is no word of the vocabulary (did you mean "yes"?)',
    ],
    ['a mask that never ends', { legal: { next: () => ['yes'] } }, 'beyond the longest response of 2 tokens'],
    ['a mask that repeats itself', { legal: { next: () => ['no', 'no'] } }, 'names the token "no" twice'],
    [
      'a mask that allows what the reply cannot parse',
      {
        reply: (_, said) => {
          throw new TypeError(`cannot parse ${said}`);
        },
      },
      'but the reply to it fails: TypeError: cannot parse',
    ],
    [
      'an observation that is longer than stated',
      { reply: () => [{ says: 'heard heard' }] },
      'says "heard heard", 2 tokens; the longest observation is stated as 1',
    ],
    ['an unknown word said', { reply: () => [{ says: 'herd' }] }, '(did you mean "heard"?)'],
    [
      'an episode without an end',
      { reply: ({ turn, hidden }) => [{ says: 'heard', next: { turn: turn + 1, hidden } }] },
      'an episode goes on after turn 2, its last',
    ],
    [
      'a return outside the stated range',
      { returnRange: [0, '1/2'] },
      'an episode returns 1, outside the stated range 0 … 1/2',
    ],
    ['an empty range', { returnRange: [1, 0] }, 'the return range 1 … 0 is empty'],
    ['no turns', { turns: 0 }, 'turns must be an integer of at least 1, not 0'],
    ['a repeated word', { words: ['yes', 'no', 'heard', 'yes'] }, 'the vocabulary lists "yes" twice'],
    ['a word with a blank', { words: ['yes', 'no', 'heard', 'a b'] }, 'a token is a word without blanks'],
  ])('%s', (_, change, message) => {
    const rules = { ...SOUND, ...change };
    for (const use of [
      play,
      (r: Rules<State>) => unroll(defineEnvironment(r)),
      (r: Rules<State>) => unrollTokens(defineEnvironment(r)),
    ]) {
      // The sampler may meet another state or word first; what it says of it is the same.
      const expected = use === play ? message.replace(/^.*sum to 9/, 'sum to 9') : message;
      expect(() => use(rules)).toThrow(EnvironmentError);
      expect(() => use(rules)).toThrow(expected);
    }
  });
});

describe('refused by the unroller, which knows what the policy cannot see', () => {
  test.each<[string, Partial<Rules<State>>, string]>([
    [
      'a mask that tells a hidden fact',
      { legal: { sentences: ({ hidden }) => (hidden === 0 ? ['yes'] : ['yes', 'no']) } },
      'which the policy cannot tell apart; a mask must not depend on hidden facts',
    ],
    [
      'a reward that tells a hidden fact before the end',
      {
        reply: ({ turn, hidden }) =>
          turn === 2 ? [{}] : [{ reward: hidden, says: 'heard', next: { turn: 2, hidden } }],
      },
      'read the same ("heard"), go on, and pay differently',
    ],
    [
      'two histories that read the same',
      {
        longestObservation: 3,
        longestResponse: 2,
        legal: { sentences: ({ turn }) => (turn === 1 ? ['yes'] : ['no', 'heard no']) },
        contexts: [{ state: { turn: 1, hidden: 0 } }],
        reply: ({ turn }) =>
          turn === 2
            ? [{}]
            : [
                { probability: '1/2', says: 'prompt', next: { turn: 2, hidden: 0 } },
                { probability: '1/2', says: 'prompt heard', next: { turn: 2, hidden: 1 } },
              ],
      },
      'read the same',
    ],
  ])('%s', (_, change, message) => {
    expect(() => unrollTokens(defineEnvironment({ ...SOUND, ...change }))).toThrow(message);
  });

  test('a key that forgets something gives another J*, which is how the laws catch it', () => {
    // The first word is the hidden state's only trace: remember it, or not.
    const rules: Rules<State> = {
      ...SOUND,
      reply: ({ turn, hidden }, said) =>
        turn === 1
          ? [{ says: 'heard', next: { turn: 2, hidden: said === 'no' ? 1 : 0 } }]
          : [{ reward: hidden, says: 'heard' }],
    };
    const forgetful = defineEnvironment({ ...rules, key: ({ turn }) => String(turn) });
    const best = (shareStates: boolean): string => String(optimalValue(unroll(forgetful, { shareStates }).game)[0]);
    expect(best(false)).toBe('1');
    expect(best(true)).toBe('0'); // "no" went to the node of "yes"
    const right = defineEnvironment(rules);
    expect(String(optimalValue(unroll(right, { shareStates: true }).game)[0])).toBe('1');
  });
});

test('a raw mask with an id outside the vocabulary, and a raw end token outside it', () => {
  const environment = defineEnvironment(SOUND);
  const raw = { ...environment, legalNext: () => [99] };
  expect(() => rollout(raw, uniformTokens, { seed: 1, id: 0 })).toThrow(
    'names the token id 99, outside the vocabulary of 5',
  );
  expect(() => checkedEnvironment({ ...environment, end: 5 })).toThrow('the end token names the token id 5');
  expect(checkedEnvironment(checkedEnvironment(environment))).toBe(checkedEnvironment(environment));
});
