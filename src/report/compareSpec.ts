import { z } from 'zod';

const share = z.number();
const count = z.number().nonnegative();

/** A mean over seeds and its bootstrap interval at 95 %, as shares of J*. */
const intervalShape = { mean: share, low: share, high: share };

/**
 * A comparison of algorithms on one environment, as `compare.json` has it. J is exact for every policy and rounded
 * here; shares are of J*.
 */
export const comparisonSpec = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.literal('seeupo-comparison'),
  environment: z.string(),
  /** J*, exact. */
  optimum: z.string(),
  network: z.string(),
  /** What the runs were computed on: one line for each engine. */
  engines: z.array(z.string()),
  iterations: z.number(),
  seeds: z.array(z.number()),
  batchContexts: z.number(),
  groupSize: z.number(),
  /** Are all runs done? */
  complete: z.boolean(),
  algorithms: z.array(
    z.strictObject({
      algorithm: z.string(),
      learningRate: z.number(),
      runs: count,
      diverged: count,
      /** From the start on: J over seeds against what was spent (means over seeds). */
      curve: z.array(z.strictObject({ ...intervalShape, samples: count, steps: count })),
      final: z.strictObject(intervalShape),
      /** Runs that ended with J ≥ 95 % of J*. */
      reached: count,
      /** Falls below half of the best J so far, in all runs together. */
      collapses: count,
      /** The most that one iteration lowered J, in any run. */
      largestDrop: count,
      /** The share of iterations that lowered J, mean over runs. */
      loweredShare: count,
      /** Spent per run, means. */
      samples: count,
      steps: count,
      tokens: count,
      /** Spent when J first had 95 % of J*: medians; null where the median run never had. */
      samplesToReach: count.nullable(),
      stepsToReach: count.nullable(),
    }),
  ),
  /** The algorithms, the cheapest to reach 95 % of J* first, by samples and by optimizer steps. */
  order: z.strictObject({ bySamples: z.array(z.string()), bySteps: z.array(z.string()) }),
  runs: z.array(
    z.strictObject({
      algorithm: z.string(),
      seed: z.number(),
      /** J/J* at the start and after every iteration. */
      shares: z.array(share),
      /** Trajectories, and optimizer steps, at the same moments. */
      samples: z.array(count),
      steps: z.array(count),
      diverged: z.string().optional(),
    }),
  ),
});

/** See `comparisonSpec`. */
export type Comparison = z.output<typeof comparisonSpec>;
/** One algorithm of a comparison. */
export type ComparedAlgorithm = Comparison['algorithms'][number];
