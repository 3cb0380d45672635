import { instanceFromJson } from '../claims/counterexampleFile.js';
import type { Instance } from '../claims/instance.js';
import type { Outcome } from '../claims/outcome.js';
import { stepOf } from './algorithmOf.js';
import type { Cell, CellCounterexample } from './cell.js';
import { columnOf } from './columns.js';
import { parseRow } from './row.js';

/** The instance of a cell's counterexample. Throws GameError or PolicyError when it holds none. */
export function instanceOf({ game, policies, parameters }: CellCounterexample): Instance {
  return instanceFromJson({ version: 1, search: '', game, policies, parameters, violation: NO_VIOLATION });
}

const NO_VIOLATION = { expected: '', left: { label: '', value: '' }, right: { label: '', value: '' }, gap: '' };

/** What the cell's check says of `instance` now. */
export function checkInCell({ row, column }: Pick<Cell, 'row' | 'column'>, instance: Instance): Outcome {
  return columnOf(column).guarantee.check(stepOf(parseRow(row)))(instance);
}

/** Is the cell's counterexample still one, with the very numbers that are stored? True for a cell without one. */
export function replays(cell: Cell): boolean {
  const { counterexample } = cell;
  if (counterexample === undefined) return true;
  const outcome = checkInCell(cell, instanceOf(counterexample));
  if (outcome.status !== 'violated') return false;
  return numbersOf(outcome).join() === numbersOf(counterexample.violation).join();
}

function numbersOf({ expected, left, right, gap, where }: CellCounterexample['violation']): string[] {
  return [expected, left.label, left.value, right.label, right.value, gap, where ?? ''].map((x) => JSON.stringify(x));
}
