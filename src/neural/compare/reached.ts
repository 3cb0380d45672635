import type { Budget } from '../train/budget.js';
import type { RunRecord } from './runRecord.js';

/** A way to count what a run has spent. */
export type Cost = (budget: Budget) => number;

/** Trajectories: what the environment had to play. */
export const bySamples: Cost = ({ trajectories }) => trajectories;

/** Optimizer steps, the critic's included: what the machine had to compute. */
export const bySteps: Cost = ({ steps, criticSteps }) => steps + criticSteps;

/** What a run had spent when J first reached 95 % of J*; undefined when it never did. */
export function costToReach({ points }: RunRecord, cost: Cost): number | undefined {
  const first = points.find(({ near }) => near);
  return first === undefined ? undefined : cost(first.budget);
}

/**
 * The median over runs of `costToReach`, a run that never got there counting as the largest; undefined when the median
 * run did not. Of an even number of runs the upper one of the middle two, so that it is a cost that a run had.
 */
export function medianCostToReach(records: readonly RunRecord[], cost: Cost): number | undefined {
  const costs = records.map((record) => costToReach(record, cost) ?? Infinity).sort((a, b) => a - b);
  const median = costs[Math.floor(costs.length / 2)];
  return median === undefined || median === Infinity ? undefined : median;
}
