import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_ROWS } from '../src/cli/atlasChoice.js';
import { type DecidedCell, decideCells, sameColumn } from '../src/decide/decideCells.js';
import { type DecidedJson, decidedSpec, decidedToJson } from '../src/decide/decidedFile.js';
import { rememberingSolver } from '../src/decide/rememberingSolver.js';
import { SHAPES } from '../src/decide/shapes.js';
import { loadSolver } from '../src/decide/solver.js';
import { tasksOf } from '../src/decide/tasks.js';
import { DECIDED_COLUMNS } from '../src/decide/violation.js';
import { DECIDED_FILE } from './decidedResults.js';
import { ROOT } from './sourceTree.js';

// tsx tools/decide.ts [SHAPE…]: decides every row of the atlas on these shapes (all without), and stores what it finds.
// Cells that are stored already are kept; delete the file to begin anew.
const chosen = process.argv.slice(2);
const shapes = SHAPES.filter(({ id }) => chosen.length === 0 || chosen.includes(id));
const file = join(ROOT, DECIDED_FILE);
const solver = rememberingSolver(await loadSolver());
const before: DecidedJson | undefined = existsSync(file)
  ? decidedSpec.parse(JSON.parse(readFileSync(file, 'utf8')))
  : undefined;
if (before !== undefined && before.solver !== solver.version) {
  throw new Error(`${DECIDED_FILE} was made with ${before.solver}, this is ${solver.version}: delete it to begin anew`);
}
const stored = [...(before?.cells ?? [])];
const keyOf = ({ shape, subject, column }: Pick<DecidedCell, 'shape' | 'subject' | 'column'>): string =>
  `${shape} ${subject}: ${column}`;
const done = new Set(stored.map(keyOf));
const tasks = tasksOf(DEFAULT_ROWS, shapes);
for (const [n, task] of tasks.entries()) {
  const columns = [...new Set(DECIDED_COLUMNS.map((column) => sameColumn(column, task.shape)))];
  if (columns.every((column) => done.has(keyOf({ ...task, shape: task.shape.id, column })))) continue;
  const start = performance.now();
  const cells = await decideCells(task, columns, { solver });
  const kept = stored.filter((cell) => !(cell.shape === task.shape.id && cell.subject === task.subject));
  stored.splice(0, stored.length, ...kept, ...decidedToJson(cells, solver.version).cells);
  write();
  const answers = cells.map(
    ({ column, any, stay }) => `${column} ${any.answer}${any.answer === stay.answer ? '' : `/${stay.answer}`}`,
  );
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${n + 1}/${tasks.length} ${task.shape.id} ${task.subject}: ${answers.join(', ')} (${seconds} s)`);
}
write();

/** In the order of shapes and rows, whatever the order in which they were decided. */
function write(): void {
  const order = new Map(tasksOf(DEFAULT_ROWS, SHAPES).map((task, n) => [`${task.shape.id} ${task.subject}`, n]));
  const rank = (cell: DecidedJson['cells'][number]): number => order.get(`${cell.shape} ${cell.subject}`) ?? 0;
  const cells = stored.slice().sort((x, y) => rank(x) - rank(y));
  const used = new Set(cells.map(({ shape }) => shape));
  const json: DecidedJson = {
    ...decidedToJson([], solver.version),
    shapes: SHAPES.filter(({ id }) => used.has(id)).map(({ id, title }) => ({ id, title })),
    cells,
  };
  // One line a cell: readable, and differences stay small.
  const { cells: _, ...head } = json;
  const lines = cells.map((cell) => JSON.stringify(cell)).join(',\n');
  writeFileSync(file, `${JSON.stringify(head).slice(0, -1)},"cells":[\n${lines}\n]}\n`);
}
