import { ALGORITHMS } from '../algorithm/algorithms.js';
import type { Algorithm } from '../algorithm/algorithm.js';
import type { Task } from '../decide/decideCells.js';
import { loadParts } from '../decide/loadParts.js';
import type { Shape } from '../decide/shapes.js';
import type { AlgorithmSource, CheckSettings } from '../userAlgorithm/checkTask.js';
import { UserFileError } from '../userAlgorithm/loadFile.js';
import { passOn } from './checkRunner.js';
import { type DecideOutput, prepareDecided, presentDecided } from './decideOutput.js';
import { chosenDecidedColumns, chosenShapes, runDecide } from './decideRun.js';
import type { ExitCode } from './exitCode.js';
import { UsageError } from './usageError.js';

/** The options of `seeupo check` that `--decide` reads. */
export interface DecideCheckOptions {
  readonly information: CheckSettings['information'];
  readonly guarantee?: readonly string[];
  readonly shapes?: readonly string[];
  readonly rlimit?: number;
  /** Seconds. */
  readonly timeLimit: number;
  readonly json?: boolean;
  readonly report?: string;
}

/** `seeupo check --decide`: what is decided for an algorithm of named parts on the chosen shapes. */
export async function decideCheck(source: AlgorithmSource, options: DecideCheckOptions): Promise<ExitCode> {
  const { information, guarantee = [], shapes = [], rlimit, timeLimit, json = false, report } = options;
  const output: DecideOutput = { json, ...(report === undefined ? {} : { report }) };
  const [chosen, columns] = [chosenShapes(shapes), chosenDecidedColumns(guarantee)];
  prepareDecided(output);
  const algorithm = await algorithmOf(source);
  const tasks = chosen.flatMap((shape) => tasksOn(algorithm, shape, information));
  const done = await runDecide(tasks, { columns, timeLimit, ...(rlimit === undefined ? {} : { rlimit }) });
  return presentDecided(done, output);
}

function tasksOn(algorithm: Algorithm, shape: Shape, information: CheckSettings['information']): Task[] {
  const kinds = shape.single ? (['full'] as const) : information;
  return kinds.map((kind) => ({
    subject: shape.single ? algorithm.name : `${algorithm.name}, ${kind}`,
    algorithm,
    shape,
    information: kind,
  }));
}

async function algorithmOf(source: AlgorithmSource): Promise<Algorithm> {
  if ('named' in source) {
    const found = ALGORITHMS.find(({ name }) => name === source.named);
    if (found === undefined) throw new RangeError(`there is no algorithm "${source.named}"`);
    return found;
  }
  let algorithm: Algorithm | undefined;
  try {
    algorithm = await loadParts(source.file, (text) => passOn(source, text));
  } catch (error) {
    if (error instanceof UserFileError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
  if (algorithm !== undefined) return algorithm;
  throw new UsageError(
    '--decide needs an algorithm of named parts (defineAlgorithm): a step of your own is code, and no formula can be made of it',
  );
}
