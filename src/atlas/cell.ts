import type { z } from 'zod';
import { counterexampleSpec, counterexampleToJson } from '../claims/counterexampleFile.js';
import type { Counterexample } from '../claims/search.js';
import type { Counts } from '../search/tally.js';
import type { GuaranteeVerdict } from '../search/verdict.js';
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

/** What the search found in one cell: a row's algorithm, a column's guarantee. */
export interface Cell {
  readonly row: string;
  readonly column: ColumnId;
  readonly examined: GuaranteeVerdict;
  /** Why it is no "holds", where it is neither that nor refuted. */
  readonly why?: string;
  readonly counts: Counts;
  readonly counterexample?: CellCounterexample;
  /** Was the counterexample found in another cell first? */
  readonly shared?: boolean;
  /** Tie rules other than "stay" that break the guarantee, each with a counterexample. */
  readonly ties: readonly CellTie[];
}

/** A tie rule that breaks a guarantee. */
export interface CellTie {
  readonly tie: string;
  readonly counterexample: CellCounterexample;
}

/** "grae:2 clip-turn:1/5 reverse full: monotone"; unique in an atlas. */
export function cellKey({ row, column }: Pick<Cell, 'row' | 'column'>): string {
  return `${row}: ${column}`;
}

/** A cell's verdict: what was found, or `proved`. */
export type CellVerdict = GuaranteeVerdict | 'proved';

/**
 * A cell's verdict: `proved` where a confirmed theorem covers it and the search found no contradiction, else what the
 * search found. (A theorem needs no number of instances.)
 */
export function verdictOf(cell: Cell): CellVerdict {
  const stands = ['holds', 'open', 'inconclusive'].includes(cell.examined) && cell.ties.length === 0;
  return stands && theoremOf(cell) !== undefined ? 'proved' : cell.examined;
}

/** The theorem that covers the cell, if any. */
export function theoremOf({ row, column }: Pick<Cell, 'row' | 'column'>): ReturnType<typeof coveringTheorem> {
  return coveringTheorem(parseRow(row), column);
}

/** A counterexample as a cell holds it. */
export function asData(found: Counterexample): CellCounterexample {
  const { game, policies, parameters, violation } = counterexampleToJson('', found);
  return { game, policies, parameters, violation };
}
