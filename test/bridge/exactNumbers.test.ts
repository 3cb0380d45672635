import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../src/bridge/bridgeError.js';
import { exactAdvantages } from '../../src/bridge/exactAdvantages.js';
import { exactGae } from '../../src/bridge/exactGae.js';
import type { ExactAdvantage } from '../../src/bridge/exactNormalisation.js';
import { clippedTerm, penaltyTerm, scoreTerm } from '../../src/bridge/exactTerms.js';
import { compared, limited, REALS, rootOf, sizeOf } from '../../src/bridge/reals.js';
import { boundsOf } from '../../src/exact/real.js';
import { Rational } from '../../src/exact/rational.js';
import type { Real } from '../../src/exact/real.js';
import type { Normalisation } from '../../src/neural/algorithm/advantageRule.js';
import type { GroupedTrajectory } from '../../src/neural/rollout/sampleGroups.js';

const q = (text: string): Rational => Rational.parse(text);
const { ONE, ZERO } = Rational;
const FINE = Rational.of(1, 10n ** 30n);
/** Are all numbers in the enclosure within 10^−30 of x? */
function isNear(x: Real, y: Rational): boolean {
  return boundsOf(x).every((end) => end.sub(y).abs().lt(FINE));
}

/** One-turn trajectories with these returns, a group each. */
function played(...groups: string[][]): GroupedTrajectory[] {
  return groups.flatMap((returns, group) =>
    returns.map((text, n) => {
      const pathReturn = q(text);
      const turn = { history: [7], response: [1, 2], legal: [[1], [2]], reward: pathReturn, observation: [] };
      const trajectory = { id: 10 * group + n, prompt: 0, context: 0, turns: [turn], pathReturn };
      return { trajectory, group };
    }),
  );
}

describe('Â with a deviation', () => {
  const by = (kind: 'group-deviation' | 'batch-deviation', how: object = {}): Normalisation => ({
    ...{ kind, divisor: 'n-1', stabiliser: 0, threshold: 0, whenZero: 'zero' },
    ...how,
  });
  const of = (normalisation: Normalisation, ...groups: string[][]): ExactAdvantage[] => [
    ...exactAdvantages(played(...groups), {
      kind: 'return',
      baseline: 'group-mean',
      single: 'zero',
      normalisation,
    }).values(),
  ];
  const valuesOf = (...how: Parameters<typeof of>): Real[] => of(...how).map(({ value }) => value);

  it('encloses the root: 0 and 1 are ∓1/√2 with n − 1', () => {
    const [low, high] = valuesOf(by('group-deviation'), ['0', '1']);
    expect(isNear(REALS.mul(low, low), q('1/2'))).toBe(true);
    expect([compared(low, ZERO), compared(high, ZERO)]).toEqual([-1, 1]);
  });

  it('is rational where the root is: 0 and 2 are ∓1 with n, and ∓1/2 with a stabiliser of 1', () => {
    expect(valuesOf(by('group-deviation', { divisor: 'n' }), ['0', '2']).map(String)).toEqual(['-1', '1']);
    const stable = by('group-deviation', { divisor: 'n', stabiliser: 1 });
    expect(valuesOf(stable, ['0', '2']).map(String)).toEqual(['-1/2', '1/2']);
    expect(of(stable, ['0', '2']).map(({ scale }) => scale.toString())).toEqual(['1', '1']);
  });

  it('over the group and over the batch are two things', () => {
    const groups = [
      ['0', '2'],
      ['0', '20'],
    ];
    expect(valuesOf(by('group-deviation', { divisor: 'n' }), ...groups).map(String)).toEqual(['-1', '1', '-1', '1']);
    const batch = valuesOf(by('batch-deviation', { divisor: 'n' }), ...groups);
    // −1, 1, −10, 10 over √(202/4)
    expect(isNear(REALS.mul(batch[3], batch[3]), q('100').div(q('101/2')))).toBe(true);
  });

  it('of equal numbers, of one number, below the threshold, and clamped', () => {
    expect(valuesOf(by('group-deviation'), ['3', '3']).map(String)).toEqual(['0', '0']);
    expect(valuesOf(by('group-deviation'), ['3']).map(String)).toEqual(['0']);
    const plain = by('group-deviation', { divisor: 'n', threshold: 1, whenZero: 'unscaled' });
    expect(valuesOf(plain, ['0', '1'], ['0', '2'], ['0', '4']).map(String)).toEqual([
      '-1/2',
      '1/2',
      '-1',
      '1',
      '-1',
      '1',
    ]);
    const clamped = by('group-deviation', { divisor: 'n', clamp: 0.5 });
    expect(valuesOf(clamped, ['0', '2']).map(String)).toEqual(['-1/2', '1/2']);
  });
});

it('GAE by hand: two tokens, V = 1/2 and 1/4, λ = 1/2, paid 2', () => {
  const values = new Map([[0, Float32Array.from([9, 0.5, 0.25])]]);
  const rule = { kind: 'gae', lambda: 0.5, normalisation: { kind: 'none' } } as const;
  const { advantages, targets } = exactGae(played(['2']), values, rule);
  const text = (all: ReadonlyMap<string, ExactAdvantage>): string[] =>
    Array.from(all, ([name, { value }]) => `${name}: ${value}`);
  // δ = −1/4 and 7/4
  expect(text(advantages)).toEqual(['trajectory 0, token 1: 5/8', 'trajectory 0, token 2: 7/4']);
  expect(text(targets)).toEqual(['trajectory 0, token 1: 9/8', 'trajectory 0, token 2: 2']);
});

describe('the terms of a step', () => {
  const place = { trajectory: 0, position: 1, history: [7], token: 1 };
  const at = (ratio: string, m: string, clip: object = {}): string => {
    const what = { name: 'one', ratio: q(ratio), advantage: q(m), weight: q('1/2'), places: [place], share: q('1/4') };
    const { value, slope, nearKink } = clippedTerm(what, { low: 0.25, high: 0.5, ...clip });
    return `${value} ${slope}${nearKink ? ' kink' : ''}`;
  };

  it.each([
    ['1', '2', '1 1/4'],
    ['3/2', '2', '3/2 3/8 kink'],
    ['2', '2', '3/2 0'],
    ['1/2', '2', '1/2 1/8'],
    ['1/2', '-2', '-3/4 0'],
    ['3/4', '-2', '-3/4 -3/16 kink'],
    ['2', '-2', '-2 -1/2'],
    ['2', '0', '0 0'],
  ])('a clipped one: ρ = %s, M = %s', (ratio, m, expected) => {
    expect(at(ratio, m)).toBe(expected);
  });

  it('a dual clip ends the loss where M < 0, and changes nothing else', () => {
    expect(at('4', '-2', { dual: 3 })).toBe('-3 0');
    expect(at('3', '-2', { dual: 3 })).toBe('-3 -3/4 kink');
    expect(at('2', '-2', { dual: 3 })).toBe('-2 -1/2');
    expect(at('4', '2', { dual: 3 })).toBe('3/2 0');
  });

  it('a penalty is 0 with slope 0 where the policies agree, and held at 10', () => {
    const same = penaltyTerm(place, ONE, q('1/2'));
    expect([same.value, same.slope].map(String)).toEqual(['0', '0']);
    const { value, slope } = penaltyTerm(place, q('2'), ONE);
    // −(1 − ln 2), and slope ρ − 1 = 1: towards the reference, which has more here.
    expect(isNear(REALS.add(value, ONE), boundsOf(REALS.ln(q('2')))[0])).toBe(true);
    expect(slope.toString()).toBe('1');
    for (const far of ['20', '1/1000000']) {
      const held = penaltyTerm(place, q(far), q('1/2'));
      expect([held.value, held.slope].map(String)).toEqual(['-5', '0']);
    }
  });

  it('a score is A·log π with slope A', () => {
    const { value, slope } = scoreTerm(place, q('1/2'), q('3'), ONE);
    expect(slope.toString()).toBe('3');
    expect(isNear(REALS.exp(REALS.div(value, q('3'))), q('1/2'))).toBe(true);
    expect(scoreTerm(place, ONE, q('3'), ONE).value.toString()).toBe('0');
  });
});

describe('enclosures', () => {
  it('decide or refuse, and never guess', () => {
    const two = rootOf(q('8'), 3);
    expect(isNear(two, q('2'))).toBe(true);
    expect([compared(two, q('1')), compared(two, q('3'))]).toEqual([1, -1]);
    expect(() => compared(two, q('2'))).toThrow(BridgeError);
    expect(() => limited(two, q('2'), q('3'))).toThrow(BridgeError);
    expect(limited(two, q('3'), q('4')).toString()).toBe('3');
  });

  it('a size is none too large, and roots of 1 and first roots are exact', () => {
    expect(sizeOf(rootOf(q('8'), 3)).le(q('2'))).toBe(true);
    expect(sizeOf(REALS.sub(rootOf(q('8'), 3), q('2'))).isZero()).toBe(true);
    expect(sizeOf(REALS.ln(q('1/2'))).gt(q('69/100'))).toBe(true);
    expect([rootOf(ONE, 5), rootOf(q('3'), 1)].map(String)).toEqual(['1', '3']);
  });
});
