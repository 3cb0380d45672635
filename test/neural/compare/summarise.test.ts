import { describe, expect, it } from 'vitest';
import { compareSettingsSpec, tasksOf } from '../../../src/neural/compare/compareSettings.js';
import { LEARNING_RATE, learningRateOf, TUNED } from '../../../src/neural/compare/learningRates.js';
import { bySamples, bySteps, costToReach, medianCostToReach } from '../../../src/neural/compare/reached.js';
import { stabilityOf } from '../../../src/neural/compare/stability.js';
import { ordered, summarise } from '../../../src/neural/compare/summarise.js';
import { environmentByName } from '../../../src/environments/registry.js';
import { pointAt, recordOf } from './support/records.js';

const up = [pointAt(0, 0.5), pointAt(1, 0.96), pointAt(2, 0.97), pointAt(3, 1)];
const late = [pointAt(0, 0.5), pointAt(1, 0.6), pointAt(2, 0.7), pointAt(3, 0.96)];
const fell = [
  pointAt(0, 0.5),
  pointAt(1, 0.96),
  pointAt(2, 0.1, { lowered: true, drop: 0.86, collapsed: true }),
  pointAt(3, 0.2, { collapsed: true }),
];

describe('the stability of a run', () => {
  it('counts a stay below half of the best once, and a second fall again', () => {
    expect(stabilityOf(fell)).toEqual({ collapses: 1, largestDrop: 0.86, loweredShare: 1 / 3 });
    const again = [...fell, pointAt(4, 0.9), pointAt(5, 0.2, { lowered: true, drop: 0.7, collapsed: true })];
    expect(stabilityOf(again)).toEqual({ collapses: 2, largestDrop: 0.86, loweredShare: 2 / 5 });
  });

  it('is perfect for a run that only rises, and for one that has not begun', () => {
    const perfect = { collapses: 0, largestDrop: 0, loweredShare: 0 };
    expect(stabilityOf(up)).toEqual(perfect);
    expect(stabilityOf([pointAt(0, 0.5)])).toEqual(perfect);
  });
});

describe('what it cost to reach 95 % of J*', () => {
  const records = [recordOf('seeupo', 1, up), recordOf('seeupo', 2, late), recordOf('seeupo', 3, fell)];

  it('is what was spent by then, in samples or steps', () => {
    expect(costToReach(records[0], bySamples)).toBe(10);
    expect(costToReach(records[1], bySteps)).toBe(12);
    expect(costToReach(recordOf('seeupo', 4, [pointAt(0, 0.5)]), bySamples)).toBeUndefined();
  });

  it('counts the steps of a critic', () => {
    const { budget } = up[1];
    expect(bySteps({ ...budget, criticSteps: 5 })).toBe(bySteps(budget) + 5);
  });

  it('has a median in which a run that never got there counts as the dearest', () => {
    const never = recordOf('seeupo', 4, [pointAt(0, 0.5)]);
    expect(medianCostToReach(records, bySamples)).toBe(10);
    expect(medianCostToReach([records[1], never, records[0]], bySamples)).toBe(30);
    expect(medianCostToReach([records[0], never], bySamples)).toBeUndefined();
  });
});

describe('a summary', () => {
  it('judges the last policy: a run that fell again did not reach 95 %', () => {
    const [summary] = summarise([recordOf('seeupo', 1, up), recordOf('seeupo', 2, fell)], 1);
    expect(summary).toMatchObject({ runs: 2, reached: 1, diverged: 0, collapses: 1, largestDrop: 0.86 });
    expect(summary).toMatchObject({ samples: 30, steps: 12, tokens: 90, samplesToReach: 10, stepsToReach: 4 });
    expect(summary.final.mean).toBeCloseTo(0.6, 12);
    expect(summary.curve.map(({ samples }) => samples)).toEqual([0, 10, 20, 30]);
  });

  it('lets a run that diverged stay where it was', () => {
    const broken = { ...recordOf('seeupo', 2, fell.slice(0, 2)), diverged: 'overflow' };
    const [summary] = summarise([recordOf('seeupo', 1, up), broken], 1);
    expect(summary).toMatchObject({ diverged: 1, reached: 2, samples: 20 });
    expect(summary.final.mean).toBeCloseTo(0.98, 12);
  });

  it('orders by cost, then by the final J of those that never got there', () => {
    const steep = up.map((point) => ({ ...point, budget: { ...point.budget, steps: 100 * point.budget.steps } }));
    const flat = (share: number): typeof up => [pointAt(0, 0.1), pointAt(1, share)];
    const summaries = summarise(
      [
        recordOf('grpo', 1, flat(0.3)),
        recordOf('ppo', 1, flat(0.6)),
        recordOf('gspo', 1, late),
        recordOf('seeupo', 1, steep),
      ],
      1,
    );
    expect(ordered(summaries, 'samples')).toEqual(['seeupo', 'gspo', 'ppo', 'grpo']);
    expect(ordered(summaries, 'steps')).toEqual(['gspo', 'seeupo', 'ppo', 'grpo']);
  });
});

describe('the runs of a comparison', () => {
  it('are every algorithm with every seed, seed by seed, with its own learning rate', () => {
    const settings = compareSettingsSpec.parse({
      version: 1,
      kind: 'seeupo-comparison-settings',
      environment: 'combination-lock',
      network: 'gru',
      algorithms: [
        { name: 'seeupo', learningRate: 0.1 },
        { name: 'rloo', learningRate: 0.2 },
      ],
      seeds: [4, 5],
      iterations: 7,
      engine: 'wasm',
    });
    const tasks = tasksOf(settings);
    expect(
      tasks.map(({ algorithm, config }) => `${algorithm} ${config.seed} ${config.optimizer.learningRate}`),
    ).toEqual(['seeupo 4 0.1', 'rloo 4 0.2', 'seeupo 5 0.1', 'rloo 5 0.2']);
    expect(tasks[0].config).toMatchObject({ algorithm: 'seeupo', network: { kind: 'gru' }, iterations: 7 });
  });

  it('have defaults for environments that exist', () => {
    for (const name of Object.keys(TUNED)) expect(environmentByName(name).name).toBe(name);
    expect(learningRateOf('no-such-environment', 'seeupo')).toBe(LEARNING_RATE);
  });
});
