import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { Rational } from '../../src/exact/rational.js';
import { clip, clipFloor } from '../../src/mirror/clip.js';
import { inner, type MirrorProblem, type MirrorStep, objective } from '../../src/mirror/mirrorStep.js';
import {
  ratioBox,
  supported,
  totalVariation,
  totalVariationPenalty,
  unrestricted,
} from '../../src/mirror/neighbourhood.js';
import { chiSquare, euclidean } from '../../src/mirror/quadratic.js';
import { clipRanges, problems, sizes } from '../support/arbitraryProblem.js';
import { distribution } from '../support/arbitraryRational.js';
import {
  bruteClip,
  bruteClipFloor,
  bruteQuadratic,
  bruteRatioBox,
  type BruteStep,
  bruteSupported,
  bruteTotalVariation,
  bruteTotalVariationPenalty,
  bruteUnrestricted,
  defect,
  vertices,
} from '../support/bruteStep.js';

const { ZERO, ONE } = Rational;
const RUNS = { numRuns: 300 };
const none = fc.constant(ONE);

interface Case {
  readonly name: string;
  readonly size: fc.Arbitrary<Rational>;
  readonly step: (size: Rational) => MirrorStep;
  readonly brute: (size: Rational) => BruteStep;
  /** Vertex enumeration grows with the number of half-spaces. */
  readonly most: number;
}

const PIECEWISE: readonly Case[] = [
  { name: 'clip', size: clipRanges, step: clip, brute: bruteClip, most: 4 },
  { name: 'clip-floor', size: clipRanges, step: clipFloor, brute: bruteClipFloor, most: 3 },
  { name: 'ratio-box', size: clipRanges, step: ratioBox, brute: bruteRatioBox, most: 4 },
  { name: 'total-variation', size: sizes, step: totalVariation, brute: bruteTotalVariation, most: 3 },
  {
    name: 'total-variation-penalty',
    size: sizes,
    step: totalVariationPenalty,
    brute: bruteTotalVariationPenalty,
    most: 4,
  },
  { name: 'unrestricted', size: none, step: unrestricted, brute: () => bruteUnrestricted, most: 4 },
  { name: 'supported', size: none, step: supported, brute: () => bruteSupported, most: 4 },
];

describe.each(PIECEWISE)('$name against vertex enumeration', ({ size, step, brute, most }) => {
  test.prop([problems(most), size], RUNS)('optimal and feasible, however ties are broken', (problem, s) => {
    const q = step(s).solve(problem);
    expect(defect(brute(s), problem, q, false)).toBeUndefined();
    expect(step(s).feasible(problem, q)).toBe(true);
    // No importance ratio sees an action that the old policy never takes.
    if (['clip', 'clip-floor', 'ratio-box', 'supported'].includes(step(s).name.split(':')[0])) {
      expect(q.every((mass, a) => mass.isZero() || !problem.old[a].isZero())).toBe(true);
    }
  });

  test.prop([problems(most, fc.constant('adversarial' as const)), size], RUNS)(
    'adversarial ties give the least mean of M',
    (problem, s) => {
      expect(defect(brute(s), problem, step(s).solve(problem), true)).toBeUndefined();
    },
  );

  const mixture = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 30, maxLength: 30 });
  test.prop([problems(3), size, mixture], { numRuns: 100 })(
    'no mixture of feasible points does better; drift and objective agree',
    (problem, s, weights) => {
      const corners = vertices(brute(s), problem);
      const scale = corners.map((_, k) => Rational.of(weights[k % 30] + (k === 0 ? 1 : 0)));
      const total = Rational.sum(scale);
      const candidate = problem.old.map((_, a) =>
        inner(
          scale,
          corners.map((corner) => corner[a]),
        ).div(total),
      );
      expect(step(s).feasible(problem, candidate)).toBe(true);
      expect(objective(step(s), problem, candidate).equals(brute(s).objective(problem, candidate))).toBe(true);
      expect(objective(step(s), problem, candidate).le(objective(step(s), problem, step(s).solve(problem)))).toBe(true);
    },
  );

  test.prop([problems(4), size, distribution(4)], RUNS)(
    'feasible says exactly who is in the neighbourhood',
    (problem, s, masses) => {
      const n = problem.old.length;
      const rest = Rational.sum(masses.slice(n));
      const q = masses.slice(0, n).map((mass, a) => (a === 0 ? mass.add(rest) : mass));
      const inside = brute(s)
        .halfSpaces(problem)
        .every(({ normal, bound }) => inner(normal, q).le(bound));
      expect(step(s).feasible(problem, q)).toBe(inside);
    },
  );

  test('one action, no advantage at all', () => {
    const problem = { old: [ONE], advantage: [ZERO], parts: { gain: [ZERO], loss: [ZERO] }, preference: [0] };
    expect(step(ONE).solve(problem).join()).toBe('1');
    expect(step(ONE).drift(problem, [ONE]).isZero()).toBe(true);
  });
});

/** The clipped surrogate's stretches filled in order of preference instead of order of slope. */
function clipOutOfOrder(epsilon: Rational, problem: MirrorProblem): Rational[] {
  const parts = problem.parts ?? { gain: problem.advantage, loss: problem.advantage };
  const flat = { gain: parts.gain.map(() => ONE), loss: parts.loss.map(() => ZERO) };
  return clip(epsilon).solve({ ...problem, parts: flat });
}

describe('the checks can fail', () => {
  const epsilon = Rational.of(1, 5);
  const problem: MirrorProblem = {
    old: [Rational.of(1, 2), Rational.of(1, 2)],
    advantage: [ONE.neg(), ONE],
    parts: { gain: [ZERO, ONE], loss: [ONE, ZERO] },
    preference: [0, 1],
  };

  test('segments out of order are caught, with the better point', () => {
    expect(defect(bruteClip(epsilon), problem, clipOutOfOrder(epsilon, problem), false)).toMatch(/reaches .* only/);
    expect(defect(bruteClip(epsilon), problem, clip(epsilon).solve(problem), false)).toBeUndefined();
  });

  test.each([
    ['mass lost', [ZERO, Rational.of(3, 5)], /sum to 3\/5/],
    ['negative mass', [Rational.of(-1, 5), Rational.of(6, 5)], /negative mass/],
    ['outside the box', [ZERO, ONE], /outside the neighbourhood/],
  ] as const)('%s is caught', (_, q, message) => {
    expect(defect(bruteRatioBox(epsilon), problem, q, false)).toMatch(message);
  });

  test('friendly tie-breaking is caught where the adversarial one is promised', () => {
    // After the stretches of slope 1 a tenth is left, for action 0 beyond its clip range or for action 1 inside.
    const tied: MirrorProblem = {
      old: [Rational.of(1, 4), Rational.of(3, 4)],
      advantage: [ONE, ZERO],
      parts: { gain: [ONE, ONE], loss: [ZERO, ONE] },
      preference: [0, 1],
      tie: 'preference',
    };
    expect(defect(bruteClip(epsilon), tied, clip(epsilon).solve(tied), false)).toBeUndefined();
    expect(defect(bruteClip(epsilon), tied, clip(epsilon).solve(tied), true)).toMatch(/as good with a lower mean/);
    expect(
      defect(bruteClip(epsilon), tied, clip(epsilon).solve({ ...tied, preference: [1, 0] }), true),
    ).toBeUndefined();
  });
});

describe.each([
  ['euclidean', euclidean, (problem: MirrorProblem) => problem.old.map(() => ONE)],
  ['chi-square', chiSquare, (problem: MirrorProblem) => problem.old],
] as const)('%s against all active sets', (_, step, weightOf) => {
  test.prop([problems(4), sizes], RUNS)(
    'the solution is the one point that meets the KKT conditions',
    (problem, lambda) => {
      const q = step(lambda).solve(problem);
      const solutions = new Set(bruteQuadratic(lambda, weightOf(problem), problem).map((x) => x.join(' ')));
      expect([...solutions]).toEqual([q.join(' ')]);
      expect(step(lambda).feasible(problem, q)).toBe(true);
    },
  );

  test.prop([problems(4), sizes, distribution(4)], RUNS)(
    'no candidate does better; the drift is its formula',
    (problem, lambda, masses) => {
      const n = problem.old.length;
      const weight = weightOf(problem);
      const allowed = masses.slice(0, n).map((mass, a) => (weight[a].isZero() ? ZERO : mass));
      const total = Rational.sum(allowed);
      fc.pre(!total.isZero());
      const q = allowed.map((mass) => mass.div(total));
      const squares = q.map((mass, a) => (weight[a].isZero() ? ZERO : mass.sub(problem.old[a]).pow(2).div(weight[a])));
      expect(
        step(lambda)
          .drift(problem, q)
          .equals(Rational.sum(squares).mul(lambda).div(Rational.of(2))),
      ).toBe(true);
      expect(
        objective(step(lambda), problem, q).le(objective(step(lambda), problem, step(lambda).solve(problem))),
      ).toBe(true);
    },
  );
});
