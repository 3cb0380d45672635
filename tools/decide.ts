import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_ROWS } from '../src/cli/atlasChoice.js';
import { decideCells, type Pooled, sameColumn, type Task } from '../src/decide/decideCells.js';
import { type DecidedJson, decidedToJson, instanceOfWitness, taskOf } from '../src/decide/decidedFile.js';
import { rememberingSolver } from '../src/decide/rememberingSolver.js';
import { SHAPES } from '../src/decide/shapes.js';
import { loadSolver } from '../src/decide/solver.js';
import { tasksOf } from '../src/decide/tasks.js';
import { Rational } from '../src/exact/rational.js';
import { DECIDED_COLUMNS } from '../src/decide/violation.js';
import { DECIDE_PAGE, decidePageText } from './decidedPage.js';
import { committedDecided, DECIDED_FILE } from './decidedResults.js';
import { ROOT } from './sourceTree.js';

type CellJson = DecidedJson['cells'][number];

// tsx tools/decide.ts [SHAPE…] [--rows WORDS] [--rlimit N]: decides the rows of the atlas that have all these words on
// these shapes (all without), stores what it finds, and writes the tables of docs/decide.md. What is stored already is
// kept; delete the file to begin anew. Runs on different shapes may go on side by side.
const { values: given, positionals: ids } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string', default: '' }, rlimit: { type: 'string' } },
});
const filter = given.rows.split(' ');
const options = given.rlimit === undefined ? {} : { rlimit: Number(given.rlimit) };
const shapes = SHAPES.filter(({ id }) => ids.length === 0 || ids.includes(id));
const rows = DEFAULT_ROWS.filter((row) => filter.every((word) => row.includes(word)));
const file = join(ROOT, DECIDED_FILE);
const solver = rememberingSolver(await loadSolver());
const tasks = tasksOf(rows, shapes);
for (const [n, task] of tasks.entries()) {
  const columns = [...new Set(DECIDED_COLUMNS.map((column) => sameColumn(column, task.shape)))];
  const known = stored().filter((cell) => isOf(task, cell));
  if (columns.every((column) => known.some((cell) => cell.column === column))) continue;
  const start = performance.now();
  const cells = await decideCells(task, columns, { solver, known: knownFor(task), ...options });
  write([...stored().filter((cell) => !isOf(task, cell)), ...decidedToJson(cells, solver.version).cells]);
  const answers = cells.map(
    ({ column, any, stay }) => `${column} ${any.answer}${any.answer === stay.answer ? '' : `/${stay.answer}`}`,
  );
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${n + 1}/${tasks.length} ${task.shape.id} ${task.subject}: ${answers.join(', ')} (${seconds} s)`);
}
const page = join(ROOT, DECIDE_PAGE);
writeFileSync(page, await decidePageText(readFileSync(page, 'utf8'), committedDecided()));

function isOf({ shape, subject }: Task, cell: CellJson): boolean {
  return cell.shape === shape.id && cell.subject === subject;
}

/** What is stored until now, by this run or another. */
function stored(): readonly CellJson[] {
  if (!existsSync(file)) return [];
  const before = committedDecided();
  if (before.solver === solver.version) return before.cells;
  throw new Error(`${DECIDED_FILE} was made with ${before.solver}, this is ${solver.version}: delete it to begin anew`);
}

/** On two turns the solver finds little: counterexamples of other rules there, one of each, serve as well. */
function knownFor({ shape, information }: Task): readonly Pooled[] {
  if (shape.id !== 'two-turns') return [];
  const pool = new Map<string, Pooled>();
  for (const cell of stored().filter((known) => known.shape === shape.id)) {
    const { witness, from } = cell.any;
    const isOwn = from === undefined && witness?.next === undefined;
    if (witness === undefined || !isOwn || taskOf(cell).information !== information) continue;
    const { instance } = instanceOfWitness(cell, witness);
    const values = new Map(Object.entries(witness.values).map(([name, text]) => [name, Rational.parse(text)]));
    const found = { instance, values };
    pool.set(JSON.stringify([witness.values, witness.tie]), { from: `${cell.subject}: ${cell.column}`, found });
  }
  return [...pool.values()];
}

/** In the order of shapes and rows, whatever the order in which they were decided; one line a cell. */
function write(all: readonly CellJson[]): void {
  const order = new Map(tasksOf(DEFAULT_ROWS, SHAPES).map((task, n) => [`${task.shape.id} ${task.subject}`, n]));
  const rank = (cell: CellJson): number => order.get(`${cell.shape} ${cell.subject}`) ?? 0;
  const cells = all.slice().sort((x, y) => rank(x) - rank(y));
  const shapes = SHAPES.filter(({ id }) => cells.some(({ shape }) => shape === id));
  const head = {
    ...decidedToJson([], solver.version),
    shapes: shapes.map(({ id, title }) => ({ id, title })),
    cells: [],
  };
  const lines = cells.map((cell) => JSON.stringify(cell)).join(',\n');
  writeFileSync(file, JSON.stringify(head).replace('"cells":[]', `"cells":[\n${lines}\n]`) + '\n');
}
