import type { ComparePoint } from './runRecord.js';

/** How steadily one run went, from the exact judgement after every iteration. */
export interface Stability {
  /** How often J fell below half of the best J so far; a stay below counts once, until J is back above that half. */
  readonly collapses: number;
  /** The most that one iteration lowered J, as a share of J*. */
  readonly largestDrop: number;
  /** The share of iterations that lowered J; 0 of none. */
  readonly loweredShare: number;
}

/** The stability of a run with these points, the start first. */
export function stabilityOf(points: readonly ComparePoint[]): Stability {
  const sweeps = points.slice(1);
  return {
    collapses: sweeps.filter(({ collapsed }, k) => collapsed && !points[k].collapsed).length,
    largestDrop: Math.max(0, ...sweeps.map(({ drop }) => drop)),
    loweredShare: sweeps.length === 0 ? 0 : sweeps.filter(({ lowered }) => lowered).length / sweeps.length,
  };
}
