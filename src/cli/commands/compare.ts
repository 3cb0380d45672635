import type { Command } from 'commander';
import { type CompareSettings, tasksOf } from '../../neural/compare/compareSettings.js';
import { LEARNING_RATE } from '../../neural/compare/learningRates.js';
import type { RunRecord } from '../../neural/compare/runRecord.js';
import { compareAll } from '../compareAll.js';
import { checkSettings, type CompareChoice, DEFAULT_ALGORITHMS, settingsOf, untunedNote } from '../compareChoice.js';
import { readRuns, resumeComparison, runFile, startComparison, writeRun } from '../compareFiles.js';
import { comparisonOf, presentComparison } from '../compareOutput.js';
import { workersFor } from '../comparePool.js';
import { EXIT, type ExitCode, type Finish } from '../exitCode.js';
import { idList, MOST_BATCH, positiveNumber, sizeList, wholeNumber } from '../optionValues.js';
import { note } from '../output.js';
import { environmentLines, PRESET_NAMES } from '../trainWords.js';
import { UsageError } from '../usageError.js';

const MOST_WORKERS = 256;
const MOST_SEEDS = 1000;

interface CompareOptions extends CompareChoice {
  readonly workers?: number;
  readonly report?: string;
  readonly resume?: string;
  readonly json?: boolean;
}

const HELP = `
Each algorithm is trained with each seed, and J of the network is evaluated
exactly after every iteration. All play equally many episodes, but take
different numbers of optimizer steps; the report orders them by both.
Each run is a file of its own as soon as it is done: after Ctrl-C, --resume does
the others. What a run gives depends on its settings alone, not on workers.

Environments, and their sizes with defaults:
${environmentLines()}

Algorithms: ${PRESET_NAMES}

Exit code: 0 all runs are done; 2 bad use or input; 3 runs are missing.

Examples:
  $ seeupo compare combination-lock
  $ seeupo compare flaky-tool --algorithms seeupo,gspo,ppo --samples 2000
  $ seeupo compare --resume seeupo-compare`;

/** `seeupo compare`: algorithms × seeds on one environment, judged exactly. */
export function addCompare(program: Command, finish: Finish): void {
  program
    .command('compare')
    .summary('train several algorithms on one environment, and compare their exact J')
    .description(
      'Trains algorithms with several seeds on an environment, and compares the exact J of their networks: curves, stability, and what was spent.',
    )
    .argument('[environment]', 'the name of an environment that unrolls')
    .option('--size <name=value,…>', 'sizes of the environment, the others at their defaults', sizeList)
    .option('--algorithms <names>', `presets (default: ${DEFAULT_ALGORITHMS.join(',')})`, idList)
    .option('--seeds <n>', 'how many seeds', wholeNumber(1, MOST_SEEDS), 5)
    .option('--seed <n>', 'the first of them', wholeNumber(0), 1)
    .option('--iterations <n>', "iterations of each run (default: the environment's)", wholeNumber(1))
    .option('--samples <n>', 'so many trajectories for each run instead, rounded up to an iteration', wholeNumber(1))
    .option('--contexts <n>', 'B, contexts of an iteration (default: 8)', wholeNumber(1, MOST_BATCH))
    .option('--group <n>', "G, rollouts of a context (default: the environment's)", wholeNumber(1, MOST_BATCH))
    .option('--network <kind>', 'tabular, mlp, gru or transformer', 'gru')
    .option(
      '--learning-rate <x>',
      `of all algorithms (default: what was tuned for each on the environment, see docs/training.md, else ${LEARNING_RATE}, which is then noted)`,
      positiveNumber,
    )
    .option('--engine <name>', 'auto, tensorflow, webgpu, wasm or cpu', 'wasm')
    .option(
      '--workers <n>',
      'worker processes (default: one for each core; with webgpu one, since there is one device)',
      wholeNumber(1, MOST_WORKERS),
    )
    .option('--report <dir>', 'directory of compare.html, compare.json and the runs (default: seeupo-compare)')
    .option('--resume <dir>', 'go on with the comparison in this directory')
    .option('--json', 'print JSON; write files only with --report or --resume')
    .addHelpText('after', HELP)
    .action(async (environment: string | undefined, options: CompareOptions, command: Command) => {
      refuseMixtures(environment, command);
      finish(await compare(environment, options));
    });
}

function refuseMixtures(environment: string | undefined, command: Command): void {
  const given = (option: string): boolean => command.getOptionValueSource(option) === 'cli';
  if (given('iterations') && given('samples')) throw new UsageError('--iterations cannot be used with --samples');
  if (!given('resume')) {
    if (environment === undefined) throw new UsageError('name an environment, or a comparison with --resume');
    return;
  }
  const fixed = 'size algorithms seeds seed iterations samples contexts group network learningRate engine report'.split(
    ' ',
  );
  const extra = environment ?? fixed.find(given);
  if (extra === undefined) return;
  const shown = extra === environment ? extra : `--${extra.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new UsageError(`--resume takes all settings from its directory; leave out ${shown}`);
}

async function compare(environment: string | undefined, options: CompareOptions): Promise<ExitCode> {
  const { resume, json = false } = options;
  const dir = resume ?? options.report ?? (json ? undefined : 'seeupo-compare');
  const settings = resume === undefined ? started(environment ?? '', options, dir) : resumed(resume);
  const tasks = tasksOf(settings);
  const records: RunRecord[] = dir === undefined ? [] : readRuns(dir, tasks);
  const done = new Set(records.map(runFile));
  const isWhole = await compareAll(
    tasks.filter((task) => !done.has(runFile(task))),
    {
      engine: settings.engine,
      workers: options.workers ?? workersFor(settings.engine),
      onRecord: (record) => {
        records.push(record);
        if (dir !== undefined) writeRun(dir, record);
      },
    },
  );
  if (records.length > 0) await presentComparison(comparisonOf(settings, records), { dir, json });
  if (isWhole) return EXIT.fine;
  const next = dir === undefined ? '' : `; to go on: seeupo compare --resume ${dir}`;
  note(`Stopped by an interruption: ${records.length} of ${tasks.length} runs are done${next}`);
  return EXIT.inconclusive;
}

function started(environment: string, options: CompareOptions, dir: string | undefined): CompareSettings {
  const settings = settingsOf(environment, options);
  if (dir !== undefined) startComparison(dir, settings);
  const untuned = options.learningRate === undefined ? untunedNote(settings) : undefined;
  if (untuned !== undefined) note(untuned);
  return settings;
}

function resumed(dir: string): CompareSettings {
  const settings = resumeComparison(dir);
  checkSettings(settings);
  return settings;
}
