import { instanceFromJson } from '../claims/counterexampleFile.js';
import type { Instance } from '../claims/instance.js';
import { corpusIn, ownCorpus } from '../search/corpus.js';
import { examineAll } from '../search/examine.js';
import { getsThere, type Measured, summary } from '../search/getsThere.js';
import { DEFAULT_CLIMB } from '../search/runs.js';
import { examinedOf, regimeOf } from './algorithmOf.js';
import { asData, type Cell, type CellCounterexample } from './cell.js';
import { type ColumnId, columnOf } from './columns.js';
import { parseRow, type Row } from './row.js';

/** How hard the rows of an atlas are examined. */
export interface RowBudget {
  readonly seed: number;
  /** Random instances a row, after the corpus and all small ones. */
  readonly runs: number;
}

/**
 * An atlas is made once and read often: its climbs are longer than a check's, most of all where one distribution serves
 * several histories, so that what a step gains at one of them it may lose at another.
 */
const CLIMB = { full: 3 * DEFAULT_CLIMB, truncated: 10 * DEFAULT_CLIMB, shared: 10 * DEFAULT_CLIMB };

/** A row that is to be examined, in some of its columns. */
export interface RowTask {
  readonly row: string;
  readonly columns: readonly ColumnId[];
}

/**
 * Examines a row in its columns: known counterexamples first, then as `search` has it. How long it searches is a count,
 * not a time: the same task and budget give the same bytes.
 */
export function examineRow({ row: name, columns }: RowTask, { seed, runs }: RowBudget): Cell[] {
  const row = parseRow(name);
  const regime = regimeOf(row);
  const guarantees = columns.map((id) => columnOf(id).guarantee);
  const first = corpusIn(ownCorpus(), regime);
  const findings = examineAll(examinedOf(row), guarantees, regime, {
    seed,
    runs,
    first,
    climb: CLIMB[row.information],
  });
  return findings.map(({ verdict, why, counts, counterexample, ties }, n) => ({
    row: name,
    column: columns[n],
    examined: verdict,
    ...(why === undefined ? {} : { why }),
    counts,
    ...(counterexample === undefined ? {} : { counterexample: asData(counterexample) }),
    ties: ties.map(({ tie, counterexample: found }) => ({ tie, counterexample: asData(found) })),
  }));
}

/** A row that is done: its cells, and how far its iteration gets where that was measured; null: undecided everywhere. */
export interface RowDone {
  readonly cells: readonly Cell[];
  readonly getsThere?: Measured | null;
}

/** `examineRow` with what is measured beside it: under full information, on games of several turns. */
export function examineWholeRow(task: RowTask, budget: RowBudget): RowDone {
  const cells = examineRow(task, budget);
  const row = parseRow(task.row);
  return isMeasured(row) ? { cells, getsThere: measureRow(row) } : { cells };
}

/** Is it measured how far the row's iteration gets? (Where policies see less, the greatest J is not known.) */
export function isMeasured({ information, turns }: Row): boolean {
  return information === 'full' && turns === 'multi';
}

/** How far the row's iteration gets; null where every run is undecided. */
export function measureRow(row: Row): Measured | null {
  return summary(getsThere(examinedOf(row), regimeOf(row).seeds)) ?? null;
}

/** The instance of a cell's counterexample. Throws GameError or PolicyError when it holds none. */
export function instanceOf({ game, policies, parameters }: Omit<CellCounterexample, 'confirmation'>): Instance {
  return instanceFromJson({ version: 1, search: '', game, policies, parameters, violation: NO_VIOLATION });
}

const NO_VIOLATION = { expected: '', left: { label: '', value: '' }, right: { label: '', value: '' }, gap: '' };
