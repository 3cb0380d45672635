import { type DecidedCell, decideCells, type Task } from '../decide/decideCells.js';
import { type DecidedJson, decidedToJson } from '../decide/decidedFile.js';
import { rememberingSolver } from '../decide/rememberingSolver.js';
import { type Shape, SHAPES, shapeOf } from '../decide/shapes.js';
import { loadSolver, SolverError } from '../decide/solver.js';
import { DECIDED_COLUMNS, type DecidedColumn } from '../decide/violation.js';
import { longRun, type StopReason } from './longRun.js';
import { UsageError } from './usageError.js';

/** The most that --rlimit takes: the solver counts in 32 bits. */
export const MOST_RLIMIT = 2 ** 32 - 1;
/** What --rlimit sets, in the words of a help text. */
export const RLIMIT_TEXT = 'the most resources of one question (default: 3000000; two turns 1000000, roots 300000)';
/** What --shapes names, in the words of a help text. */
export const DEFAULT_SHAPES_TEXT = 'only games of these shapes, such as three-arms (default: those of one decision)';

/** How `runDecide` runs. */
export interface DecideRunOptions {
  readonly columns: readonly DecidedColumn[];
  /** The most resources of one question. */
  readonly rlimit?: number;
  readonly timeLimit?: number;
}

/** What was decided, and why it ended early if it did. */
export interface DecideDone {
  readonly decided: DecidedJson;
  readonly stoppedBy?: StopReason;
}

/** Decides the tasks one after the other as a `longRun`. Throws UsageError where the solver is missing. */
export async function runDecide(
  tasks: readonly Task[],
  { columns, rlimit, timeLimit }: DecideRunOptions,
): Promise<DecideDone> {
  const solver = await loadSolver().catch((error: unknown) => {
    throw error instanceof SolverError ? new UsageError(error.message, { cause: error }) : error;
  });
  const remembering = rememberingSolver(solver);
  const cells: DecidedCell[] = [];
  const run = { total: tasks.length, doing: 'deciding', things: 'rules on shapes' };
  const limit = timeLimit === undefined ? {} : { timeLimit };
  const stoppedBy = await longRun({ ...run, ...limit }, async ({ signal, advance }) => {
    for (const task of tasks) {
      if (signal.aborted) return;
      const found = await decideCells(task, columns, {
        solver: remembering,
        signal,
        ...(rlimit === undefined ? {} : { rlimit }),
      });
      if (signal.aborted) return;
      cells.push(...found);
      advance();
    }
  });
  const decided = decidedToJson(cells, solver.version);
  return stoppedBy === undefined ? { decided } : { decided, stoppedBy };
}

/** The shapes of these ids, the smallest first; by default those of one decision. Throws UsageError for an unknown one. */
export function chosenShapes(ids: readonly string[]): Shape[] {
  if (ids.length === 0) return SHAPES.filter(({ single }) => single);
  try {
    const chosen = ids.map((id) => shapeOf(id).id);
    return SHAPES.filter(({ id }) => chosen.includes(id));
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** The columns of these ids; all without. Throws UsageError for one that is not decided on any shape. */
export function chosenDecidedColumns(ids: readonly string[]): DecidedColumn[] {
  for (const id of ids) {
    if (!DECIDED_COLUMNS.some((known) => known === id)) {
      throw new UsageError(`"${id}" is not decided on any shape; write ${DECIDED_COLUMNS.join(', ')}`);
    }
  }
  return DECIDED_COLUMNS.filter((id) => ids.length === 0 || ids.includes(id));
}
