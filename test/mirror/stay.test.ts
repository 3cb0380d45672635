import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { Rational } from '../../src/exact/rational.js';
import { RATIONALS } from '../../src/exact/rationalArithmetic.js';
import { type MirrorProblem, objective } from '../../src/mirror/mirrorStep.js';
import { parseStep } from '../../src/mirror/parseStep.js';
import { problems } from '../support/arbitraryProblem.js';

const STEPS = ['clip:1/5', 'clip:1', 'ratio-box:1/3', 'total-variation:1/10', 'unrestricted', 'supported'];

const distance = (p: readonly Rational[], q: readonly Rational[]): Rational => {
  const moved = p.map((x, a) => x.sub(q[a]));
  return RATIONALS.inner(moved, moved);
};

describe('the tie rule "stay"', () => {
  test.prop([fc.constantFrom(...STEPS), problems(4, fc.constant('stay'))], { numRuns: 1500 })(
    'takes the nearest of the maximisers that the other rules and their mixtures find',
    (name, problem) => {
      const step = parseStep(name);
      const q = step.solve(problem);
      expect(Rational.sum(q).equals(Rational.ONE)).toBe(true);
      expect(step.feasible(problem, q)).toBe(true);
      const orders = [0, 1, 2].map((shift) => problem.preference.map((_, a) => (a + shift) % problem.old.length));
      const others = orders
        .flatMap((order) => [order, order.slice().reverse()])
        .map((preference) => step.solve({ ...problem, preference, tie: 'preference' }));
      const mixtures = others.map((other) => other.map((x, a) => x.add(q[a]).div(Rational.of(2))));
      for (const other of [...others, ...mixtures]) {
        expect(objective(step, problem, q).equals(objective(step, problem, other))).toBe(true);
        expect(distance(problem.old, q).le(distance(problem.old, other))).toBe(true);
      }
    },
  );

  test.prop([fc.constantFrom(...STEPS), problems(4)])('moves nothing where M is 0', (name, { old }) => {
    const zero = old.map(() => Rational.ZERO);
    const withoutRule: MirrorProblem = {
      old,
      advantage: zero,
      parts: { gain: zero, loss: zero },
      preference: old.map((_, a) => a),
    };
    expect(
      parseStep(name)
        .solve({ ...withoutRule, tie: 'stay' })
        .join(),
    ).toBe(old.join());
    expect(parseStep(name).solve(withoutRule).join()).toBe(old.join());
  });

  test('a list of preferences in another order than 0, 1, … is followed', () => {
    const [one, zero] = [Rational.ONE, Rational.ZERO];
    const problem = { old: [Rational.of(1, 4), Rational.of(3, 4)], advantage: [zero, zero], preference: [1, 0] };
    expect(parseStep('unrestricted').solve(problem).join()).toBe([zero, one].join());
  });
});
