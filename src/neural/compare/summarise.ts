import { bootstrapMeans, mean, type MeanInterval } from './bootstrap.js';
import { bySamples, bySteps, medianCostToReach } from './reached.js';
import type { ComparePoint, RunRecord } from './runRecord.js';
import { stabilityOf } from './stability.js';

/** The mean J over seeds after some iteration, as a share of J*, and what had been spent by then. */
export interface CurvePoint extends MeanInterval {
  /** Trajectories and optimizer steps (the critic's included), means over seeds. */
  readonly samples: number;
  readonly steps: number;
}

/** The runs of one algorithm, over seeds. Budgets are means per run. */
export interface AlgorithmSummary {
  readonly algorithm: string;
  readonly learningRate: number;
  readonly runs: number;
  /** Runs whose numbers overflowed; their last sound policy counts from there on. */
  readonly diverged: number;
  readonly curve: readonly CurvePoint[];
  /** The last point of each run. */
  readonly final: MeanInterval;
  /** Runs that ended with J ≥ 95 % of J*. */
  readonly reached: number;
  /** All runs together. */
  readonly collapses: number;
  /** The largest of all runs, as a share of J*. */
  readonly largestDrop: number;
  /** Mean over runs. */
  readonly loweredShare: number;
  readonly samples: number;
  readonly steps: number;
  readonly tokens: number;
  /** Medians; null when the median run never had 95 % of J*. */
  readonly samplesToReach: number | null;
  readonly stepsToReach: number | null;
}

/** The algorithms in their order of first appearance. `seed` is that of the intervals. */
export function summarise(records: readonly RunRecord[], seed: number): AlgorithmSummary[] {
  const names = [...new Set(records.map(({ algorithm }) => algorithm))];
  return names.map((name) => {
    const own = records.filter(({ algorithm }) => algorithm === name);
    return summaryOf(name, own, seed);
  });
}

function summaryOf(algorithm: string, records: readonly RunRecord[], seed: number): AlgorithmSummary {
  const length = Math.max(...records.map(({ points }) => points.length));
  const runs = records.map(({ points }) => continued(points, length));
  const intervals = bootstrapMeans(
    runs.map((points) => points.map(({ share }) => share)),
    { seed },
  );
  const spent = (k: number, cost: typeof bySamples): number => mean(runs.map((points) => cost(points[k].budget)));
  const curve = intervals.map((interval, k) => ({
    ...interval,
    samples: spent(k, bySamples),
    steps: spent(k, bySteps),
  }));
  const stabilities = records.map(({ points }) => stabilityOf(points));
  return {
    algorithm,
    learningRate: records[0].config.optimizer.learningRate,
    runs: records.length,
    diverged: records.filter(({ diverged }) => diverged !== undefined).length,
    curve,
    final: intervals[length - 1],
    reached: runs.filter((points) => points[length - 1].near).length,
    collapses: stabilities.reduce((sum, { collapses }) => sum + collapses, 0),
    largestDrop: Math.max(...stabilities.map(({ largestDrop }) => largestDrop)),
    loweredShare: mean(stabilities.map(({ loweredShare }) => loweredShare)),
    samples: spent(length - 1, bySamples),
    steps: spent(length - 1, bySteps),
    tokens: spent(length - 1, ({ tokens }) => tokens),
    samplesToReach: medianCostToReach(records, bySamples) ?? null,
    stepsToReach: medianCostToReach(records, bySteps) ?? null,
  };
}

/** A run that diverged stays where it was. */
function continued(points: readonly ComparePoint[], length: number): readonly ComparePoint[] {
  const last = points[points.length - 1];
  return [...points, ...Array.from({ length: length - points.length }, () => last)];
}

/**
 * The algorithms, the best first: those that reached 95 % of J* at the least median cost come before the dearer ones,
 * those that did not (in the median) last, by final J; equal ones by name.
 */
export function ordered(summaries: readonly AlgorithmSummary[], by: 'samples' | 'steps'): string[] {
  const cost = (summary: AlgorithmSummary): number =>
    (by === 'samples' ? summary.samplesToReach : summary.stepsToReach) ?? Infinity;
  const sorted = summaries.toSorted((a, b) => {
    if (cost(a) !== cost(b)) return cost(a) - cost(b);
    if (a.final.mean !== b.final.mean) return b.final.mean - a.final.mean;
    return a.algorithm < b.algorithm ? -1 : 1;
  });
  return sorted.map(({ algorithm }) => algorithm);
}
