import { type Atlas, atlasOf, type AtlasSettings, atlasSettings, tasksOf } from '../../src/atlas/atlasFile.js';
import { examineWholeRow } from '../../src/atlas/examineRow.js';

/** Two lines of Table 1 and a row beside them, in two columns, with few instances. */
export const SMALL: AtlasSettings = atlasSettings({
  seed: 1,
  runs: 4,
  rows: [
    'grae:2 clip-turn:1/5 reverse full',
    'grae:2 clip-turn:1/5 reverse shared',
    'loo:2 kl:1 simultaneous shared',
    'loo:2 gradient:1 simultaneous full single-turn',
  ],
  columns: ['monotone', 'one-sweep'],
});

/** The small atlas, examined. */
export function smallAtlas(): Atlas {
  const rows = tasksOf(SMALL).map((task) => ({ task, done: examineWholeRow(task, SMALL) }));
  const measured = rows.flatMap(({ task, done }) => (done.getsThere === undefined ? [] : [[task.row, done.getsThere]]));
  return atlasOf(
    SMALL,
    rows.flatMap(({ done }) => done.cells),
    false,
    Object.fromEntries(measured) as Atlas['getsThere'],
  );
}
