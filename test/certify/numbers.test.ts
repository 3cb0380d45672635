import { describe, expect, it } from 'vitest';
import { grae, groupDeviation, JOINT, reinforcePlusPlus, SAMPLE } from '../../src/estimate/estimators.js';
import { gae, EXACT } from '../../src/estimate/estimators.js';
import { clipped, exact, gradient, jointClipped, kl, tokenClipped } from '../../src/algorithm/surrogates.js';
import { estimatorName, surrogateName } from '../../src/certify/names.js';
import { statedNumber, statedText } from '../../src/certify/numbers.js';
import { Interval } from '../../src/exact/interval.js';
import { Rational } from '../../src/exact/rational.js';

describe('statedNumber', () => {
  it('writes exact numbers as they are', () => expect(statedNumber(Rational.parse('-7/3'), 5)).toBe('-7/3'));

  it.each(['1/3', '-1/3', '0', '1/1000000', '-1/1000000'])('rounds an enclosure of %s outwards', (text) => {
    const x = Rational.parse(text);
    const stated = statedNumber(Interval.between(x.sub(Rational.of(1, 10n ** 20n)), x, 40), 3);
    if (typeof stated === 'string') expect.fail(stated);
    const [lo, hi] = stated.map((end) => Rational.parse(end));
    expect(lo.lt(x.sub(Rational.of(1, 10n ** 20n)))).toBe(true);
    expect(hi.gt(x)).toBe(true);
    expect(hi.sub(lo).le(Rational.of(5, 1000))).toBe(true);
  });
});

describe('statedText', () => {
  it.each<[string, string | [string, string]]>([
    ['6/25', '6/25'],
    ['-1/2', '-1/2'],
    ['[1/2, 3/4]', ['1/2', '3/4']],
    ['[4.5e-3, 1.25e2]', ['9/2000', '125']],
  ])('reads %s', (text, stated) => expect(statedText(text)).toEqual(stated));

  it.each<[string, number]>([
    ['-1/144 − 29/6480·√2 + 1/540·√5 − 1/5508·√34 ≈ -0.0101913', -0.010191253],
    ['√2 ≈ 1.41', 1.414213562],
    ['-√2 + √3 ≈ 0.32', 0.317837245],
  ])('encloses the sum of roots %s', (text, near) => {
    const stated = statedText(text);
    if (typeof stated === 'string') expect.fail(stated);
    for (const end of stated) expect(Rational.parse(end).toDouble()).toBeCloseTo(near, 8);
  });
});

describe('the names of parts', () => {
  it('are those of the format', () => {
    expect(
      [JOINT, grae(2), groupDeviation(2, SAMPLE), reinforcePlusPlus(3), gae('19/20'), gae('1/2', 'zero'), EXACT].map(
        estimatorName,
      ),
    ).toEqual(['joint', 'grae:2', 'grae-std:2:n-1', 'return-batch-std:1x3:n', 'gae:19/20', 'gae:1/2:zero', 'local']);
    expect(estimatorName({ ...JOINT, returns: 'undiscounted' })).toBe('joint/undiscounted');
    expect(
      [
        clipped('1/5'),
        clipped('1/5', '2/5'),
        jointClipped('1/5'),
        tokenClipped('1/5'),
        kl('1'),
        gradient('1', [1, 20]),
        exact('unrestricted'),
      ].map(surrogateName),
    ).toEqual(['clip:1/5', 'clip:1/5:2/5', 'clip-joint:1/5', 'clip:1/5', 'kl:1', 'gradient:1:1,20', 'unrestricted']);
  });

  it('tell apart what no rule covers', () => {
    const { normalisation } = groupDeviation(2);
    if (normalisation.kind !== 'group-deviation') expect.fail();
    const deviation = { ...normalisation.deviation, whenZero: 'unscaled' as const };
    expect(estimatorName({ ...groupDeviation(2), normalisation: { ...normalisation, deviation } })).toBe(
      'grae-std:2:n:unscaled',
    );
    expect(estimatorName(gae('1/2', [Rational.ZERO]))).toBe('gae:1/2:listed');
  });
});
