import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { instanceOf } from '../src/atlas/examineRow.js';
import { parseRow } from '../src/atlas/row.js';
import type { Instance } from '../src/claims/instance.js';
import { DEFAULT_ROWS } from '../src/cli/atlasChoice.js';
import { decideCells, type Pooled, sameColumn, type Task } from '../src/decide/decideCells.js';
import { type DecidedJson, decidedToJson, instanceOfWitness } from '../src/decide/decidedFile.js';
import type { Values } from '../src/decide/evaluateTerm.js';
import { shapesOfInstance } from '../src/decide/gameShape.js';
import { rememberingSolver } from '../src/decide/rememberingSolver.js';
import { SHAPES } from '../src/decide/shapes.js';
import { loadSolver } from '../src/decide/solver.js';
import type { SymbolicGame } from '../src/decide/symbolicGame.js';
import { subjectName, tasksOf } from '../src/decide/tasks.js';
import { DECIDED_COLUMNS } from '../src/decide/violation.js';
import { Rational } from '../src/exact/rational.js';
import { NodeKind } from '../src/game/game.js';
import { committedAtlas } from './atlasPage.js';
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
const atlas = committedAtlas();
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

/** Counterexamples that are tried before the solver is asked, on the shapes where most questions are too much for it. */
function knownFor(task: Task): readonly Pooled[] {
  if (task.shape.id === 'two-turns') return ofAtlas(task);
  return task.shape.id === 'three-arms-behind-a-coin' ? ofOtherUpdates(task) : [];
}

/** What is stored for other updates with the same estimate: they rest where it is 0, for instance. */
function ofOtherUpdates({ shape, subject }: Task): readonly Pooled[] {
  const [estimate] = subject.split(' ');
  return stored().flatMap((cell): Pooled[] => {
    const { witness, from } = cell.any;
    const isOther = cell.shape === shape.id && cell.subject.startsWith(`${estimate} `) && cell.subject !== subject;
    if (!isOther || witness === undefined || witness.next !== undefined || from !== undefined) return [];
    const values = new Map(Object.entries(witness.values).map(([name, text]) => [name, Rational.parse(text)]));
    return [{ from: `${cell.subject}: ${cell.column}`, found: { ...instanceOfWitness(cell, witness), values } }];
  });
}

/** What the atlas breaks for this rule with a game of the shape. */
function ofAtlas({ shape, information, subject }: Task): readonly Pooled[] {
  const own = atlas.cells.filter(({ row }) => {
    const parsed = parseRow(row);
    return parsed.turns === 'multi' && subjectName(parsed, shape) === subject;
  });
  const games = shape.games(information);
  return own.flatMap(({ counterexample }): Pooled[] => {
    if (counterexample === undefined) return [];
    const instance = instanceOf(counterexample);
    if (!shapesOfInstance(instance).includes(shape.id)) return [];
    const values = valuesIn(games, instance);
    const old = games.concrete(values);
    const parameters = { tie: instance.parameters['tie'] ?? 'stay', seed: instance.parameters['seed'] ?? '1' };
    return [{ from: 'atlas', found: { instance: { game: old.game, policies: { old }, parameters }, values } }];
  });
}

/** The numbers of a game of two turns and its policy. */
function valuesIn({ structure, variables }: SymbolicGame, { game, policies: { old } }: Instance): Values {
  const rewards = [...structure.kind.keys()].filter((i) => structure.kind[i] === NodeKind.terminal);
  const numbers = [
    ...rewards.map((i) => game.reward[i]),
    ...structure.infoSets.map(([i]) => old.probability[structure.firstEdge[i]]),
  ];
  if (numbers.length !== variables.length) throw new TypeError('a game of two turns has a number for each variable');
  return new Map(variables.map((name, n) => [name, numbers[n]]));
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
  // Whole or not at all: another run may be reading it.
  writeFileSync(`${file}.new`, JSON.stringify(head).replace('"cells":[]', `"cells":[\n${lines}\n]`) + '\n');
  renameSync(`${file}.new`, file);
}
