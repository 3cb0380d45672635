import { algorithmOf } from '../atlas/algorithmOf.js';
import { parseRow, type Row, rowId } from '../atlas/row.js';
import type { Task } from './decideCells.js';
import type { Shape } from './shapes.js';

/**
 * The rule of a row in the words that make a difference on the shape. With a single decision there is no order, no
 * information and no ratio of other turns; and with two actions tokens are turns.
 */
export function subjectName(row: Row, { single, actions }: Shape): string {
  const update =
    single || actions === 2
      ? row.update.replace(actions === 2 ? /^clip-(token|joint):/ : /^clip-joint:/, (word) =>
          word === 'clip-joint:' && !single ? word : 'clip-turn:',
        )
      : row.update;
  const about = [row.advantage, update];
  // Three arms spelled in tokens are two decisions in an order.
  const isSequence = !single || (actions === 3 && update.startsWith('clip-token:'));
  if (!isSequence) return about.join(' ');
  return [...about, row.order, ...(single ? [] : [row.information])].join(' ');
}

/** What is to be decided for these rows on these shapes; rows that are the same rule there, once. */
export function tasksOf(rows: readonly string[], shapes: readonly Shape[]): Task[] {
  const tasks = new Map<string, Task>();
  for (const shape of shapes) {
    for (const row of rows.map(parseRow)) {
      if (row.turns === 'single' && shape.turns > 1) continue;
      const subject = subjectName(row, shape);
      const key = `${shape.id} ${subject}`;
      if (tasks.has(key)) continue;
      tasks.set(key, {
        subject,
        algorithm: { ...algorithmOf(row), name: rowId(row) },
        shape,
        information: shape.single ? 'full' : row.information,
      });
    }
  }
  return [...tasks.values()];
}
