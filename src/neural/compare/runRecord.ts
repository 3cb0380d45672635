import { z } from 'zod';
import { trainConfigSpec } from '../config/trainConfig.js';
import { engineInfoSpec } from '../engine/engine.js';
import { budgetSpec } from '../train/budget.js';

/** The policy after some iteration of a run (0: the start). What was decided was decided on exact numbers; numbers are rounded. */
export const comparePointSpec = z.strictObject({
  /** Spent so far. */
  budget: budgetSpec,
  /** J(π), the exact value rounded to a double. */
  expectedReturn: z.number(),
  /** J(π)/J*, rounded. */
  share: z.number(),
  /** Is J(π) ≥ 95/100·J*? */
  near: z.boolean(),
  /** Is it less than after the iteration before? */
  lowered: z.boolean(),
  /** By how much, as a share of J*, rounded; 0 unless lowered. */
  drop: z.number().nonnegative(),
  /** Is it less than half of the best J of the run so far (where that best is positive)? */
  collapsed: z.boolean(),
});

/** See `comparePointSpec`. */
export type ComparePoint = z.output<typeof comparePointSpec>;

/** One run of a comparison, as it is stored: an algorithm, a seed, and the exact judgement after every iteration. */
export const runRecordSpec = z.strictObject({
  version: z.literal(1),
  kind: z.literal('seeupo-compare-run'),
  /** The algorithm's name: that of its preset. */
  algorithm: z.string(),
  config: trainConfigSpec,
  engine: engineInfoSpec,
  /** J*, exact. */
  optimum: z.string(),
  /** From the start to the end. */
  points: z.array(comparePointSpec).min(1),
  /** Why the run ended before its last iteration: numbers overflowed. The last point is the last sound policy. */
  diverged: z.string().optional(),
});

/** See `runRecordSpec`. */
export type RunRecord = z.output<typeof runRecordSpec>;
