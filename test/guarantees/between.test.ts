import { describe, expect, it } from 'vitest';
import type { Instance } from '../../src/claims/instance.js';
import { chance, decision, game, paying, terminal } from '../../src/game/builders.js';
import type { Outcome } from '../../src/claims/outcome.js';
import { Interval } from '../../src/exact/interval.js';
import { Rational } from '../../src/exact/rational.js';
import type { Game } from '../../src/game/game.js';
import { isBetween, otherEnd, standsStillBetween } from '../../src/guarantees/between.js';
import type { Examined, Step } from '../../src/guarantees/guarantee.js';
import { EQUAL_REWARDS } from '../../src/guarantees/invariance.js';
import { Trial } from '../../src/guarantees/trial.js';
import { instanceOf, stepThrough, type Texts } from './support.js';

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

describe('a standstill between two', () => {
  const arms = game('arms', decision({ a: terminal(0), b: terminal(1) }));
  const between = (of: Game, here: Texts, there: Texts, step: Step, depends: Examined['depends']): Outcome => {
    const policies = { old: instanceOf(of, here).policies['old'], other: instanceOf(of, there).policies['old'] };
    return standsStillBetween(new Trial({ step, depends }, { game: of, policies, parameters: {} }), 'fixed-point');
  };
  const enclosed: Step = ({ game: of, probability }, { precision }) => {
    return { game: of, probability: probability.map((p) => Interval.of(p, precision)) };
  };

  it('is undecided where the signs at the ends are', () => {
    const outcome = between(arms, [['1/2', '1/2']], [['1/3', '2/3']], enclosed, 'continuously');
    expect(outcome.status).toBe('undecided');
  });

  it('is looked for at one decision between two actions only', () => {
    const turning: Step = (policy, options) => {
      const first = policy.probability[policy.game.firstEdge[policy.game.infoSets[0][0]]];
      const more = first.gt(Rational.of(2, 5));
      return stepThrough([[['1/2', '1/2']], [more ? ['3/4', '1/4'] : ['1/4', '3/4']]])(
        instanceOf(policy.game, [['1/2', '1/2']]).policies['old'],
        options,
      );
    };
    expect(between(arms, [['1/2', '1/2']], [['1/3', '2/3']], turning, 'by means').status).toBe('violated');
    const twoNodes = game(
      'one set of two',
      chance([
        ['1/2', 'x', decision({ a: terminal(0), b: terminal(1) })],
        ['1/2', 'y', decision({ a: terminal(0), b: terminal(1) })],
      ]),
      { information: { sets: { both: ['x', 'y'] } } },
    );
    expect(between(twoNodes, [['1/2', '1/2']], [['1/3', '2/3']], turning, 'by means').status).toBe('vacuous');
  });
});

describe('equal rewards', () => {
  it('say nothing of a game whose rewards differ, are paid on the way or discounted', () => {
    const stays: Step = (policy) => policy;
    const decided = (of: Game): string =>
      EQUAL_REWARDS.decide(new Trial({ step: stays }, instanceOf(of, [['1/2', '1/2']]))).status;
    const equal = decision({ a: terminal(1), b: terminal(1) });
    expect(decided(game('equal', equal))).toBe('holds');
    expect(decided(game('different', decision({ a: terminal(1), b: terminal(2) })))).toBe('vacuous');
    expect(decided(game('paid', decision({ a: paying(1, terminal(1)), b: terminal(1) })))).toBe('vacuous');
    expect(decided(game('discounted', equal, { discount: '1/2' }))).toBe('vacuous');
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
