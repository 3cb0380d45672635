import { describe, expect, it } from 'vitest';
import { verifyStep } from '../../src/certificate/exchange.js';
import {
  add,
  div,
  Fraction,
  fractionOf,
  isLess,
  isZero,
  mul,
  type Num,
  ONE,
  sub,
  sum,
  ZERO,
} from '../../src/certificate/number.js';
import { Rejected } from '../../src/certificate/refusal.js';
import type { Problem, Sample } from '../../src/certificate/rule.js';
import { stepOf } from '../../src/certificate/rules/steps.js';
import { Random } from '../../src/claims/generate/random.js';

// The exchange test against brute force: a concave objective that is linear between bends is greatest at a corner, where
// all masses but one are at a bend or a bound.

const whole = (n: number): Fraction => new Fraction(BigInt(n));
const text = (x: Num): string => String(x);

interface Form {
  readonly name: string;
  readonly bends: (p: Num, samples: readonly Sample[]) => readonly Num[];
  readonly feasible: (p: readonly Num[], q: readonly Num[]) => boolean;
  readonly worth: (p: Num, q: Num, samples: readonly Sample[]) => Num;
}

const E = fractionOf('1/5', 'ε');
const HIGH = fractionOf('2/5', 'high');
const linear = (_: Num, q: Num, samples: readonly Sample[]): Num =>
  mul(q, sum(samples.map(({ gain, loss }) => sub(gain, loss))));
const supported = (p: readonly Num[], q: readonly Num[]): boolean => q.every((x, a) => !isZero(p[a]) || isZero(x));
const least = (x: Num, y: Num): Num => (isLess(x, y) ? x : y);
const most = (x: Num, y: Num): Num => (isLess(x, y) ? y : x);
const between = (low: Num, x: Num, high: Num): boolean => !isLess(x, low) && !isLess(high, x);

/** Σ p·(gain·min(ρ, (1+high)/c) − loss·max(ρ, (1−ε)/c)), c = 1 unless the ratio is joint. */
const clipped =
  (isJoint: boolean, high: Num) =>
  (p: Num, q: Num, samples: readonly Sample[]): Num =>
    isZero(p)
      ? ZERO
      : sum(
          samples.flatMap(({ gain, loss, all }) => {
            const c = isJoint ? all : ONE;
            if (isZero(c)) return [];
            const ratio = div(q, p);
            const [top, bottom] = [div(add(ONE, high), c), div(sub(ONE, E), c)];
            return [mul(p, sub(mul(gain, least(ratio, top)), mul(loss, most(ratio, bottom))))];
          }),
        );

const ends = (p: Num, samples: readonly Sample[], high: Num, isJoint: boolean): Num[] =>
  samples.flatMap(({ all }) => {
    const c = isJoint ? all : ONE;
    return isZero(c) ? [] : [div(mul(p, add(ONE, high)), c), div(mul(p, sub(ONE, E)), c)];
  });

const moved = (p: readonly Num[], q: readonly Num[]): Num => sum(q.map((x, a) => most(ZERO, sub(x, p[a]))));

const FORMS: readonly Form[] = [
  { name: 'unrestricted', bends: () => [], feasible: () => true, worth: linear },
  { name: 'supported', bends: () => [], feasible: supported, worth: linear },
  {
    name: 'ratio-box:1/5',
    bends: (p) => [mul(p, sub(ONE, E)), mul(p, add(ONE, E))],
    feasible: (p, q) => q.every((x, a) => between(mul(p[a], sub(ONE, E)), x, mul(p[a], add(ONE, E)))),
    worth: linear,
  },
  { name: 'clip:1/5', bends: (p, own) => ends(p, own, E, false), feasible: supported, worth: clipped(false, E) },
  {
    name: 'clip:1/5:2/5',
    bends: (p, own) => ends(p, own, HIGH, false),
    feasible: supported,
    worth: clipped(false, HIGH),
  },
  { name: 'clip-joint:1/5', bends: (p, own) => ends(p, own, E, true), feasible: supported, worth: clipped(true, E) },
  {
    name: 'clip-floor:1/5',
    bends: (p, own) => ends(p, own, E, false),
    feasible: (p, q) => supported(p, q) && q.every((x, a) => !isLess(x, mul(p[a], sub(ONE, E)))),
    worth: clipped(false, E),
  },
  {
    name: 'total-variation:1/5',
    bends: (p) => [p, add(p, E), sub(p, E)],
    feasible: (p, q) => !isLess(E, moved(p, q)),
    worth: linear,
  },
  {
    name: 'total-variation-penalty:1',
    bends: (p) => [p],
    feasible: () => true,
    worth: (p, q, own) => sub(linear(p, q, own), div(isLess(q, p) ? sub(p, q) : sub(q, p), whole(2))),
  },
];

function randomProblem(random: Random): Problem {
  const n = 2 + random.int(0, 1);
  const weights = Array.from({ length: n }, () => whole(random.int(0, 3)));
  const total = sum(weights);
  if (isZero(total)) return randomProblem(random);
  const number = (): Num => new Fraction(BigInt(random.int(0, 4)), BigInt(1 + random.int(0, 1)));
  const samples = weights.map(() =>
    Array.from({ length: 1 + random.int(0, 1) }, (): Sample => {
      const value = number();
      const isGain = random.int(0, 1) === 0;
      return { gain: isGain ? value : ZERO, loss: isGain ? ZERO : value, all: number() };
    }),
  );
  return { p: weights.map((weight) => div(weight, total)), reach: ONE, samples };
}

/** Every point with all masses but one at a bend, 0 or 1. */
function corners({ bends }: Form, { p, samples }: Problem): Num[][] {
  const stops = p.map((mass, a) => [ZERO, ONE, ...bends(mass, samples[a])].filter((x) => between(ZERO, x, ONE)));
  const fill = (rest: readonly (readonly Num[])[]): Num[][] =>
    rest.length === 0 ? [[]] : rest[0].flatMap((x) => fill(rest.slice(1)).map((others) => [x, ...others]));
  return stops.flatMap((_, free) =>
    fill(stops.map((own, a) => (a === free ? [ZERO] : own))).flatMap((point) => {
      const left = sub(ONE, sum(point));
      return isLess(left, ZERO) ? [] : [point.with(free, left)];
    }),
  );
}

const accepts = (name: string, problem: Problem, q: readonly Num[]): boolean => {
  try {
    verifyStep(stepOf(name), problem, q, 'here');
    return true;
  } catch (error) {
    if (error instanceof Rejected) return false;
    throw error;
  }
};

describe('the exchange test', () => {
  it.each(FORMS.map((form) => [form.name, form] as const))('finds the argmax of %s, and nothing else', (name, form) => {
    const random = new Random(5);
    const seen = { argmax: 0, worse: 0, outside: 0 };
    for (let run = 0; run < 80; run++) {
      const problem = randomProblem(random);
      const { p, samples } = problem;
      const worth = (q: readonly Num[]): Num => sum(q.map((x, a) => form.worth(p[a], x, samples[a])));
      const all = corners(form, problem);
      const inside = all.filter((q) => form.feasible(p, q));
      if (inside.length === 0) continue;
      const best = inside.map(worth).reduce(most);
      const half = (x: readonly Num[], y: readonly Num[]): Num[] => x.map((own, a) => div(add(own, y[a]), whole(2)));
      const candidates = [p, ...all, ...all.slice(1).map((q, n) => half(q, all[n])), half(p, all[0])];
      for (const q of candidates) {
        const isArgmax = form.feasible(p, q) && isZero(sub(worth(q), best));
        seen[isArgmax ? 'argmax' : form.feasible(p, q) ? 'worse' : 'outside'] += 1;
        expect({ p: p.map(text), q: q.map(text), is: accepts(name, problem, q) }).toMatchObject({ is: isArgmax });
      }
    }
    expect(seen.argmax).toBeGreaterThan(50);
    expect(seen.worse).toBeGreaterThan(50);
    if (name !== 'unrestricted' && name !== 'total-variation-penalty:1') expect(seen.outside).toBeGreaterThan(20);
  });

  it.each(['euclidean:2', 'chi-square:2'])('finds the projection of %s, and nothing else', (name) => {
    const random = new Random(6);
    let found = 0;
    for (let run = 0; run < 300; run++) {
      const problem = randomProblem(random);
      const mean = problem.samples.map((own) => sum(own.map(({ gain, loss }) => sub(gain, loss))));
      // On each set of actions with mass the derivative is one number; the maximiser is the best of these points.
      const weights = problem.p.map((p) => (name.startsWith('euclidean') ? ONE : p));
      const drift = (q: readonly Num[]): Num =>
        sum(
          q.map((x, a) =>
            isZero(weights[a]) ? ZERO : div(mul(sub(x, problem.p[a]), sub(x, problem.p[a])), weights[a]),
          ),
        );
      const worth = (q: readonly Num[]): Num => sub(sum(q.map((x, a) => mul(x, mean[a]))), drift(q)); // λ/2 = 1
      const points = Array.from({ length: 2 ** problem.p.length - 1 }, (_, n) => {
        const on = problem.p.map((__, a) => ((n + 1) >> a) % 2 === 1 && !isZero(weights[a]));
        const total = sum(weights.filter((__, a) => on[a]));
        if (isZero(total)) return [];
        const gained = sum(problem.p.map((p, a) => (on[a] ? add(p, div(mul(weights[a], mean[a]), whole(2))) : ZERO)));
        const tau = div(sub(gained, ONE), total);
        return problem.p.map((p, a) => (on[a] ? add(p, mul(weights[a], sub(div(mean[a], whole(2)), tau))) : ZERO));
      }).filter((q) => q.length > 0 && q.every((x) => !isLess(x, ZERO)));
      const best = points.map(worth).reduce(most);
      for (const q of [problem.p, ...points]) {
        const isBest = isZero(sub(worth(q), best));
        expect(accepts(name, problem, q)).toBe(isBest);
        if (isBest) found += 1;
      }
    }
    expect(found).toBeGreaterThan(200);
  });

  it.each([
    'ratio-box',
    'ratio-box:1/5:1',
    'clip:0',
    'clip:3/2',
    'euclidean:0',
    'kl:0',
    'gradient:-1',
    'unrestricted:1',
    'clip:1/5:-1',
  ])('knows no step %s', (name) => expect(() => stepOf(name)).toThrow(Rejected));
});
