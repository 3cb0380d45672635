import { describe, expect, it } from 'vitest';
import { AlgorithmError } from '../../src/algorithm/algorithmError.js';
import { Interval } from '../../src/exact/interval.js';
import { Rational } from '../../src/exact/rational.js';
import { buildGame } from '../../src/game/buildGame.js';
import { type Policy, uniformPolicy } from '../../src/policy/policy.js';
import type { UserStep } from '../../src/userAlgorithm/defineStep.js';
import { policyOf } from '../../src/userAlgorithm/givenPolicy.js';
import { guardedStep } from '../../src/userAlgorithm/guardedStep.js';
import { StepFailure } from '../../src/userAlgorithm/stepFailure.js';

const leaf = (reward: string): object => ({ reward });
const turn = (a: object, b: object): object => ({
  actions: [
    { label: 'a', to: a },
    { label: 'b', to: b },
  ],
});
const build = (root: object, information: object = {}): ReturnType<typeof buildGame> =>
  buildGame({ version: 1, name: 'test', root, ...information } as Parameters<typeof buildGame>[0]);

const bandit = build(turn(leaf('0'), leaf('1')));
const shared = build(turn(turn(leaf('0'), leaf('1')), leaf('2')), { information: { shared: 0 } });
const coin = build({
  chance: [
    { label: 'heads', probability: '1/2', to: turn(leaf('0'), leaf('1')) },
    { label: 'tails', probability: '1/2', to: leaf('2') },
  ],
});

const OPTIONS = { tie: 'first', seed: 1, precision: 30 } as const;
const texts = (probability: readonly { toString(): string }[]): string[] => probability.map(String);

describe('what a step may return', () => {
  it.each([
    ['a policy', uniformPolicy(bandit)],
    ['exact text a set', [['1/2', '0.5']]],
    ['names', { root: { b: Rational.of(1, 2), a: '1/2' } }],
    ['edges', { probability: ['1/2', Rational.of(1, 2)] }],
  ])('%s', (_, given) => {
    expect(texts(policyOf(given, bandit).probability)).toEqual(['1/2', '1/2']);
  });

  it('enclosures whose sum can be 1, whole numbers, and chances left out', () => {
    const third = Interval.of(Rational.of(1, 3), 20);
    expect(() => policyOf([[third, Interval.of(Rational.of(2, 3), 20)]], bandit)).not.toThrow();
    expect(texts(policyOf([[0, 1n]], bandit).probability)).toEqual(['0', '1']);
    expect(texts(policyOf([[1, 0]], coin).probability)).toEqual(['1/2', '1/2', '1', '0']);
  });

  it.each([
    [undefined, bandit, 'it returned nothing, not a policy'],
    [Promise.resolve([]), bandit, 'it returned a promise'],
    [[[0.5, 0.5]], bandit, 'at "root" action "a" has the double 0.5, which is not exact'],
    [[['1/3', '1/3']], bandit, 'at "root" the probabilities sum to 2/3, not to 1 (a 1/3, b 1/3)'],
    [[['3/2', '-1/2']], bandit, 'at "root" action "b" has the negative probability -1/2'],
    [[['1/2']], bandit, 'at "root" it returned 1 probabilities for 2 actions'],
    [[['x', '1']], bandit, 'at "root" action "a" has "x", which is no exact number'],
    [[], bandit, 'it returned 0 distributions for 1 information sets (root)'],
    [{ root: { a: '1' } }, bandit, 'at "root" action "b" has no probability; write 0'],
    [{ root: { a: '1', c: '0' } }, bandit, 'at "root" there is no action "c"'],
    [{}, bandit, 'it returned nothing for "root"'],
    [{ probability: ['1'] }, bandit, 'its policy has 1 probabilities for the 2 edges'],
    [{ probability: ['1/4', '3/4', '1', '0'] }, coin, 'at the chance node "root" outcome "heads" has probability 1/4'],
    [
      { probability: ['1/2', '1/2', '1', '0'] },
      shared,
      'the nodes "root" and "a" are one information set ("any turn"), but action "a" has probability 1/2 at one and 1 at the other',
    ],
    [[[Interval.of(Rational.of(1, 3), 20), Rational.of(1, 3)]], bandit, 'at "root" the probabilities sum to'],
  ])('not %j', (given, game, message) => {
    expect(() => policyOf(given, game)).toThrow(message);
  });
});

describe('a guarded step', () => {
  const failure = (step: UserStep, policy: Policy = uniformPolicy(bandit)): StepFailure => {
    try {
      guardedStep(step)(policy, OPTIONS);
    } catch (error) {
      if (error instanceof StepFailure) return error;
      throw error;
    }
    throw new Error('it did not fail');
  };

  it('passes on what is right, and tells a watcher before and after', () => {
    const seen: string[] = [];
    const step = guardedStep((_, policy) => policy, {
      starts: ({ game }) => seen.push(game.name),
      ends: () => seen.push('end'),
    });
    expect(texts(step(uniformPolicy(bandit), OPTIONS).probability)).toEqual(['1/2', '1/2']);
    expect(seen).toEqual(['test', 'end', 'test', 'end']);
  });

  it('holds the game on which it went wrong, and says where in the file it threw', () => {
    const found = failure(() => {
      throw new TypeError('no\nsuch turn');
    });
    expect(found).toMatchObject({ kind: 'threw', policy: { game: bandit } });
    expect(found.message).toMatch(/^it threw TypeError: no such turn \(.*guardedStep\.test\.ts:\d+:\d+\)$/);
    expect(failure(() => [['1', '1']]).kind).toBe('no policy');
  });

  it('finds a step that says something else the second time', () => {
    let calls = 0;
    const found = failure(() => [[calls++ % 2, calls % 2] as [0, 1]]);
    expect(found.kind).toBe('not deterministic');
    expect(found.message).toContain('gave action "a" at "root" first 0, then 1');
  });

  it('is given what it cannot spoil', () => {
    const found = failure((_, policy) => {
      (policy.probability as Rational[])[0] = Rational.ONE;
      return policy;
    });
    expect(found.message).toContain('read only');
    expect(texts(uniformPolicy(bandit).probability)).toEqual(['1/2', '1/2']);
  });

  it('passes on that a step is not defined on a game', () => {
    const step: UserStep = () => {
      throw new AlgorithmError('needs two turns');
    };
    expect(() => guardedStep(step)(uniformPolicy(bandit), OPTIONS)).toThrow(AlgorithmError);
  });
});
