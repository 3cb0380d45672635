import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { instances } from '../../src/claims/generate/arbitrary.js';
import { COMMON, type Family } from '../../src/claims/generate/family.js';
import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import { decision, game, terminal } from '../../src/game/builders.js';
import { distributionAt, policyFromSets } from '../../src/policy/policy.js';
import { jointRatioSurrogate, pathSurrogate, product } from '../../src/sweep/jointSurrogate.js';
import { mixture, safeguard } from '../../src/sweep/safeguard.js';

const R = (text: string): Rational => Rational.parse(text);
const FIFTH = Rational.of(1, 5);
const family: Family = {
  ...COMMON,
  edgeRewards: true,
  discounts: ['1', '1/2'],
  information: { kind: 'shared', window: 0 },
  policies: { old: 'full', candidate: 'any' },
};

describe('the joint-ratio surrogate', () => {
  it('is what it says, on a bandit', () => {
    const bandit = game('bandit', decision({ a: terminal(0), b: terminal(1) }));
    const at = (p: string): ReturnType<typeof policyFromSets> =>
      policyFromSets(bandit, [[Rational.ONE.sub(R(p)), R(p)]]);
    // Â = ∓1/2; ρ = 1/2 and 3/2, clipped to 4/5 and 6/5: −1/2·4/5·1/2 + 1/2·6/5·1/2.
    expect(jointRatioSurrogate(at('1/2'), at('3/4'), FIFTH).toString()).toBe('1/10');
    expect(jointRatioSurrogate(at('1/2'), at('1/4'), FIFTH).toString()).toBe('-1/4');
  });

  test.prop([instances(family)], { numRuns: 100 })('is 0 at π_k', ({ policies: { old } }) => {
    expect(jointRatioSurrogate(old, old, FIFTH).isZero()).toBe(true);
  });

  test.prop([instances(family)], { numRuns: 100 })('is the gain without clip and minimum', ({ policies }) => {
    const { old, candidate } = policies;
    const gain = value(candidate)[0].sub(value(old)[0]);
    const plain = pathSurrogate(old, candidate, FIFTH, (all, advantage) => product(all).mul(advantage));
    expect(plain.equals(gain)).toBe(true);
  });
});

describe('the safeguard', () => {
  test.prop([instances(family), fc.integer({ min: 0, max: 5 })], { numRuns: 100 })(
    'returns the first share that is accepted, or π_k',
    ({ policies: { old, candidate } }, halvings) => {
      const { policy, share } = safeguard(old, candidate, FIFTH, halvings);
      const accepted = (s: Rational): boolean =>
        jointRatioSurrogate(old, mixture(old, candidate, s), FIFTH).sign() >= 0;
      for (let n = 0; n <= halvings; n++) {
        const tried = Rational.of(1, 2 ** n);
        if (tried.equals(share)) {
          expect(accepted(tried)).toBe(true);
          break;
        }
        expect(accepted(tried)).toBe(false);
      }
      const expected = share.isZero() ? old : mixture(old, candidate, share);
      expect(policy.probability.map(String)).toEqual(expected.probability.map(String));
    },
  );

  it('mixes per information set', () => {
    const bandit = game('bandit', decision({ a: terminal(0), b: terminal(1) }));
    const old = policyFromSets(bandit, [[R('1/2'), R('1/2')]]);
    const wish = policyFromSets(bandit, [[R('1/4'), R('3/4')]]);
    expect(distributionAt(mixture(old, wish, R('1/2')), 0).map(String)).toEqual(['3/8', '5/8']);
  });

  it.each([-1, 1 / 2])('refuses %s halvings', (halvings) => {
    const bandit = game('bandit', decision({ a: terminal(0), b: terminal(1) }));
    const old = policyFromSets(bandit, [[R('1/2'), R('1/2')]]);
    expect(() => safeguard(old, old, FIFTH, halvings)).toThrow('must be an integer that is not negative');
  });
});
