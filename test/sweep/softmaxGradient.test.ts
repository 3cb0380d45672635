import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/exact/rational.js';
import { RealArithmetic } from '../../src/exact/real.js';
import { gameFromJson } from '../../src/game/buildGame.js';
import { policyFromSets } from '../../src/policy/policy.js';
import { softmaxGradientStep } from '../../src/sweep/softmaxGradient.js';

const R = (text: string): Rational => Rational.parse(text);
const pays = (reward: string): { reward: string } => ({ reward });

/** Is the float within 1e-12 of the enclosure? Only for comparing with a formula written independently. */
function expectNear(policy: ReturnType<typeof softmaxGradientStep>, edge: number, expected: number): void {
  const [lo, hi] = new RealArithmetic(50).enclose(policy.probability[edge]).bounds();
  expect(Number(lo.numerator) / Number(lo.denominator)).toBeCloseTo(expected, 12);
  expect(hi.sub(lo).lt(Rational.of(1, 10).pow(40))).toBe(true);
}

describe('an exact softmax gradient step', () => {
  it('is π_a·exp(α·π_a·A_a), renormalised, in a bandit', () => {
    const bandit = gameFromJson({
      version: 1,
      name: 'bandit',
      root: {
        actions: [
          { label: 'a', to: pays('0') },
          { label: 'b', to: pays('1') },
        ],
      },
    });
    const old = policyFromSets(bandit, [[R('3/4'), R('1/4')]]);
    const after = softmaxGradientStep(old, { size: R('2') });
    // A = (−1/4, 3/4), π·A = (−3/16, 3/16).
    const [a, b] = [0.75 * Math.exp(-0.375), 0.25 * Math.exp(0.375)];
    expectNear(after, 1, b / (a + b));
  });

  it('adds up over the histories that share a distribution', () => {
    const lock = gameFromJson({
      version: 1,
      name: 'shared',
      information: { shared: 0 },
      root: {
        actions: [
          { label: 'a', to: pays('0') },
          {
            label: 'b',
            to: {
              actions: [
                { label: 'a', to: pays('1') },
                { label: 'b', to: pays('0') },
              ],
            },
          },
        ],
      },
    });
    const p = 0.25; // of b; J = p(1 − p), dJ/dθ_b = p(1 − p)(1 − 2p)
    const old = policyFromSets(lock, [[R('3/4'), R('1/4')]]);
    const after = softmaxGradientStep(old, { size: R('1') });
    const slope = p * (1 - p) * (1 - 2 * p);
    const [a, b] = [(1 - p) * Math.exp(-slope), p * Math.exp(slope)];
    expectNear(after, 1, b / (a + b));
  });

  it('weighs a turn by γ^(t−1) and by how likely its history is', () => {
    const second = (a: string, b: string): object => ({
      actions: [
        { label: 'a', to: pays(a) },
        { label: 'b', to: pays(b) },
      ],
    });
    const deep = gameFromJson({
      version: 1,
      name: 'deep',
      discount: '1/2',
      root: {
        actions: [
          { label: 'stop', to: pays('0') },
          { label: 'go', to: second('0', '8') },
        ],
      },
    });
    const old = policyFromSets(deep, [
      [R('3/4'), R('1/4')],
      [R('1/2'), R('1/2')],
    ]);
    const after = softmaxGradientStep(old, { size: R('1') });
    // J = γ²·8·p_go·p_b, so that ∂J/∂θ_b = 2·p_go·p_b(1 − p_b) = 1/8 and ∂J/∂θ_go = 2·p_b·p_go(1 − p_go) = 3/16.
    const odds = Math.exp(1 / 4);
    expectNear(after, 3, odds / (1 + odds));
    const [stop, go] = [0.75 * Math.exp(-3 / 16), 0.25 * Math.exp(3 / 16)];
    expectNear(after, 1, go / (stop + go));
  });

  it('leaves a policy that cannot gain as it is, exactly, and refuses a negative size', () => {
    const flat = gameFromJson({
      version: 1,
      name: 'flat',
      root: {
        actions: [
          { label: 'a', to: pays('1') },
          { label: 'b', to: pays('1') },
        ],
      },
    });
    const old = policyFromSets(flat, [[R('3/4'), R('1/4')]]);
    expect(softmaxGradientStep(old, { size: R('100') }).probability).toEqual(old.probability);
    expect(() => softmaxGradientStep(old, { size: R('-1') })).toThrow('must not be negative');
  });
});
