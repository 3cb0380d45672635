import { fc, test } from '@fast-check/vitest';
import { Decimal } from 'decimal.js';
import { describe, expect } from 'vitest';
import { decide } from '../../src/exact/certain.js';
import { directed, outward } from '../../src/exact/directed.js';
import { ExactError } from '../../src/exact/exactError.js';
import { Interval } from '../../src/exact/interval.js';
import { Rational } from '../../src/exact/rational.js';
import { anyRational, smallRational } from '../support/arbitraryRational.js';
import { compute, type Expression, expression, type System } from '../support/expression.js';
import { decimals, type Ends, intervals, inward, NoValue, rationals } from '../support/numberSystems.js';

const HIGH = 200;
/** Each reference costs milliseconds. */
const SLOW = { numRuns: 300 };
const precisions = fc.integer({ min: 2, max: 40 });

/** Undefined where the expression has no value in the system. */
function valueIn<T>(system: System<T>, e: Expression): T | undefined {
  try {
    return compute(system, e);
  } catch (error) {
    if (error instanceof NoValue || error instanceof ExactError) return undefined;
    throw error;
  }
}

/** Does [lo, hi] contain `reference`, give or take the reference's own rounding? */
function encloses({ lo, hi }: Ends, reference: Decimal): boolean {
  const D = Decimal.clone({ defaults: true, precision: HIGH });
  const slack = D.max(D.abs(reference), 1).mul('1e-150');
  return D.sub(lo, slack).lte(reference) && D.add(hi, slack).gte(reference);
}

describe('enclosures contain the exact result', () => {
  const leaves = fc.oneof(smallRational(), anyRational());
  test.prop([expression(4, false, leaves), precisions], { numRuns: 1500 })(
    'of +, −, ·, ÷ against rationals',
    (e, precision) => {
      const exact = valueIn(rationals, e);
      const enclosed = valueIn(intervals(precision), e);
      if (exact === undefined) expect(enclosed).toBeUndefined();
      else if (enclosed !== undefined) expect(enclosed.contains(exact)).toBe(true);
    },
  );

  test.prop([expression(4, true), precisions], SLOW)('with exp and ln, against 200 digits', (e, precision) => {
    const reference = valueIn(decimals(HIGH), e);
    const enclosed = reference === undefined ? undefined : valueIn(intervals(precision), e);
    fc.pre(reference !== undefined && enclosed !== undefined);
    expect(encloses(enclosed, reference)).toBe(true);
  });

  test.prop(
    [fc.bigInt({ min: 1n, max: 10n ** 30n }), fc.integer({ min: -60, max: 60 }), fc.boolean(), precisions],
    SLOW,
  )('of exp and ln at scales from 10^−60 on, also next to 0 and 1', (p, exponent, negative, precision) => {
    const scale = Rational.of(10n).pow(Math.abs(exponent));
    const size = exponent < 0 ? Rational.of(p).div(scale) : Rational.of(p).mul(scale);
    const x = negative ? size.neg() : size;
    const D = Decimal.clone({ defaults: true, precision: HIGH });
    const point = D.div(x.numerator.toString(), x.denominator.toString());
    if (x.abs().lt(Rational.of(100))) {
      const e = Interval.of(x, precision).exp();
      expect(encloses(e, D.exp(point))).toBe(true);
      // The wide point first, rounding after: the argument's own digits do not hide the rounding of exp.
      expect(encloses(Interval.of(x, 100).exp(), D.exp(point))).toBe(true);
    }
    const nearOne = Rational.ONE.add(size.inverse());
    for (const y of [size, nearOne, nearOne.inverse()]) {
      expect(
        encloses(Interval.of(y, precision).ln(), D.ln(D.div(y.numerator.toString(), y.denominator.toString()))),
      ).toBe(true);
    }
  });

  test('the same check catches intervals that are rounded inwards', () => {
    const third = { kind: 'number', value: Rational.of(1, 3) } as const;
    const two = { kind: 'number', value: Rational.of(2) } as const;
    const wrong = [
      third,
      { kind: 'exp', x: two },
      { kind: 'ln', x: two },
      { kind: 'add', x: third, y: { kind: 'mul', x: third, y: third } },
      { kind: 'div', x: two, y: third },
    ] satisfies Expression[];
    for (const e of wrong) {
      const reference = compute(decimals(HIGH), e);
      expect(encloses(compute(inward(20), e), reference)).toBe(false);
      expect(encloses(compute(intervals(20), e), reference)).toBe(true);
    }
  });
});

describe('why exp and ln get a further unit outwards', () => {
  const exact = Decimal.clone({ defaults: true, precision: HIGH });
  const cases = ['1.5', '2', '3', '7.25', '100', '0.001'].flatMap((v) => [60, 100].map((digits) => ({ v, digits })));
  test.each(cases)(
    'exp of ln $v cut to $digits digits, where decimal.js itself rounds to the wrong side',
    ({ v, digits }) => {
      const { down, up } = directed(20);
      for (const Rounded of [up, down]) {
        const x = exact.ln(v).toSignificantDigits(digits, Rounded.rounding);
        const truth = exact.exp(x);
        const computed = Rounded.exp(x);
        const bound = outward(Rounded, computed);
        expect(Rounded === up ? bound.gt(truth) : bound.lt(truth)).toBe(true);
        if (Rounded === up) expect(computed.lt(truth)).toBe(true);
      }
    },
  );

  test.prop([fc.double({ min: -50, max: 50, noNaN: true }), fc.integer({ min: 2, max: 30 })])(
    'outward bounds exp and ln of any point',
    (x, precision) => {
      const { down, up } = directed(precision);
      for (const [f, at] of [
        ['exp', new Decimal(x)],
        ['ln', exact.exp(x)],
      ] as const) {
        const truth = exact[f](at);
        if (truth.isZero() || x === 0) continue;
        expect(outward(down, down[f](at)).lt(truth)).toBe(true);
        expect(outward(up, up[f](at)).gt(truth)).toBe(true);
      }
    },
  );

  test('e^0 and ln 1 stay exact points', () => {
    expect(Interval.of(Rational.ZERO, 30).exp().compare(Interval.of(Rational.ONE, 30))).toBe('equal');
    expect(Interval.of(Rational.ONE, 30).ln().compare(Interval.of(Rational.ZERO, 30))).toBe('equal');
  });

  test.prop([fc.integer({ min: 2, max: 60 })])(
    'enclosures are narrow: e and ln 2 to a few units in the last place',
    (precision) => {
      const bound = new Decimal(`1e${2 - precision}`);
      expect(Interval.of(Rational.ONE, precision).exp().width().lt(bound)).toBe(true);
      expect(Interval.of(Rational.of(2), precision).ln().width().lt(bound)).toBe(true);
    },
  );
});

describe('parts, shares, order', () => {
  const interval = fc.tuple(smallRational(), smallRational(), precisions).map(([x, y, precision]) => ({
    low: Rational.min(x, y),
    high: Rational.max(x, y),
    enclosure: Interval.between(Rational.min(x, y), Rational.max(x, y), precision),
  }));

  test.prop([interval, smallRational()])('positive and negative part, containsZero, contains, width', (a, x) => {
    const inside = a.low.le(x) && x.le(a.high);
    if (inside) {
      expect(a.enclosure.contains(x)).toBe(true);
      expect(a.enclosure.positivePart().contains(Rational.max(x, Rational.ZERO))).toBe(true);
      expect(a.enclosure.negativePart().contains(Rational.min(x, Rational.ZERO))).toBe(true);
    }
    expect(a.enclosure.positivePart().lo.gte(0)).toBe(true);
    expect(a.enclosure.negativePart().hi.lte(0)).toBe(true);
    expect(a.enclosure.containsZero()).toBe(a.low.sign() <= 0 && a.high.sign() >= 0);
    const [lo, hi] = a.enclosure.bounds();
    expect(Rational.parse(a.enclosure.width().toFixed()).ge(hi.sub(lo))).toBe(true);
  });

  test.prop([interval, interval])('compare is certain exactly when no two points disagree', (a, b) => {
    const [[aLow, aHigh], [bLow, bHigh]] = [a.enclosure.bounds(), b.enclosure.bounds()];
    const answer = a.enclosure.compare(b.enclosure);
    expect(answer === 'less').toBe(aHigh.lt(bLow));
    expect(answer === 'greater').toBe(aLow.gt(bHigh));
    expect(answer === 'equal').toBe(aLow.equals(aHigh) && bLow.equals(bHigh) && aLow.equals(bLow));
  });

  const part = fc
    .tuple(fc.nat(12), fc.nat(12), fc.nat(12), fc.integer({ min: 1, max: 12 }), precisions)
    .map(([a, b, c, q, precision]) => {
      const [low, x, high] = [a, b, c].sort((m, n) => m - n).map((p) => Rational.of(p, q));
      return { x, enclosure: Interval.between(low, high, precision) };
    });
  test.prop([part, part])('a share encloses x/(x + y) and stays in [0, 1]', (a, b) => {
    fc.pre(!a.x.add(b.x).isZero());
    const share = a.enclosure.shareWith(b.enclosure);
    expect(share.contains(a.x.div(a.x.add(b.x)))).toBe(true);
    expect(share.lo.gte(0) && share.hi.lte(1)).toBe(true);
  });
});

describe('decide', () => {
  const enclosed = (x: Rational) => (precision: number) => Interval.of(x, precision).ln().exp();

  test('doubles the precision until the order is certain', () => {
    const seen: number[] = [];
    const close = Rational.of(3).add(Rational.of(1n, 10n ** 100n));
    const answer = decide((precision) => {
      seen.push(precision);
      return enclosed(Rational.of(3))(precision).compare(enclosed(close)(precision));
    });
    expect(answer).toBe('less');
    expect(seen).toEqual([30, 60, 120]);
  });

  test('ends at the cap as undecided for equal numbers, never with a guess', () => {
    const seen: number[] = [];
    const answer = decide(
      (precision) => {
        seen.push(precision);
        return enclosed(Rational.of(3))(precision).compare(Interval.of(Rational.of(3), precision));
      },
      { start: 30, cap: 100 },
    );
    expect(answer).toBe('undecided');
    expect(seen).toEqual([30, 60, 100]);
  });
});

describe('errors', () => {
  const around = Interval.between(Rational.of(-1), Rational.ONE, 20);
  test.each<[string, () => unknown, RegExp]>([
    ['division by an enclosure of 0', () => Interval.of(Rational.ONE, 20).div(around), /contains zero/],
    ['ln of an enclosure that reaches 0', () => around.ln(), /ln of an enclosure that reaches zero/],
    ['exp out of range', () => Interval.of(Rational.of(2_000_000), 20).exp(), /subtract the maximum first/],
    ['lo above hi', () => Interval.between(Rational.ONE, Rational.ZERO, 20), /no number lies between 1 and 0/],
    ['a negative share', () => around.shareWith(around), /not negative/],
    ['a precision beyond the table of ln 10', () => Interval.of(Rational.ONE, 961), /from 2 to 960 digits, not 961/],
    ['no precision', () => Interval.of(Rational.ONE, 0.5), /from 2 to 960/],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(ExactError);
    expect(act).toThrow(message);
  });

  test('e to a very negative number is enclosed from 0', () => {
    const far = Interval.of(Rational.of(-2_000_000), 20).exp();
    expect(far.lo.isZero()).toBe(true);
    expect(far.hi.gt(0) && far.hi.lt('1e-434294')).toBe(true);
  });

  test('ln works at the largest precision', () => {
    expect(Interval.of(Rational.of(7), 960).ln().width().lt('1e-957')).toBe(true);
  });

  test('the shared configuration of decimal.js is neither read nor changed', () => {
    const before = { precision: Decimal.precision, rounding: Decimal.rounding };
    Interval.of(Rational.of(1, 3), 77).exp();
    expect({ precision: Decimal.precision, rounding: Decimal.rounding }).toEqual(before);
    Decimal.set({ precision: 3 });
    expect(Interval.of(Rational.of(1, 3), 78).width().lt('1e-77')).toBe(true);
    Decimal.set({ precision: before.precision });
  });
});
