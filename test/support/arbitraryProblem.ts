import fc from 'fast-check';
import { Rational } from '../../src/exact/rational.js';
import type { MirrorProblem } from '../../src/mirror/mirrorStep.js';
import { type Tie, tieAt } from '../../src/sweep/tie.js';
import { distribution, smallRational } from './arbitraryRational.js';

export const ties: fc.Arbitrary<Tie> = fc.oneof(
  fc.constantFrom<Tie>('stay', 'first', 'last', 'adversarial'),
  fc.nat(1000).map((seed): Tie => ({ seed })),
);

/** Mostly few different values, so that ties and zeros are frequent. */
const nonNegative = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 2 }).map((k) => Rational.of(k)) },
  { weight: 1, arbitrary: smallRational().map((x) => x.abs()) },
);

/** Mirror problems with 1 … `most` actions, p_a = 0 included; one problem for each tie-breaking. */
export function problems(most: number, tie: fc.Arbitrary<Tie> = ties): fc.Arbitrary<MirrorProblem> {
  return fc.integer({ min: 1, max: most }).chain((n) => {
    const list = fc.array(nonNegative, { minLength: n, maxLength: n });
    return fc.tuple(distribution(n), list, list, tie).map(([old, gain, loss, how]) => {
      const advantage = gain.map((g, a) => g.sub(loss[a]));
      return { old, advantage, parts: { gain, loss }, ...tieAt(how, advantage, 1, 0, (x, y) => x.compare(y)) };
    });
  });
}

/** ε in (0, 1], 1 included. */
export const clipRanges: fc.Arbitrary<Rational> = fc.oneof(
  fc.constant(Rational.ONE),
  fc.integer({ min: 2, max: 10 }).chain((q) => fc.integer({ min: 1, max: q }).map((p) => Rational.of(p, q))),
);

/** Positive sizes, small and large. */
export const sizes: fc.Arbitrary<Rational> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .map(([p, q]) => Rational.of(p, q));
