import type { PresetName } from '../../../../src/neural/algorithm/presets.js';
import type { ComparePoint, RunRecord } from '../../../../src/neural/compare/runRecord.js';
import { trainConfigSpec } from '../../../../src/neural/config/trainConfig.js';

/** A point after `k` iterations of 10 trajectories, 4 steps and 30 tokens each. */
export function pointAt(k: number, share: number, marks: Partial<ComparePoint> = {}): ComparePoint {
  const budget = {
    iterations: k,
    trajectories: 10 * k,
    responses: 20 * k,
    tokens: 30 * k,
    steps: 4 * k,
    criticSteps: 0,
  };
  return {
    budget,
    expectedReturn: share,
    share,
    near: share >= 0.95,
    lowered: false,
    drop: 0,
    collapsed: false,
    ...marks,
  };
}

/** A run whose policies have these shares of J*. */
export function recordOf(algorithm: PresetName, seed: number, points: readonly ComparePoint[]): RunRecord {
  return {
    version: 1,
    kind: 'seeupo-compare-run',
    algorithm,
    config: trainConfigSpec.parse({ version: 1, environment: 'combination-lock', algorithm, seed, iterations: 3 }),
    engine: { name: 'cpu', versions: {}, device: 'a test', gpu: false, software: false },
    optimum: '1',
    points: [...points],
  };
}
