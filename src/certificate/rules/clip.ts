import { add, div, type Fraction, isLess, isZero, MINUS, mul, type Num, ONE, sub, sum, ZERO } from '../number.js';
import { Rejected } from '../refusal.js';
import type { Sample, Step } from '../rule.js';

/**
 * Σ_a p_a·E[min(ρM, clip(ρ, 1 − ε, 1 + high)·M)] with ρ = q_a/p_a (Eq. 6): a sample with M ≥ 0 adds its slope up to
 * ρ = 1 + high, one with M < 0 from ρ = 1 − ε on. "clip-joint" clips ρ·c, c the ratio of all turns updated so far.
 * Without support no sample, so q_a = 0; "clip-floor" keeps q_a ≥ (1 − ε)·p_a as well.
 */
export function clip([low, high = low]: readonly Fraction[], name: string): Step {
  if (low.sign() <= 0 || isLess(ONE, low) || high.sign() <= 0) throw new Rejected(`${name}: a range that is none`);
  const [bottom, top] = [sub(ONE, low), add(ONE, high)];
  return {
    slopes: ({ p, samples }, q) =>
      samples.map((all, a) => {
        const least = name === 'clip-floor' ? mul(p[a], bottom) : ZERO;
        if (isZero(p[a])) return { least: ZERO, most: ZERO, left: ZERO, right: ZERO };
        const ratio = div(q[a], p[a]);
        const bends = (sample: Sample): readonly [Num, Num] => {
          const c = name === 'clip-joint' ? sample.all : ONE;
          return [mul(ratio, c), c];
        };
        const slope = (gains: (x: Num) => boolean, loses: (x: Num) => boolean): Num =>
          sum(
            all.flatMap((sample) => {
              const [x, c] = bends(sample);
              if (isZero(c)) return [];
              return [...(gains(x) ? [sample.gain] : []), ...(loses(x) ? [mul(MINUS, sample.loss)] : [])];
            }),
          );
        const left = slope(
          (x) => !isLess(top, x),
          (x) => isLess(bottom, x),
        );
        const right = slope(
          (x) => isLess(x, top),
          (x) => !isLess(x, bottom),
        );
        return { least, most: ONE, left, right };
      }),
  };
}
