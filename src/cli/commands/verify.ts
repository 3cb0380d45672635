import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { mergeRuns, type Run, runOf, type Settings, shard, tasksOf } from '../../claims/run/runFile.js';
import { verdicts } from '../../claims/run/verdict.js';
import { gameToSpec } from '../../game/printGame.js';
import { chosenClaims } from '../claimChoice.js';
import { EXIT, type ExitCode, type Finish } from '../exitCode.js';
import { gameOf } from '../gameOf.js';
import { idList, MOST_RUNS, seconds, type Shard, shardOption, wholeNumber } from '../optionValues.js';
import { note } from '../output.js';
import { readRun } from '../readRun.js';
import { runTasks, type TasksDone } from '../runTasks.js';
import { exitOfVerdicts, whyInconclusive } from '../verdictExit.js';
import { presentVerdicts } from '../verdictOutput.js';
import { prepareReport } from '../writeReport.js';

/** Random instances a claim by default: a full run ends within two minutes on two cores. */
const RUNS = 2000;
/** Random policies a claim by default on a game of the user's, which may be large. */
const RUNS_ON_GAME = 200;
const MOST_WORKERS = 256;

interface VerifyOptions {
  readonly claim?: readonly string[];
  readonly family?: readonly string[];
  readonly game?: string;
  readonly runs?: number;
  readonly seed: number;
  readonly timeLimit?: number;
  readonly workers: number;
  readonly shard?: Shard;
  readonly json?: boolean;
  readonly report?: string;
  readonly resume?: string;
  readonly strict?: boolean;
}

const HELP = `
Exit code: 0 all is as expected (for a shard: its part is done, and nothing
unexpected in it); 1 a claim came out differently; 2 bad use or input;
3 a claim is open or inconclusive (stopped, or a budget that is too small), or
none applies.

Examples:
  $ seeupo verify
  $ seeupo verify --claim D1,E1 --runs 10000 --seed 7
  $ seeupo verify --game my-game.json
  $ seeupo verify --shard 1/4 --report part1
    (on the first of four machines; then: seeupo merge part*/run.json)`;

/** `seeupo verify`: the main job. */
export function addVerify(program: Command, finish: Finish): void {
  program
    .command('verify')
    .summary('check the claims and write a report')
    .description('Checks the claims in exact arithmetic, prints the verdicts, and writes a report.')
    .option('--claim <ids>', 'only these claims, such as D1,E1; repeatable', idList)
    .option('--family <letters>', 'only these families of claims, such as A,D; repeatable', idList)
    .option('--game <file>', 'check the claims on this game (a file or a library game), with policies drawn on it')
    .option(
      '--runs <n>',
      `random instances a claim (default: ${RUNS}, with --game ${RUNS_ON_GAME})`,
      wholeNumber(1, MOST_RUNS),
    )
    .option('--seed <n>', 'seed of everything random', wholeNumber(0), 1)
    .option('--time-limit <seconds>', 'stop after this time; what is unfinished is inconclusive', seconds)
    .option(
      '--workers <n>',
      'worker threads; the results do not depend on it',
      wholeNumber(1, MOST_WORKERS),
      availableParallelism(),
    )
    .option('--shard <i/n>', 'do only part i of n, for machines in parallel', shardOption)
    .option('--json', 'print JSON; write a report only with --report')
    .option('--report <dir>', 'directory of the report (default: seeupo-report)')
    .option('--resume <file>', 'go on with the run.json of a report that was cut short')
    .option('--strict', 'exit with 1 instead of 3 when inconclusive')
    .addHelpText('after', HELP)
    .action(async (options: VerifyOptions, command: Command) => {
      refuseWithResume(command, options);
      finish(await verify(options));
    });
}

async function verify(options: VerifyOptions): Promise<ExitCode> {
  const { json = false, strict = false, timeLimit } = options;
  const report = options.report ?? (json ? undefined : 'seeupo-report');
  const before = options.resume === undefined ? undefined : readRun(options.resume);
  const settings = before?.settings ?? settingsOf(options);
  if (report !== undefined) prepareReport(report);

  const plan = tasksOf(settings);
  const mine = options.shard === undefined ? plan : shard(plan, options.shard.index, options.shard.of);
  const known = new Set(before?.parts.map(({ task }) => task));
  const tasks = mine.filter(({ id }) => !known.has(id));
  const done = await runTasks(tasks, settings, {
    workers: options.workers,
    ...(timeLimit === undefined ? {} : { timeLimit }),
  });

  const found = runOf(settings, done.parts);
  const run = before === undefined ? found : mergeRuns([before, found]);
  const results = verdicts(run);
  await presentVerdicts(run, results, { json, ...(report === undefined ? {} : { report }) });
  explainGaps(run, plan.length, done, options.shard, report);
  const why = whyInconclusive(results);
  if (why !== undefined) note(why);
  const code = exitOfVerdicts(results, strict);
  const isWholeShard = options.shard !== undefined && done.stoppedBy === undefined;
  return isWholeShard && code !== EXIT.failed ? EXIT.fine : code;
}

function settingsOf(options: VerifyOptions): Settings {
  const claims = chosenClaims(options.claim ?? [], options.family ?? []).map(({ id }) => id);
  const { seed } = options;
  if (options.game === undefined) return { seed, runs: options.runs ?? RUNS, claims };
  const { game } = gameOf(options.game);
  return { seed, runs: options.runs ?? RUNS_ON_GAME, claims, game: gameToSpec(game) };
}

/** A resumed run keeps its settings. */
function refuseWithResume(command: Command, { resume }: VerifyOptions): void {
  if (resume === undefined) return;
  for (const option of ['claim', 'family', 'game', 'runs', 'seed']) {
    if (command.getOptionValueSource(option) !== 'cli') continue;
    command.error(
      `error: option '--${option}' cannot be used with option '--resume': a resumed run keeps its settings`,
    );
  }
}

/** Tells on stderr what is missing from the run, and how to get it. */
function explainGaps(
  run: Run,
  planned: number,
  { stoppedBy }: TasksDone,
  part: Shard | undefined,
  report: string | undefined,
): void {
  if (run.complete) return;
  const count = `${run.parts.length} of ${planned} tasks are done`;
  if (stoppedBy !== undefined) {
    const next = report === undefined ? '' : `; to go on: seeupo verify --resume ${join(report, 'run.json')}`;
    note(`Stopped by ${stoppedBy}: ${count}${next}`);
  } else if (part !== undefined) {
    note(
      `Shard ${part.index} of ${part.of}: ${count}; for the verdicts, merge the run.json of every shard (seeupo merge)`,
    );
  }
}
