import type { Instance } from '../claims/instance.js';
import type { Outcome } from '../claims/outcome.js';
import { Trial } from '../guarantees/trial.js';
import { examinedOf } from './algorithmOf.js';
import type { Cell, CellCounterexample } from './cell.js';
import { columnOf } from './columns.js';
import { instanceOf } from './examineRow.js';
import { parseRow } from './row.js';

/** What the cell's check says of `instance` now. */
export function checkInCell({ row, column }: Pick<Cell, 'row' | 'column'>, instance: Instance): Outcome {
  return columnOf(column).guarantee.decide(new Trial(examinedOf(parseRow(row)), instance));
}

/** Are the cell's counterexamples still such, with the very numbers that are stored? True for a cell without one. */
export function replays(cell: Cell): boolean {
  const { counterexample, ties } = cell;
  const all = [...(counterexample === undefined ? [] : [counterexample]), ...ties.map((tie) => tie.counterexample)];
  return all.every((stored) => {
    const outcome = checkInCell(cell, instanceOf(stored));
    return outcome.status === 'violated' && numbersOf(outcome).join() === numbersOf(stored.violation).join();
  });
}

function numbersOf({ expected, left, right, gap, where }: CellCounterexample['violation']): string[] {
  return [expected, left.label, left.value, right.label, right.value, gap, where ?? ''].map((x) => JSON.stringify(x));
}
