import { type Fraction, fractionOf, mul, type Num, ONE, sub, ZERO } from '../number.js';
import { Rejected, Uncovered } from '../refusal.js';
import type { Problem, Slope, Step } from '../rule.js';
import { clip } from './clip.js';
import { gradient } from './gradient.js';
import { kl } from './kl.js';
import { quadratic } from './quadratic.js';
import { meansOf } from './samples.js';
import { penalty, totalVariation } from './totalVariation.js';

/** How many sizes a step's name has, and the step. */
type Form = readonly [least: number, most: number, (sizes: readonly Fraction[], name: string) => Step];

const FORMS: Readonly<Record<string, Form>> = {
  unrestricted: [0, 0, () => linear(() => [ZERO, ONE])],
  supported: [0, 0, () => linear((p) => [ZERO, p.sign() === 0 ? ZERO : ONE])],
  'ratio-box': [1, 1, ([e]) => linear((p) => [mul(p, sub(ONE, e)), mul(p, e.plus(ONE))])],
  clip: [1, 2, clip],
  'clip-floor': [1, 2, clip],
  'clip-joint': [1, 2, clip],
  euclidean: [1, 1, quadratic],
  'chi-square': [1, 1, quadratic],
  'total-variation': [1, 1, totalVariation],
  'total-variation-penalty': [1, 1, penalty],
  gradient: [1, 2, gradient],
  kl: [1, 1, kl],
};

/** The step of that name, e.g. "clip:1/5" or "gradient:1:1,20" (the lengths of the actions). */
export function stepOf(text: string): Step {
  const [name, ...sizes] = text.split(':');
  if (!Object.hasOwn(FORMS, name)) throw new Uncovered(`the step ${text}`);
  const [least, most, make] = FORMS[name];
  if (sizes.length < least || sizes.length > most) throw new Rejected(`the step ${text} has other sizes`);
  return make(
    sizes.flatMap((size) => size.split(',')).map((size) => fractionOf(size, text)),
    name,
  );
}

/** Σ_a q_a·E[M|a] between bounds of q_a. */
function linear(bounds: (p: Num) => readonly [Num, Num]): Step {
  return {
    slopes: (problem: Problem) =>
      meansOf(problem).map((mean, a): Slope => {
        const [least, most] = bounds(problem.p[a]);
        return { least, most, left: mean, right: mean };
      }),
  };
}
