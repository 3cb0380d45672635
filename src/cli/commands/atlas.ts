import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import {
  type Atlas,
  atlasOf,
  atlasSettings,
  type AtlasSettings,
  type Measurements,
  shardOf,
  tasksOf,
} from '../../atlas/atlasFile.js';
import { cellKey, verdictOf } from '../../atlas/cell.js';
import { columnOf } from '../../atlas/columns.js';
import { examineRow, type RowTask } from '../../atlas/examineRow.js';
import { atlasCellText } from '../../report/atlasCellText.js';
import { DEFAULT_RUNS } from '../../search/runs.js';
import { chosenColumns, chosenRows, DEFAULT_ROWS, rowOfUser } from '../atlasChoice.js';
import { exitOfAtlas, keepAtlas, presentAtlas, prepareAtlasReport } from '../atlasOutput.js';
import { type AtlasRunOptions, crossAtlas, runAtlas } from '../atlasRun.js';
import { decideAtlas } from '../decideAtlas.js';
import { DEFAULT_SHAPES_TEXT, MOST_RLIMIT, RLIMIT_TEXT } from '../decideRun.js';
import { EXIT, type ExitCode, type Finish } from '../exitCode.js';
import { idList, MOST_RUNS, seconds, type Shard, shardOption, wholeNumber } from '../optionValues.js';
import { hasColour, jsonText, note, print } from '../output.js';
import { readAtlas } from '../readAtlas.js';
import { UsageError } from '../usageError.js';

const MOST_WORKERS = 256;

interface AtlasOptions {
  readonly rows?: readonly string[];
  readonly columns?: readonly string[];
  readonly cell?: string;
  readonly column?: string;
  readonly list?: boolean;
  readonly runs: number;
  readonly seed: number;
  readonly timeLimit?: number;
  readonly workers: number;
  readonly shard?: Shard;
  readonly resume?: readonly string[];
  readonly cross?: boolean;
  readonly decide?: boolean;
  readonly shapes?: readonly string[];
  readonly rlimit?: number;
  readonly answers?: string;
  readonly beside?: readonly string[];
  readonly json?: boolean;
  readonly report?: string;
}

const HELP = `
A row is ADVANTAGE UPDATE ORDER INFORMATION, such as
"grae:2 clip-turn:1/5 reverse full"; --list lists them.
The whole atlas takes about fifteen minutes on two cores. What a cell finds
depends on seed and runs alone, not on workers, shards or time. When all rows
are there, every counterexample is tried on every cell that nothing refutes yet.
--decide asks a solver (the optional package z3-solver) about all games of a
small shape and all policies of full support at once; docs/decide.md tells more.

Exit code: 0 no cell is open; 1 a cell contradicts a proof, or differs
from the paper's Table 1 without an explanation; 2 bad use or input;
3 cells are missing, open or inconclusive. With --decide: 0 every question is
answered; 1 an answer contradicts a file of --beside; 3 some are unknown.

Examples:
  $ seeupo atlas
  $ seeupo atlas --rows "clip-turn reverse" --columns monotone,rests
  $ seeupo atlas --cell "grae:2 clip-turn:1/5 reverse shared" --column monotone
  $ seeupo atlas --shard 1/2 --report part1     (on one machine; 2/2 on another)
  $ seeupo atlas --resume part1/atlas.json,part2/atlas.json --cross
  $ seeupo atlas --decide --rows "grae:2 clip-turn" --shapes two-arms-one-coin
  $ seeupo atlas --decide --answers decided.json --beside atlas.json`;

/** `seeupo atlas`: which combinations keep which guarantee. */
export function addAtlas(program: Command, finish: Finish): void {
  program
    .command('atlas')
    .summary('which combinations of estimator, update, order and information keep which guarantee')
    .description(
      "Examines every sensible combination of advantage estimator, update, order and information for every guarantee, in exact arithmetic, and compares with the paper's Table 1.",
    )
    .option('--rows <words>', 'only rows that have all these words, such as "clip-turn full"; repeatable', collect)
    .option('--columns <ids>', 'only these guarantees, such as monotone,rests; repeatable', idList)
    .option('--cell <row>', 'examine one row in the column --column, and draw its counterexample')
    .option('--column <id>', 'the guarantee of --cell')
    .option('--list', 'list the rows')
    .option(
      '--runs <n>',
      'random instances a row, after the known and all small ones',
      wholeNumber(1, MOST_RUNS),
      DEFAULT_RUNS,
    )
    .option('--seed <n>', 'seed of everything random', wholeNumber(0), 1)
    .option('--time-limit <seconds>', 'stop after this time; unfinished rows are missing', seconds)
    .option('--workers <n>', 'worker threads', wholeNumber(1, MOST_WORKERS), availableParallelism())
    .option('--shard <i/n>', 'do only part i of n, for machines in parallel', shardOption)
    .option('--resume <files>', 'take the cells of these atlas.json files (shards too), and do the rest', idList)
    .option('--cross', 'with --resume: examine nothing more, only share the counterexamples')
    .option('--decide', 'decide the rows for all games of small shapes, by a solver')
    .option('--shapes <ids>', `with --decide: ${DEFAULT_SHAPES_TEXT}`, idList)
    .option('--rlimit <n>', `with --decide: ${RLIMIT_TEXT}`, wholeNumber(1, MOST_RLIMIT))
    .option('--answers <file>', 'with --decide: take the answers of this decided.json; no solver is needed')
    .option('--beside <files>', 'with --decide: atlas.json files whose verdicts are compared', idList)
    .option('--json', 'print JSON; write files only with --report')
    .option('--report <dir>', 'directory of atlas.html and atlas.json, or of decided.json (default: seeupo-atlas)')
    .addHelpText('after', HELP)
    .action(async (options: AtlasOptions, command: Command) => {
      refuseMixtures(command);
      if (options.list === true) finish(list(options.json ?? false));
      else if (options.decide === true) finish(await decideAtlas(options));
      else if (options.cell !== undefined) finish(oneCell(options.cell, options));
      else finish(await wholeAtlas(options));
    });
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function refuseMixtures(command: Command): void {
  const given = (option: string): boolean => command.getOptionValueSource(option) === 'cli';
  const whole = ['rows', 'columns', 'shard', 'resume', 'cross', 'report', 'timeLimit', 'workers'];
  const settings = ['rows', 'columns', 'runs', 'seed'];
  const ofDecide = ['shapes', 'rlimit', 'answers', 'beside'];
  if (!given('decide') && ofDecide.some(given)) {
    throw new UsageError(`--${ofDecide.find(given) ?? ''} needs --decide`);
  }
  if (given('answers') && given('rlimit')) throw new UsageError('--answers cannot be used with --rlimit');
  const conflict = given('decide')
    ? ['decide', [...SEARCH_ONLY, 'cell', 'list'].find(given)]
    : given('cell') || given('list')
      ? [given('cell') ? 'cell' : 'list', whole.find(given)]
      : ['resume', given('resume') ? settings.find(given) : undefined];
  if (conflict[1] !== undefined)
    throw new UsageError(`--${conflict[0] ?? ''} cannot be used with --${dashed(conflict[1])}`);
  if (given('cross') && !given('resume')) {
    throw new UsageError(
      '--cross needs the files of a complete atlas: --resume part1/atlas.json,part2/atlas.json --cross',
    );
  }
  if (given('cell') !== given('column')) throw new UsageError('--cell and --column go together: a row and a guarantee');
}

/** What only a search reads: a solver has its answers without. */
const SEARCH_ONLY = ['runs', 'seed', 'workers', 'shard', 'resume', 'cross'];

function dashed(option: string): string {
  return option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function list(json: boolean): ExitCode {
  print(json ? jsonText({ schemaVersion: 1, kind: 'seeupo-atlas-rows', rows: DEFAULT_ROWS }) : DEFAULT_ROWS.join('\n'));
  return EXIT.fine;
}

function oneCell(text: string, { column: id = '', seed, runs, json = false }: AtlasOptions): ExitCode {
  const row = rowOfUser(text);
  const [column] = chosenColumns([id]);
  const settings = atlasSettings({ seed, runs, rows: [row], columns: [columnOf(column).id] });
  const [cell] = examineRow({ row, columns: settings.columns }, settings);
  if (json) presentAtlas(atlasOf(settings, [cell]), { json });
  else {
    print(atlasCellText(cell, { colour: hasColour() }));
  }
  return verdictOf(cell) === 'inconclusive' ? EXIT.inconclusive : EXIT.fine;
}

async function wholeAtlas(options: AtlasOptions): Promise<ExitCode> {
  const { json = false, timeLimit, workers, shard, cross = false } = options;
  const report = options.report ?? (json ? undefined : 'seeupo-atlas');
  const output = { json, ...(report === undefined ? {} : { report }) };
  const before = (options.resume ?? []).map((file) => ({ file, atlas: readAtlas(file) }));
  const settings = before[0]?.atlas.settings ?? settingsOf(options);
  for (const { file, atlas } of before) {
    if (JSON.stringify(atlas.settings) === JSON.stringify(settings)) continue;
    throw new UsageError(
      `${file} and ${before[0].file} are not of one atlas: they differ in seed, runs, corpus, rows or columns`,
    );
  }
  const known = before.flatMap(({ atlas }) => atlas.cells);
  const done = new Set(known.map(cellKey));
  const isDone = ({ row, columns }: RowTask): boolean => columns.every((column) => done.has(cellKey({ row, column })));
  const tasks = (shard === undefined ? tasksOf(settings) : shardOf(settings, shard.index, shard.of)).filter(
    (task) => !isDone(task),
  );
  if (cross && tasks.length > 0) {
    throw new UsageError(
      `--cross: ${tasks.length} rows are missing, such as "${tasks[0].row}"; leave --cross out to examine them`,
    );
  }
  prepareAtlasReport(output);
  const pace = { workers, ...(timeLimit === undefined ? {} : { timeLimit }) };
  const measured = Object.assign({}, ...before.map(({ atlas }) => atlas.getsThere)) as Measurements;
  const keep: AtlasRunOptions['keep'] = ({ cells, getsThere }) =>
    keepAtlas(atlasOf(settings, [...known, ...cells], false, { ...measured, ...getsThere }), output);
  const found = await runAtlas(tasks, settings, { ...pace, keep });
  const wasCrossed = before.length === 1 && before[0].atlas.crossed;
  const searched = atlasOf(settings, [...known, ...found.cells], wasCrossed, { ...measured, ...found.getsThere });
  const isWhole = searched.complete && shard === undefined && !searched.crossed;
  const { atlas, stoppedBy = found.stoppedBy } = isWhole ? await crossAtlas(searched, pace) : { atlas: searched };
  presentAtlas(atlas, output);
  explainGaps(atlas, stoppedBy, shard, report);
  const isWholeShard = shard !== undefined && found.stoppedBy === undefined;
  return exitOfAtlas(atlas, isWholeShard);
}

function settingsOf({ seed, runs, rows = [], columns = [] }: AtlasOptions): AtlasSettings {
  return atlasSettings({ seed, runs, rows: chosenRows(rows), columns: chosenColumns(columns) });
}

/** Tells on stderr what is missing, and how to get it. */
function explainGaps(
  { crossed, cells, settings }: Atlas,
  stoppedBy: string | undefined,
  shard: Shard | undefined,
  report: string | undefined,
): void {
  if (crossed) return;
  const count = `${cells.length} of ${settings.rows.length * settings.columns.length} cells are done`;
  if (stoppedBy !== undefined) {
    const next = report === undefined ? '' : `; to go on: seeupo atlas --resume ${join(report, 'atlas.json')}`;
    note(`Stopped by ${stoppedBy}: ${count}${next}`);
  } else if (shard !== undefined) {
    note(
      `Shard ${shard.index} of ${shard.of}: ${count}; to put shards together: seeupo atlas --resume FILE,FILE,… --cross`,
    );
  }
}
