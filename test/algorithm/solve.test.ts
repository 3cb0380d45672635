import { describe, expect, it } from 'vitest';
import { AlgorithmError } from '../../src/algorithm/algorithmError.js';
import { solve } from '../../src/algorithm/solve.js';
import type { UpdateProblem } from '../../src/algorithm/updateProblem.js';
import { Rational } from '../../src/exact/rational.js';
import { type Real, RealArithmetic } from '../../src/exact/real.js';
import { RootSum } from '../../src/exact/rootSum.js';
import type { MirrorProblem, MirrorStep } from '../../src/mirror/mirrorStep.js';

const REALS = new RealArithmetic(30);
const root = (n: number): Real => RootSum.root(Rational.of(n));

/** A problem of three actions whose samples have these estimates. */
function problemOf(...estimates: Real[]): UpdateProblem<Real> {
  const third = Rational.of(1, 3);
  return {
    old: [third, third, third],
    samples: estimates.map((x) => [
      { weight: Rational.ONE, factor: Rational.ONE, estimate: { gain: x, loss: Rational.ZERO } },
    ]),
    reach: Rational.ONE,
    tie: 'first',
    turn: 1,
    set: 0,
    name: 'root',
  };
}

/** A step of one's own, which keeps what it was asked. */
function ownStep(ordinal: boolean): { step: MirrorStep; asked: MirrorProblem[] } {
  const asked: MirrorProblem[] = [];
  const step: MirrorStep = {
    name: 'own',
    needsParts: false,
    ordinal,
    solve: (problem) => {
      asked.push(problem);
      return problem.old.slice();
    },
    drift: () => Rational.ZERO,
    feasible: () => true,
  };
  return { step, asked };
}

describe('a step of one’s own, with estimates that are roots', () => {
  it('is given their ranks where only the order matters', () => {
    const { step, asked } = ownStep(true);
    solve(REALS, problemOf(root(3), root(2), root(3)), { kind: 'mirror', step });
    expect(asked.map(({ advantage }) => advantage.map(String))).toEqual([['1', '0', '1']]);
  });

  it('is refused where their sizes matter too', () => {
    const { step } = ownStep(false);
    expect(() => solve(REALS, problemOf(root(3), root(2), Rational.ONE), { kind: 'mirror', step })).toThrow(
      AlgorithmError,
    );
  });

  it('is given rationals as they are', () => {
    const { step, asked } = ownStep(true);
    solve(REALS, problemOf(Rational.of(7), Rational.of(-1, 2), Rational.ZERO), { kind: 'mirror', step });
    expect(asked.map(({ advantage }) => advantage.map(String))).toEqual([['7', '-1/2', '0']]);
  });
});

describe('a gradient step', () => {
  it('leaves a distribution the very same where all estimates are equal, roots too', () => {
    const problem = problemOf(root(2), root(2), root(2));
    expect(solve(REALS, problem, { kind: 'gradient', size: Rational.ONE })).toBe(problem.old);
  });
});
