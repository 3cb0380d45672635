import { z } from 'zod';

const count = z.int().nonnegative();

/**
 * What a run has spent. All of it is reported, since algorithms spend differently: with one step per turn against one
 * per iteration, a comparison by iterations misleads.
 */
export const budgetSpec = z.strictObject({
  iterations: count,
  trajectories: count,
  /** Samples of turns. */
  responses: count,
  /** Tokens that the policy wrote. */
  tokens: count,
  /** Optimizer steps of the policy. */
  steps: count,
  criticSteps: count,
});

/** See `budgetSpec`. */
export type Budget = z.output<typeof budgetSpec>;

/** Nothing spent. */
export const NOTHING_SPENT: Budget = {
  iterations: 0,
  trajectories: 0,
  responses: 0,
  tokens: 0,
  steps: 0,
  criticSteps: 0,
};

/** The sum of two budgets. */
export function spent(a: Budget, b: Partial<Budget>): Budget {
  return {
    iterations: a.iterations + (b.iterations ?? 0),
    trajectories: a.trajectories + (b.trajectories ?? 0),
    responses: a.responses + (b.responses ?? 0),
    tokens: a.tokens + (b.tokens ?? 0),
    steps: a.steps + (b.steps ?? 0),
    criticSteps: a.criticSteps + (b.criticSteps ?? 0),
  };
}
