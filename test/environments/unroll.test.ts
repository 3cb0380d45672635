import { describe, expect, test } from 'vitest';
import { TooLargeError } from '../../src/environments/environmentError.js';
import { environmentByName } from '../../src/environments/registry.js';
import { textOf } from '../../src/environments/tokens.js';
import { unroll, unrollTokens } from '../../src/environments/unroll.js';
import { optimalValue } from '../../src/evaluate/optimalValue.js';
import { labelsOf, NodeKind } from '../../src/game/game.js';

describe('an unrolled game', () => {
  const environment = environmentByName('calculator', { steps: 1, tasks: 1, reuse: true });
  const whole = unroll(environment);
  const tokens = unrollTokens(environment);

  test('labels its actions with their text', () => {
    expect(labelsOf(whole.game, 0)).toEqual([
      'add 2 and 2',
      'add 2 and 3',
      'add 3 and 3',
      'multiply 2 and 2',
      'multiply 2 and 3',
      'multiply 3 and 3',
      'answer 2',
      'answer 3',
    ]);
    expect(labelsOf(tokens.game, 0)).toEqual(['add', 'multiply', 'answer']);
  });

  test('maps decision nodes to what was read, and their edges to what is written', () => {
    const { game, histories, prefixes, responses } = whole;
    const node = game.nodeName.indexOf('multiply 2 and 3');
    expect(textOf(environment.vocabulary, histories[node] ?? [])).toBe('compute 2 * 3 multiply 2 and 3 <end> result 6');
    expect(prefixes[node]).toEqual([]);
    const said = responses.slice(game.firstEdge[node], game.firstEdge[node + 1]);
    expect(said.map((ids) => textOf(environment.vocabulary, ids ?? []))).toEqual([
      'answer 2 <end>',
      'answer 3 <end>',
      'answer 6 <end>',
    ]);
    const inside = tokens.game.nodeName.indexOf('multiply.2');
    expect(textOf(environment.vocabulary, tokens.histories[inside] ?? [])).toBe('compute 2 * 3');
    expect(textOf(environment.vocabulary, tokens.prefixes[inside] ?? [])).toBe('multiply 2');
    expect(tokens.legalNext(inside, tokens.prefixes[inside] ?? [])).toEqual([environment.vocabulary.indexOf('and')]);
  });

  test.each([
    ['response', whole],
    ['token', tokens],
  ] as const)(
    'at %s level has tokens at decisions and nowhere else',
    (_, { game, histories, responses, legalNext }) => {
      for (let i = 0; i < game.nodeCount; i++) {
        const decides = game.kind[i] === NodeKind.decision;
        expect(histories[i] !== undefined).toBe(decides);
        for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++)
          expect(responses[e] !== undefined).toBe(decides);
        if (!decides) expect(() => legalNext(i, [])).toThrow(RangeError);
      }
    },
  );

  test('draws a hidden fact by what was heard: the number to guess is uniform on what is left', () => {
    const { game } = unroll(environmentByName('guess-the-number', { numbers: 4, guesses: 2 }));
    expect(game.kind[0]).toBe(NodeKind.decision); // all contexts read the same
    const node = game.nodeName.indexOf('2');
    expect(labelsOf(game, node)).toEqual(['lower', 'correct', 'higher']);
    expect(game.chance.slice(game.firstEdge[node], game.firstEdge[node + 1]).map(String)).toEqual([
      '1/4',
      '1/4',
      '1/2',
    ]);
  });

  test('an information structure may be put on it', () => {
    const { game } = unroll(environmentByName('combination-lock', { wheels: 3, positions: 2 }), {
      information: { kind: 'truncated', window: 0 },
    });
    expect(game.infoSets.map((set) => set.length)).toEqual([1, 2, 4]);
  });
});

describe('beyond the limit', () => {
  test('a tree that is far too large is refused at once, with the ways out', () => {
    const lock = environmentByName('combination-lock', { wheels: 8, positions: 1000 });
    const refusal =
      'has more than 200000 nodes at response level, the limit; choose smaller sizes, merge equal states (shareStates: true), or estimate by sampling (monteCarloReturn)';
    expect(() => unroll(lock)).toThrow(TooLargeError);
    expect(() => unroll(lock)).toThrow(refusal);
    expect(() => unroll(environmentByName('mastermind', { pegs: 3, colours: 6, guesses: 6 }))).toThrow(refusal);
  });

  test('shared states unroll what no tree holds', () => {
    const { game, shareStates } = unroll(environmentByName('combination-lock', { wheels: 8, positions: 10 }), {
      shareStates: true,
    });
    expect([game.nodeCount, game.turns, shareStates]).toEqual([17, 8, true]);
    expect(String(optimalValue(game)[0])).toBe('1');
  });

  test('the limit counts nodes: the exact number passes, one less does not', () => {
    const lock = environmentByName('combination-lock', { wheels: 3, positions: 2 });
    const { nodeCount } = unroll(lock).game;
    expect(nodeCount).toBe(15);
    expect(unroll(lock, { limit: 15 }).game.nodeCount).toBe(15);
    expect(() => unroll(lock, { limit: 14 })).toThrow('more than 14 nodes');
    expect(() => unrollTokens(lock, { limit: 14 })).toThrow('more than 14 nodes at token level');
    expect(() => unroll(lock, { limit: 3, shareStates: true })).toThrow(
      'the limit; choose smaller sizes, or estimate by sampling (monteCarloReturn)',
    );
  });
});
