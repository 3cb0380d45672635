import { describe, expect, it } from 'vitest';
import { type AtPrecision, enclosedAtLeast } from '../../src/claims/catalogue/enclosedOutcome.js';
import { COMMON, type Family } from '../../src/claims/generate/family.js';
import { all, HOLDS, HOLDS_STRICTLY, type Outcome, VACUOUS } from '../../src/claims/outcome.js';
import { searchBlock, searchTiny } from '../../src/claims/search.js';
import { Interval } from '../../src/exact/interval.js';
import { Rational } from '../../src/exact/rational.js';

const UNDECIDED: Outcome = { status: 'undecided', reason: 'too close to tell' };
const VIOLATED: Outcome = {
  status: 'violated',
  expected: 'left ≥ right',
  left: { label: 'left', value: '0' },
  right: { label: 'right', value: '1' },
  gap: '1',
};

describe('several outcomes as one', () => {
  it.each<[string, Outcome[], Outcome]>([
    ['nothing', [], HOLDS],
    ['only what holds', [HOLDS, HOLDS], HOLDS],
    ['strict somewhere', [HOLDS, HOLDS_STRICTLY, HOLDS], HOLDS_STRICTLY],
    ['undecided last', [HOLDS_STRICTLY, UNDECIDED], UNDECIDED],
    ['undecided first', [UNDECIDED, HOLDS_STRICTLY], UNDECIDED],
    ['a false hypothesis', [HOLDS_STRICTLY, VACUOUS], VACUOUS],
    ['a violation', [HOLDS, VIOLATED, UNDECIDED], VIOLATED],
  ])('%s', (_, outcomes, expected) => {
    expect(all(outcomes)).toEqual(expected);
  });
});

describe('numbers that are enclosed', () => {
  const around =
    (x: Rational): AtPrecision =>
    (precision) => {
      const slack = Rational.of(1, 10).pow(precision);
      return Interval.between(x.sub(slack), x.add(slack), precision);
    };
  const one = around(Rational.ONE);

  it('are undecided where they never separate', () => {
    const { status, reason } = enclosedAtLeast('x', one, 'y', around(Rational.ONE)) as {
      status: string;
      reason: string;
    };
    expect([status, reason]).toEqual(['undecided', 'x and y are too close to tell apart']);
  });

  it('are told apart however small the difference is', () => {
    const more = around(Rational.ONE.add(Rational.of(1, 10).pow(100)));
    expect(enclosedAtLeast('x', more, 'y', one)).toBe(HOLDS_STRICTLY);
    expect(enclosedAtLeast('x', one, 'y', more, () => 'here')).toMatchObject({ status: 'violated', where: 'here' });
  });
});

describe('a search whose check is undecided on every third instance', () => {
  const family: Family = { ...COMMON, tiny: { ...COMMON.tiny, turns: [1] } };
  const thirds = (): (() => Outcome) => {
    let n = 0;
    return () => [HOLDS_STRICTLY, UNDECIDED, VACUOUS][n++ % 3];
  };

  it('counts undecided, vacuous and strict ones apart', () => {
    const block = searchBlock(thirds(), family, { seed: 1, name: 'thirds', block: 0 }, 9);
    expect(block).toEqual({ checked: 9, vacuous: 3, strict: 3, undecided: 3 });
    const { checked, ...tiny } = searchTiny(thirds(), family);
    expect(tiny).toEqual({
      strict: Math.ceil(checked / 3),
      undecided: Math.ceil((checked - 1) / 3),
      vacuous: Math.floor(checked / 3),
    });
  });
});
