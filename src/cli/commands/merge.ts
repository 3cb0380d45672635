import { join } from 'node:path';
import type { Command } from 'commander';
import { mergeRuns, type Run, tasksOf } from '../../claims/run/runFile.js';
import { verdicts } from '../../claims/run/verdict.js';
import type { ExitCode, Finish } from '../exitCode.js';
import { note } from '../output.js';
import { readRun } from '../readRun.js';
import { UsageError } from '../usageError.js';
import { exitOfVerdicts, whyInconclusive } from '../verdictExit.js';
import { presentVerdicts } from '../verdictOutput.js';
import { prepareReport } from '../writeReport.js';

/** So many missing tasks are named; the rest are counted. */
const NAMED = 5;

interface MergeOptions {
  readonly json?: boolean;
  readonly report?: string;
  readonly strict?: boolean;
}

const HELP = `
The runs must have the same settings: seed, runs, claims and game.
Counterexamples are checked again. Exit code: as of verify; 3 when parts are missing.

Example:
  $ seeupo verify --shard 1/2 --report part1     (on one machine)
  $ seeupo verify --shard 2/2 --report part2     (on another)
  $ seeupo merge part1/run.json part2/run.json`;

/** `seeupo merge`: one report from the shards of several machines. */
export function addMerge(program: Command, finish: Finish): void {
  program
    .command('merge')
    .summary('make one report from the shards of several machines')
    .description('Merges the run.json files of shards (verify --shard) into one report, and says what is missing.')
    .argument('<runs...>', 'the run.json files')
    .option('--json', 'print JSON; write a report only with --report')
    .option('--report <dir>', 'directory of the report (default: seeupo-report)')
    .option('--strict', 'exit with 1 instead of 3 when parts are missing')
    .addHelpText('after', HELP)
    .action(async (files: readonly string[], options: MergeOptions) => finish(await merge(files, options)));
}

async function merge(
  files: readonly string[],
  { json = false, strict = false, ...options }: MergeOptions,
): Promise<ExitCode> {
  const report = options.report ?? (json ? undefined : 'seeupo-report');
  const runs = files.map(readRun);
  runs.forEach((run, n) => {
    const difference = differentSetting(runs[0], run);
    if (difference === undefined) return;
    throw new UsageError(
      `${files[n]} and ${files[0]} are not of one run: they differ in ${difference}; merge shards that were run with the same settings`,
    );
  });
  if (report !== undefined) prepareReport(report);
  const run = mergeRuns(runs);
  const results = verdicts(run);
  await presentVerdicts(run, results, { json, ...(report === undefined ? {} : { report }) });
  if (!run.complete) note(missingText(run, report));
  const why = whyInconclusive(results);
  if (why !== undefined) note(why);
  return exitOfVerdicts(results, strict);
}

function differentSetting(a: Run, b: Run): string | undefined {
  return (['seed', 'runs', 'claims', 'game'] as const).find(
    (name) => JSON.stringify(a.settings[name]) !== JSON.stringify(b.settings[name]),
  );
}

function missingText(run: Run, report: string | undefined): string {
  const done = new Set(run.parts.map(({ task }) => task));
  const missing = tasksOf(run.settings).flatMap(({ id }) => (done.has(id) ? [] : [id]));
  const named = missing.slice(0, NAMED).join(', ') + (missing.length > NAMED ? ', …' : '');
  const fix = report === undefined ? '' : `, or do them here: seeupo verify --resume ${join(report, 'run.json')}`;
  return `Missing: ${missing.length} of ${missing.length + done.size} tasks (${named}); merge the shards that have them${fix}`;
}
