import { describe, expect, it } from 'vitest';
import { geometricClipLoss, type Objective, policyLoss, type Surrogate } from '../../src/trainer/index.js';
import { mulberry } from './support/draw.js';

const surrogates: Surrogate[] = [
  { kind: 'clip', low: 0.2, high: 0.3 },
  { kind: 'clip', low: 0.2, high: 0.3, cap: 1.6, dual: 3 },
  { kind: 'clip', low: 0.1, high: 0.1, mistake: 'clip-only' },
  { kind: 'sapo', positive: 1, negative: 1.05 },
  { kind: 'dro', beta: 0.3 },
  { kind: 'log-probability' },
];
const levels = ['token', 'sequence', 'geometric'] as const;

/** Central differences of the loss; `stopped` factors are constants in the gradient, so they are left out here. */
describe.each(surrogates.flatMap((s) => levels.map((level) => [s, level] as const)))(
  '%j at %s level',
  (surrogate, level) => {
    it('has the gradient of its loss', () => {
      const draw = mulberry(11);
      const lengths = [3, 5, 1];
      const rows = (f: () => number): number[][] => lengths.map((n) => Array.from({ length: n }, f));
      const oldLogProbs = rows(() => -1 - draw());
      const logProbs = oldLogProbs.map((row) => row.map((x) => x + 0.8 * (draw() - 0.5)));
      const refLogProbs = rows(() => -1 - draw());
      const batch = { oldLogProbs, refLogProbs, advantages: [1.5, -0.7, -2], mask: [[1, 0, 1], [1, 1, 1, 0, 1], [1]] };
      const objective: Objective = {
        surrogate,
        level,
        aggregation: { row: 'mean', divisor: 'rows' },
        kl: { estimator: 'k3', coefficient: 0.1, timesRatio: true },
      };
      const { gradient } = policyLoss({ ...batch, logProbs }, objective);
      const h = 1e-6;
      lengths.forEach((n, i) => {
        for (let j = 0; j < n; j++) {
          const at = (d: number): number =>
            policyLoss(
              { ...batch, logProbs: logProbs.map((row, a) => row.map((x, b) => (a === i && b === j ? x + d : x))) },
              objective,
            ).loss;
          expect(gradient[i][j]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 6);
        }
      });
    });
  },
);

describe('stopped factors', () => {
  it.each<Surrogate>([
    { kind: 'cispo', low: 0, high: 1.2 },
    { kind: 'vespo', kPositive: 2, lambdaPositive: 3, kNegative: 3, lambdaNegative: 2 },
    { kind: 'dppo', divergence: 'tv', low: 0.2, high: 0.2, cap: 20 },
    { kind: 'dppo', divergence: 'kl', low: 0.05, high: 0.05, cap: 20 },
  ])('%j: the slope by log π is the loss divided by log π', (surrogate) => {
    const batch = { logProbs: [[-1.2, -2]], oldLogProbs: [[-1.5, -1.7]], advantages: [-1.5], mask: [[1, 1]] };
    const { gradient, tokenLosses, rowWeights } = policyLoss(batch, {
      surrogate,
      level: 'token',
      aggregation: { row: 'sum', divisor: 1 },
    });
    for (const j of [0, 1]) {
      expect(gradient[0][j]).toBeCloseTo((rowWeights[0] * tokenLosses[0][j]) / batch.logProbs[0][j], 12);
    }
  });

  it('GSPO-token has the value of the response and the gradient of the token', () => {
    const batch = { logProbs: [[-1, -2]], oldLogProbs: [[-1.1, -2.3]], advantages: [1], mask: [[1, 1]] };
    const objective = {
      surrogate: { kind: 'clip', low: 1, high: 9 },
      level: 'geometric',
      aggregation: { row: 'sum', divisor: 1 },
      ownGradient: true,
    } as const;
    const { gradient } = policyLoss(batch, objective);
    for (const g of gradient[0]) expect(g).toBeCloseTo(-Math.exp(0.2), 12);
  });

  it('GMPO has the gradient of its loss', () => {
    const [old, mask, advantages] = [
      [-1, -2, -1.5],
      [1, 1, 0],
      [1.5, 1.5, 1.5],
    ];
    const now = [-0.7, -2.1, -1];
    const { gradient } = geometricClipLoss(now, old, mask, advantages, { low: 0.2, high: 0.2 });
    const at = (j: number, d: number): number =>
      geometricClipLoss(
        now.map((x, k) => (k === j ? x + d : x)),
        old,
        mask,
        advantages,
        { low: 0.2, high: 0.2 },
      ).loss;
    for (const j of [0, 1, 2]) expect(gradient[j]).toBeCloseTo((at(j, 1e-6) - at(j, -1e-6)) / 2e-6, 6);
  });
});
