import { describe, expect, it } from 'vitest';
import type { Instance } from '../../src/claims/instance.js';
import { chance, decision, game, terminal } from '../../src/game/builders.js';
import { isBetween, otherEnd } from '../../src/guarantees/between.js';
import { Trial } from '../../src/guarantees/trial.js';
import { instanceOf, type Texts } from './support.js';

const GAME = game(
  'coin and arms',
  chance([
    ['1/4', 'x', decision({ a: terminal(0), b: terminal(1) })],
    ['3/4', 'y', decision({ a: terminal(2), b: terminal(0) })],
  ]),
);
const EVEN: Texts = [
  ['1/2', '1/2'],
  ['1/2', '1/2'],
];
const [ROOT] = GAME.nodeName;
const [, X] = GAME.nodeName;

describe('all games between two chances', () => {
  const end = (node: string, chances: string): string | undefined => {
    const instance = { ...instanceOf(GAME, EVEN), parameters: { 'chance-node': node, chances } };
    expect(isBetween(instance)).toBe(true);
    const other = otherEnd(instance);
    return other && `${other.game.chance.join(' ')} | ${other.policies['old'].probability.join(' ')}`;
  };

  it('have the other chances at the other end, in the game and in its policy', () => {
    expect(end(ROOT, '2/3 1/3')).toBe('2/3 1/3 0 0 0 0 | 2/3 1/3 1/2 1/2 1/2 1/2');
  });

  it.each([
    ['a node that there is not', 'nowhere', '2/3 1/3'],
    ['a decision', X, '2/3 1/3'],
    ['too many chances', ROOT, '1/3 1/3 1/3'],
    ['chances that do not sum to 1', ROOT, '2/3 2/3'],
    ['one that is 0', ROOT, '1 0'],
    ['one that is negative', ROOT, '3/2 -1/2'],
  ])('are none with %s', (_, node, chances) => {
    expect(end(node, chances)).toBeUndefined();
  });
});

describe('all policies between two', () => {
  const end = (other: Texts): Instance | undefined => {
    const { old } = instanceOf(GAME, EVEN).policies;
    const instance = { game: GAME, policies: { old, other: instanceOf(GAME, other).policies['old'] }, parameters: {} };
    return otherEnd(instance);
  };

  it('differ at one set', () => {
    const other = end([EVEN[0], ['1/3', '2/3']]);
    expect(other?.policies['old'].probability.join(' ')).toBe('1/4 3/4 1/2 1/2 1/3 2/3');
    expect(Object.keys(other?.policies ?? {})).toEqual(['old']);
  });

  it('are none where they differ at no set, or at two', () => {
    expect(end(EVEN)).toBeUndefined();
    expect(
      end([
        ['1/3', '2/3'],
        ['1/3', '2/3'],
      ]),
    ).toBeUndefined();
  });
});

describe('a trial', () => {
  it('passes on what a look in doubles throws, unless it cannot tell', () => {
    const quick = (): never => {
      throw new TypeError('a mistake in the step');
    };
    const instance = { ...instanceOf(GAME, EVEN), parameters: { tie: 'stay' } };
    expect(() => new Trial({ step: (policy) => policy, quick }, instance).quick()).toThrow(TypeError);
  });

  it('hands the tie rule, the seed and the precision to the step', () => {
    let seen: unknown;
    const instance = { ...instanceOf(GAME, EVEN), parameters: { tie: 'last', seed: '7' } };
    new Trial(
      {
        step: (policy, { tie, seed, precision }) => {
          seen = { tie, seed, precision };
          return policy;
        },
      },
      instance,
    ).after(60);
    expect(seen).toEqual({ tie: 'last', seed: 7, precision: 60 });
  });
});
