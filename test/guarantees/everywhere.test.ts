import { expect, test } from 'vitest';
import { Rational } from '../../src/exact/rational.js';
import { decision, game, terminal } from '../../src/game/builders.js';
import { MONOTONE, MONOTONE_EVERYWHERE } from '../../src/guarantees/improvement.js';
import { DOUBLES, Trial } from '../../src/guarantees/trial.js';
import { instanceOf, stepThrough, type Texts } from './support.js';

/** The step learns to end at once, and to err where it then never comes. */
const GAME = game('early end', decision({ stop: terminal(2), go: decision({ good: terminal(1), bad: terminal(0) }) }));
const OLD: Texts = [
  ['1/2', '1/2'],
  ['1/2', '1/2'],
];
const worse: Texts = [
  ['1', '0'],
  ['1/4', '3/4'],
];
const better: Texts = [
  ['1', '0'],
  ['3/4', '1/4'],
];

test('monotone everywhere looks behind what the new policy never does, where J does not', () => {
  const check = (guarantee: typeof MONOTONE, next: Texts): unknown =>
    guarantee.check(stepThrough([OLD, next]))(instanceOf(GAME, OLD));
  expect(check(MONOTONE, worse)).toEqual({ status: 'holds', strict: true });
  expect(check(MONOTONE_EVERYWHERE, worse)).toMatchObject({
    status: 'violated',
    left: { value: '1/4' },
    right: { value: '1/2' },
    gap: '1/4',
    where: 'history go',
  });
  expect(check(MONOTONE_EVERYWHERE, better)).toEqual({ status: 'holds', strict: true });
});

test('the look in doubles leaves the same history to the exact check, and its margin is negative', () => {
  const examined = (next: Texts): Trial => {
    const step = stepThrough([OLD, next]);
    const { game: of, policies, parameters } = instanceOf(GAME, OLD);
    const { probability } = step(policies['old'], { tie: 'stay', seed: 1, precision: 30 });
    const quick = (): { game: typeof of; probability: ReturnType<typeof DOUBLES.of>[] } => {
      return { game: of, probability: probability.map((p) => DOUBLES.of(p instanceof Rational ? p : Rational.ZERO)) };
    };
    return new Trial({ step, quick }, { game: of, policies, parameters: { ...parameters, tie: 'stay' } });
  };
  expect(MONOTONE.quick?.(examined(worse))).toEqual({ status: 'holds', strict: true });
  expect(MONOTONE_EVERYWHERE.quick?.(examined(worse))).toBeUndefined();
  expect(MONOTONE_EVERYWHERE.quick?.(examined(better))).toEqual({ status: 'holds', strict: true });
  expect(MONOTONE.margin?.(examined(worse))).toBeGreaterThan(0);
  expect(MONOTONE_EVERYWHERE.margin?.(examined(worse))).toBeLessThan(0);
});
