import { besideAtlas } from '../decide/besideAtlas.js';
import { sameColumn, type Task } from '../decide/decideCells.js';
import type { DecidedJson } from '../decide/decidedFile.js';
import { tasksOf } from '../decide/tasks.js';
import type { DecidedColumn } from '../decide/violation.js';
import { chosenRows } from './atlasChoice.js';
import { type DecideOutput, prepareDecided, presentDecided } from './decideOutput.js';
import { chosenDecidedColumns, chosenShapes, type DecideDone, runDecide } from './decideRun.js';
import { EXIT, type ExitCode } from './exitCode.js';
import { note } from './output.js';
import { readAtlas } from './readAtlas.js';
import { readDecided } from './readDecided.js';

/** The options of `seeupo atlas` that `--decide` reads. */
export interface DecideAtlasOptions {
  readonly rows?: readonly string[];
  readonly columns?: readonly string[];
  readonly shapes?: readonly string[];
  readonly rlimit?: number;
  readonly timeLimit?: number;
  /** A decided.json whose answers are taken, so that no solver is asked. */
  readonly answers?: string;
  /** Files of atlases. */
  readonly beside?: readonly string[];
  readonly json?: boolean;
  readonly report?: string;
}

/**
 * `seeupo atlas --decide`: what is decided for the chosen rows on the chosen shapes, now or in a file of answers. With the
 * files of an atlas, also where its verdicts and the answers do not go together, on stderr.
 */
export async function decideAtlas(options: DecideAtlasOptions): Promise<ExitCode> {
  const { rows = [], columns = [], shapes = [], rlimit, timeLimit, beside = [], json = false } = options;
  const report = options.report ?? (json ? undefined : 'seeupo-atlas');
  const output: DecideOutput = { json, ...(report === undefined ? {} : { report }) };
  const chosen = chosenDecidedColumns(columns);
  const stored = options.answers === undefined ? undefined : readDecided(options.answers);
  // Every shape that is stored, unless some are chosen.
  const known = stored !== undefined && shapes.length === 0 ? stored.shapes.map(({ id }) => id) : shapes;
  const tasks = tasksOf(chosenRows(rows), chosenShapes(known));
  const atlases = beside.map(readAtlas);
  prepareDecided(output);
  const done: DecideDone =
    stored === undefined
      ? await runDecide(tasks, {
          columns: chosen,
          ...(rlimit === undefined ? {} : { rlimit }),
          ...(timeLimit === undefined ? {} : { timeLimit }),
        })
      : { decided: partOf(stored, tasks, chosen) };
  const code = presentDecided(done, output);
  const differences = atlases.flatMap((atlas) => besideAtlas(atlas, done.decided));
  for (const { cell, verdict, shape, kind } of differences) {
    note(
      kind === 'broken'
        ? `${cell}: ${verdict} in the atlas, but a game of the shape ${shape} breaks it`
        : `${cell}: refuted in the atlas with a game of the shape ${shape}, where nothing breaks it; one of the two is wrong`,
    );
  }
  return differences.length === 0 ? code : EXIT.failed;
}

/** What is stored about these rules and columns. */
function partOf(decided: DecidedJson, tasks: readonly Task[], columns: readonly DecidedColumn[]): DecidedJson {
  const wanted = new Set(
    tasks.flatMap(({ subject, shape }) =>
      columns.map((column) => `${shape.id} ${subject}: ${sameColumn(column, shape)}`),
    ),
  );
  const cells = decided.cells.filter(({ shape, subject, column }) => wanted.has(`${shape} ${subject}: ${column}`));
  return { ...decided, shapes: decided.shapes.filter(({ id }) => cells.some(({ shape }) => shape === id)), cells };
}
