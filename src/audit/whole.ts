import type { StepBatch } from './logRow.js';

/** When all of a generation is in a log. */
export interface WholeRule {
  /** Responses of a generation on this rank, where the configuration tells. */
  readonly responses?: number | undefined;
  /** Does every trajectory have a turn 1, whose loss call shows that all trajectories are there? */
  readonly byFirstTurn?: boolean | undefined;
}

/** Does the log begin after this step's first update? Only the first step of a log can. */
export function startsLate({ isFirst, rows }: StepBatch): boolean {
  if (!isFirst || rows.length === 0) return false;
  const least = (of: (row: (typeof rows)[number]) => number | undefined): number =>
    rows.reduce((min, row) => Math.min(min, of(row) ?? 0), Infinity);
  const [{ epoch = 0, mini = 0, micro = 0 }] = rows;
  return epoch > 0 || mini > 0 || micro > 0 || least(({ update }) => update) > 1;
}

/** Is the whole generation in the log? A killed run, a log that was cut, or ranks that log apart leave parts out. */
export function isWhole(step: StepBatch, { responses, byFirstTurn }: WholeRule): boolean {
  if (startsLate(step)) return false;
  if (responses !== undefined && step.responses.length < responses) return false;
  if (byFirstTurn !== true || step.rows.every(({ turn }) => turn === undefined)) return true;
  return step.calls.some(({ line, rows }) => line.turn === 1 || rows.some(({ turn }) => turn === 1)) || !step.isLast;
}
