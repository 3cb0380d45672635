import type { z } from 'zod';
import { counterexampleSpec } from '../claims/counterexampleFile.js';
import type { Verdict } from '../claims/run/verdict.js';
import type { ExaminedVerdict } from '../guarantees/examine.js';
import type { ColumnId } from './columns.js';
import { parseRow } from './row.js';
import { coveringTheorem } from './theorems.js';

/** The instance of a cell's counterexample, by value. */
export const cellInstanceSpec = counterexampleSpec.pick({ game: true, policies: true, parameters: true });
/** What is violated on it. */
export const violationSpec = counterexampleSpec.shape.violation;

/** A counterexample of a cell: the instance, and what is violated on it. */
export interface CellCounterexample extends z.infer<typeof cellInstanceSpec> {
  readonly violation: z.infer<typeof violationSpec>;
}

/** What the check found in one cell: a row's algorithm, a column's guarantee. */
export interface Cell {
  readonly row: string;
  readonly column: ColumnId;
  readonly examined: ExaminedVerdict;
  /** Instances; those on which a hypothesis was false, the interesting case occurred, or nothing was decided. */
  readonly checked: number;
  readonly vacuous: number;
  readonly strict: number;
  readonly undecided: number;
  readonly counterexample?: CellCounterexample;
}

/** "grae:2 clip-turn:1/5 reverse full: monotone"; unique in an atlas. */
export function cellKey({ row, column }: Pick<Cell, 'row' | 'column'>): string {
  return `${row}: ${column}`;
}

/** A cell's verdict, in the words of the claims. */
export type CellVerdict = Verdict;

/** A cell's verdict: what was found, and `proved` where it held and a confirmed theorem covers the cell. */
export function verdictOf(cell: Cell): CellVerdict {
  return cell.examined === 'holds' && theoremOf(cell) !== undefined ? 'proved' : cell.examined;
}

/** The theorem that covers the cell, if any. */
export function theoremOf({ row, column }: Pick<Cell, 'row' | 'column'>): ReturnType<typeof coveringTheorem> {
  return coveringTheorem(parseRow(row), column);
}
