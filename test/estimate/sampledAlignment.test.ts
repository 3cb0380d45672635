import { describe, expect, it } from 'vitest';
import type { ReturnEstimator } from '../../src/estimate/estimator.js';
import {
  batchDeviation,
  grae,
  groupDeviation,
  JOINT,
  leaveOneOut,
  REINFORCE,
  reinforcePlusPlus,
  SAMPLE,
} from '../../src/estimate/estimators.js';
import { alignment } from '../../src/estimate/policyGradient.js';
import { sampledAlignment } from '../../src/estimate/sampledAlignment.js';
import { chance, decision, game, terminal } from '../../src/game/builders.js';
import { uniformPolicy } from '../../src/policy/policy.js';

const GAME = game(
  'small',
  chance([
    ['1/3', 'x', decision({ a: terminal(1), b: decision({ a: terminal(0), b: terminal(3) }) })],
    [
      '2/3',
      'y',
      decision({
        a: terminal(1),
        b: chance([
          ['1/4', 'win', terminal(5)],
          ['3/4', 'lose', terminal(0)],
        ]),
      }),
    ],
  ]),
  { discount: '1/2' },
);
const POLICY = uniformPolicy(GAME);
const undiscounted: ReturnEstimator = { ...JOINT, returns: 'undiscounted' };

const ESTIMATORS: readonly [string, ReturnEstimator][] = [
  ['REINFORCE', REINFORCE],
  ['undiscounted', undiscounted],
  ['GRAE', grae(3)],
  ['leave-one-out', leaveOneOut(3)],
  ['group deviation', groupDeviation(3, SAMPLE)],
  ['batch deviation', batchDeviation(2, 2)],
  ['REINFORCE++', reinforcePlusPlus(3)],
];

describe('sampledAlignment', () => {
  it.each(ESTIMATORS)('covers the exact rate: %s', (_, estimator) => {
    const exact = alignment(POLICY, estimator).toDouble();
    const guess = sampledAlignment(POLICY, estimator, { batches: 4000, seed: 5 });
    expect(guess.method).toBe('monte carlo');
    // Twice the 95 % half-width: nearly four standard errors.
    expect(Math.abs(guess.mean - exact)).toBeLessThan(2 * guess.halfWidth);
    expect(guess.halfWidth).toBeGreaterThan(0);
  });

  it('would notice the wrong estimator', () => {
    const exact = alignment(POLICY, leaveOneOut(2)).toDouble();
    const guess = sampledAlignment(POLICY, grae(2), { batches: 20_000, seed: 5 });
    expect(Math.abs(guess.mean - exact)).toBeGreaterThan(2 * guess.halfWidth);
  });

  it('gives the same answer for the same seed, and another for another', () => {
    const at = (seed: number): number => sampledAlignment(POLICY, grae(2), { batches: 50, seed }).mean;
    expect(at(1)).toBe(at(1));
    expect(at(1)).not.toBe(at(2));
  });

  it('refuses what cannot be sampled', () => {
    expect(() => sampledAlignment(POLICY, grae('limit'), { batches: 10, seed: 1 })).toThrow('cannot be sampled');
    expect(() => sampledAlignment(POLICY, grae(2), { batches: 1, seed: 1 })).toThrow('at least 2 batches');
    expect(() => sampledAlignment(POLICY, leaveOneOut(1), { batches: 2, seed: 1 })).toThrow('at least 2');
    expect(() => sampledAlignment(POLICY, groupDeviation(1, SAMPLE), { batches: 2, seed: 1 })).toThrow('n − 1');
  });
});
