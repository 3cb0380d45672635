import { besideAtlas } from '../decide/besideAtlas.js';
import { tasksOf } from '../decide/tasks.js';
import { chosenRows } from './atlasChoice.js';
import { type DecideOutput, prepareDecided, presentDecided } from './decideOutput.js';
import { chosenDecidedColumns, chosenShapes, runDecide } from './decideRun.js';
import { EXIT, type ExitCode } from './exitCode.js';
import { note } from './output.js';
import { readAtlas } from './readAtlas.js';

/** The options of `seeupo atlas` that `--decide` reads. */
export interface DecideAtlasOptions {
  readonly rows?: readonly string[];
  readonly columns?: readonly string[];
  readonly shapes?: readonly string[];
  readonly rlimit?: number;
  readonly timeLimit?: number;
  /** Files of atlases. */
  readonly beside?: readonly string[];
  readonly json?: boolean;
  readonly report?: string;
}

/**
 * `seeupo atlas --decide`: what is decided for the chosen rows on the chosen shapes. With the files of an atlas, also
 * where its verdicts and the answers do not go together, on stderr.
 */
export async function decideAtlas(options: DecideAtlasOptions): Promise<ExitCode> {
  const { rows = [], columns = [], shapes = [], rlimit, timeLimit, beside = [], json = false } = options;
  const report = options.report ?? (json ? undefined : 'seeupo-atlas');
  const output: DecideOutput = { json, ...(report === undefined ? {} : { report }) };
  const tasks = tasksOf(chosenRows(rows), chosenShapes(shapes));
  const chosen = chosenDecidedColumns(columns);
  const atlases = beside.map(readAtlas);
  prepareDecided(output);
  const done = await runDecide(tasks, {
    columns: chosen,
    ...(rlimit === undefined ? {} : { rlimit }),
    ...(timeLimit === undefined ? {} : { timeLimit }),
  });
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
