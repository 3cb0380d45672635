import { existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { ALGORITHMS } from '../../algorithm/algorithms.js';
import { didYouMean } from '../../game/nearest.js';
import { counted } from '../../report/numberText.js';
import { changesSince } from '../../userAlgorithm/baseline.js';
import { REFERENCE } from '../../userAlgorithm/checkPool.js';
import type { AlgorithmSource } from '../../userAlgorithm/checkTask.js';
import type { GivenGame, GivenOutcome } from '../../userAlgorithm/givenGames.js';
import { prepareBaseline, readBaseline, refuseOtherSettings, writeBaseline } from '../checkBaseline.js';
import { addToCorpus, readCorpus } from '../checkCorpus.js';
import { exitOfCheck, exitOfGames, unmet } from '../checkExit.js';
import { givenGamesText, lookAtGivenGames, writeGivenGames } from '../checkGames.js';
import { initCheck } from '../checkInit.js';
import { presentCheck, quotedWord } from '../checkPresent.js';
import { replayCheck } from '../checkReplay.js';
import { prepareCheckReport, writeCheckReport } from '../checkReport.js';
import { runCheck } from '../checkRunner.js';
import { askedSettings, type Requirement, requirements, settingsOf } from '../checkSettings.js';
import { decideCheck } from '../decideCheck.js';
import { DEFAULT_SHAPES_TEXT, MOST_RLIMIT, RLIMIT_TEXT } from '../decideRun.js';
import { EXIT, type ExitCode, type Finish } from '../exitCode.js';
import { idList, MOST_RUNS, seconds, wholeNumber } from '../optionValues.js';
import { givenGames, withPolicy } from '../givenGames.js';
import { jsonText, note, print } from '../output.js';
import { UsageError } from '../usageError.js';

/** Seconds that a step may take. */
const STEP_LIMIT = 10;
/** Seconds that the searches may take: with starting and writing, a check ends within a minute. */
const TIME_LIMIT = 55;
const MOST_WORKERS = 256;
/** Seconds that loading a file may take. */
const LOAD_LIMIT = 60;

/** The options of `seeupo check`, as commander hands them over. */
export interface CheckOptions {
  readonly algorithm?: string;
  readonly information?: readonly string[];
  readonly guarantee?: readonly string[];
  readonly require?: readonly string[];
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly replay?: string;
  readonly game?: readonly string[];
  readonly policy?: string;
  readonly corpus?: string;
  readonly search: boolean;
  readonly init?: boolean;
  readonly decide?: boolean;
  readonly shapes?: readonly string[];
  readonly rlimit?: number;
  readonly runs?: number;
  readonly seed?: number;
  readonly stepLimit: number;
  readonly timeLimit: number;
  readonly workers: number;
  readonly json?: boolean;
  readonly report?: string;
}

const HELP = `
Without --baseline or --require a guarantee that breaks is a finding, not an
error. Exit code: 0 fine; 1 a verdict is worse than the baseline's, a required
guarantee breaks, or a replayed counterexample still is one; 2 bad use, the
file does not load, or its step fails; 3 a verdict is open or inconclusive (with
--require: of what is required), or the time limit or Ctrl-C came first.
With --decide: 0 every question is answered, 3 some are not.

Examples:
  $ seeupo check --init
  $ seeupo check my-algorithm.ts
  $ seeupo check my-algorithm.ts --baseline my-algorithm.baseline.json
  $ seeupo check my-algorithm.ts --information full --require monotone
  $ seeupo check my-algorithm.ts --game my-games/ --no-search
  $ seeupo check my-algorithm.ts --corpus my-corpus.json
  $ seeupo check --algorithm GRPO
  $ seeupo check my-algorithm.ts --decide --shapes two-arms-one-coin`;

/** `seeupo check`: which guarantees does an algorithm of one's own keep? */
export function addCheck(program: Command, finish: Finish): void {
  program
    .command('check')
    .summary('which guarantees your own algorithm keeps')
    .description(
      'Examines an update rule of your own, from a TypeScript or JavaScript file: which guarantees hold, which break, and the smallest game that shows it, beside SeeUPO.',
    )
    .argument(
      '[file]',
      'exports defineAlgorithm({ … }), defineStep({ … }) or step(game, policy); with --init a directory',
    )
    .option('--algorithm <name>', 'an algorithm of the library instead of a file, such as GRPO')
    .option('--information <kinds>', 'what policies see: full, truncated, shared (default: all three)', idList)
    .option('--guarantee <ids>', 'only these guarantees, such as monotone,rests', idList)
    .option('--require <ids>', 'fail when one of these breaks, such as monotone or monotone/full', idList)
    .option('--baseline <file>', 'fail when a verdict is worse than in this file; written when it is not there')
    .option('--update-baseline', 'write the baseline anew')
    .option('--replay <file>', 'run the algorithm on a stored counterexample, and draw it')
    .option('--game <names>', 'look at these games first: files, folders, library names; repeatable', idList)
    .option('--policy <file>', 'the policy on the game of --game (default: the one in its file, or several)')
    .option('--corpus <file>', 'try the games of this file first, and add what is found; written when it is not there')
    .option('--no-search', 'only look at the games of --game')
    .option('--decide', 'decide it for all games of small shapes, by a solver (the optional package z3-solver)')
    .option('--shapes <ids>', `with --decide: ${DEFAULT_SHAPES_TEXT}`, idList)
    .option('--rlimit <n>', `with --decide: ${RLIMIT_TEXT}`, wholeNumber(1, MOST_RLIMIT))
    .option('--init', 'write example files to start from')
    .option('--runs <n>', 'random instances for each kind of information (default: 1000)', wholeNumber(1, MOST_RUNS))
    .option('--seed <n>', 'seed of everything random (default: 1)', wholeNumber(0))
    .option('--step-limit <seconds>', 'how long a single step may take', seconds, STEP_LIMIT)
    .option('--time-limit <seconds>', 'how long all searches may take', seconds, TIME_LIMIT)
    .option('--workers <n>', 'worker threads', wholeNumber(1, MOST_WORKERS), availableParallelism())
    .option('--json', 'print JSON; write a report only with --report')
    .option('--report <dir>', 'directory of the report (default: seeupo-check)')
    .addHelpText('after', HELP)
    .action(async (file: string | undefined, options: CheckOptions, command: Command) => {
      refuseMixtures(command);
      finish(await check(file, options));
    });
}

/** What only a search reads, and what only --decide does. */
const SEARCH_ONLY: readonly (keyof CheckOptions)[] = [
  'require',
  'baseline',
  'updateBaseline',
  'replay',
  'game',
  'policy',
  'corpus',
  'search',
  'init',
  'runs',
  'seed',
  'stepLimit',
  'workers',
];
const DECIDE_ONLY: readonly (keyof CheckOptions)[] = ['shapes', 'rlimit'];

function refuseMixtures(command: Command): void {
  const given = (option: string): boolean => command.getOptionValueSource(option) === 'cli';
  const [ofSearch, ofDecide] = [SEARCH_ONLY.find(given), DECIDE_ONLY.find(given)];
  if (given('decide') && ofSearch !== undefined) {
    const flag = ofSearch === 'search' ? 'no-search' : ofSearch.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
    throw new UsageError(`--decide cannot be used with --${flag}`);
  }
  if (!given('decide') && ofDecide !== undefined) throw new UsageError(`--${ofDecide} needs --decide`);
}

async function check(file: string | undefined, options: CheckOptions): Promise<ExitCode> {
  if (options.init === true) {
    initCheck(file ?? '.');
    return EXIT.fine;
  }
  const source = sourceOf(file, options.algorithm);
  const { json = false, stepLimit } = options;
  if (options.decide === true) {
    const { information } = askedSettings(options);
    return decideCheck(source, { ...options, information: information ?? ['full'] });
  }
  if (options.replay !== undefined) return replayCheck(source, options.replay, { stepLimit, json });
  if (options.game === undefined && (options.policy !== undefined || !options.search)) {
    throw new UsageError(`${options.search ? '--policy' : '--no-search'} needs --game`);
  }
  for (const option of ['corpus', 'baseline'] as const) {
    if (options[option] !== undefined && !options.search) {
      throw new UsageError(`--${option} cannot be used with --no-search`);
    }
  }
  return examine(source, file, options, json);
}

/** The games of --game, each with the policy of --policy if there is one. */
function gamesOf({ game = [], policy }: CheckOptions): GivenGame[] {
  const games = game.flatMap(givenGames);
  return policy === undefined ? games : games.map((given) => withPolicy(given, policy));
}

async function examine(
  source: AlgorithmSource,
  file: string | undefined,
  options: CheckOptions,
  json: boolean,
): Promise<ExitCode> {
  const { baseline: baselineFile, updateBaseline = false, workers, stepLimit, timeLimit } = options;
  if (updateBaseline && baselineFile === undefined) throw new UsageError('--update-baseline needs --baseline FILE');
  const report = options.report ?? (json ? undefined : 'seeupo-check');
  const asked = askedSettings(options);
  const before = baselineFile === undefined || updateBaseline ? undefined : readBaseline(baselineFile);
  if (before !== undefined) refuseOtherSettings(baselineFile ?? '', before, asked);
  const games = gamesOf(options);
  const corpus = options.corpus === undefined ? undefined : readCorpus(options.corpus);
  const settings = {
    ...settingsOf({ ...before?.settings, ...asked }),
    ...(games.length === 0 ? {} : { games }),
    ...(corpus === undefined ? {} : { corpus }),
  };
  const required: readonly Requirement[] = requirements(options.require ?? [], settings);
  if (baselineFile !== undefined) prepareBaseline(baselineFile);
  if (report !== undefined) prepareCheckReport(report);

  const limits = { step: stepLimit, load: Math.max(LOAD_LIMIT, stepLimit) };
  const given = games.length === 0 ? [] : await lookAtGivenGames(source, settings, limits);
  if (report !== undefined) writeGivenGames(report, given);
  if (!options.search) return presentGames(given, games.length, report, json, required);
  if (given.length > 0 && !json) print(`${givenGamesText(given, report)}\n`);
  const withReference = !('named' in source && source.named === REFERENCE.named);
  const { run, stoppedBy } = await runCheck(source, settings, { workers, stepLimit, timeLimit, withReference });
  const changes = before === undefined ? undefined : changesSince(before, run.cells);
  if (report !== undefined) writeCheckReport(report, run);
  presentCheck(run, {
    json,
    given,
    source: options.algorithm === undefined ? quotedWord(file ?? '') : `--algorithm ${quotedWord(options.algorithm)}`,
    ...(report === undefined ? {} : { report }),
    ...(changes === undefined ? {} : { changes }),
  });
  if (stoppedBy !== undefined) {
    note(
      `Stopped by ${stoppedBy}: what is unfinished is inconclusive (--time-limit, --runs and --guarantee set how much is done)`,
    );
  }
  if (options.corpus !== undefined && corpus !== undefined) {
    const added = addToCorpus(options.corpus, corpus, run);
    note(`Corpus: ${counted(added, 'game')} added to ${options.corpus}`);
  }
  for (const line of unmet(run, required)) note(line);
  if (baselineFile !== undefined && before === undefined) {
    if (run.complete) {
      writeBaseline(baselineFile, run);
      note(`Baseline written: ${baselineFile}`);
    } else note(`Baseline not written, since the check is not complete: ${baselineFile}`);
  }
  return exitOfCheck(run, changes ?? [], required);
}

/** Prints what the given games showed, where nothing else is looked at. */
function presentGames(
  given: readonly GivenOutcome[],
  games: number,
  report: string | undefined,
  json: boolean,
  required: readonly Requirement[],
): ExitCode {
  if (given.length === 0) {
    throw new UsageError(
      `none of the ${games} games fits what was asked for: another --information, or a policy that differs where the game does not tell histories apart`,
    );
  }
  print(
    json ? jsonText({ schemaVersion: 1, kind: 'seeupo-check-games', games: given }) : givenGamesText(given, report),
  );
  return exitOfGames(given, required);
}

/** The algorithm that is checked. Throws UsageError when none or two are named, or it is not there. */
function sourceOf(file: string | undefined, name: string | undefined): AlgorithmSource {
  if (file !== undefined && name !== undefined) throw new UsageError('name a file or --algorithm, not both');
  if (name !== undefined) {
    const names = ALGORITHMS.map((algorithm) => algorithm.name);
    const named = names.find((known) => known.toLowerCase() === name.toLowerCase());
    if (named === undefined) {
      throw new UsageError(`there is no algorithm "${name}"${didYouMean(name, names)}; there are ${names.join(', ')}`);
    }
    return { named };
  }
  if (file === undefined) throw new UsageError('name a file, or --algorithm; "seeupo check --init" writes an example');
  if (!existsSync(file)) throw new UsageError(`cannot read ${file}: there is no such file or directory`);
  if (statSync(file).isDirectory()) throw new UsageError(`cannot read ${file}: it is a directory; name a file`);
  if (!/\.[mc]?[jt]s$/.test(file)) {
    throw new UsageError(`${file} is neither TypeScript nor JavaScript by its name; rename it to end in .ts or .js`);
  }
  return { file: resolve(file) };
}
