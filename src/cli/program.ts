import { Command, CommanderError } from 'commander';
import { GameError } from '../game/gameError.js';
import { GameFileError } from '../game/gameFileError.js';
import { PolicyError } from '../policy/policyError.js';
import { projectVersion } from '../report/projectVersion.js';
import { EXIT, type ExitCode, type Finish } from './exitCode.js';
import { complain, note, print } from './output.js';
import { UsageError } from './usageError.js';

type AddCommand = (program: Command, finish: Finish) => void;

/** The commands in the order of the help. Only the one that is used is loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  verify: async () => (await import('./commands/verify.js')).addVerify,
  merge: async () => (await import('./commands/merge.js')).addMerge,
  check: async () => (await import('./commands/check.js')).addCheck,
  atlas: async () => (await import('./commands/atlas.js')).addAtlas,
  explain: async () => (await import('./commands/explain.js')).addExplain,
  replay: async () => (await import('./commands/replay.js')).addReplay,
  solve: async () => (await import('./commands/solve.js')).addSolve,
  sweep: async () => (await import('./commands/sweep.js')).addSweep,
  games: async () => (await import('./commands/games.js')).addGames,
  train: async () => (await import('./commands/train.js')).addTrain,
  evaluate: async () => (await import('./commands/evaluate.js')).addEvaluate,
  compare: async () => (await import('./commands/compare.js')).addCompare,
  audit: async () => (await import('./commands/audit.js')).addAudit,
  doctor: async () => (await import('./commands/doctor.js')).addDoctor,
};

/** Runs the command line `words` (without the program's name), and answers with the exit code. Never throws. */
export async function run(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.internal;
  const program = emptyProgram();
  try {
    const used = Object.hasOwn(COMMANDS, words[0] ?? '') ? [COMMANDS[words[0]]] : Object.values(COMMANDS);
    for (const load of used) (await load())(program, (answer) => (code = answer));
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    return complainOf(error, program, words);
  }
}

function emptyProgram(): Command {
  return (
    new Command('seeupo')
      .description(
        'Checks the theorems of SeeUPO, and algorithms like it, in exact arithmetic; shows and trains SeeUPO at work.',
      )
      .version(projectVersion(), '-V, --version', 'print the version')
      .configureHelp({ showGlobalOptions: false })
      .addHelpText(
        'after',
        '\nExamples:\n  $ seeupo verify\n  $ seeupo explain D1\n\nEvery command has --help with an example.',
      )
      .exitOverride()
      // Errors are printed in one place, `complainOf`; commander only makes the messages.
      .configureOutput({ writeOut: print, writeErr: (text) => note(text.trimEnd()), outputError: () => undefined })
  );
}

/** Prints what went wrong as one line, and answers with the exit code for it. */
function complainOf(error: unknown, program: Command, words: readonly string[]): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.fine;
    // Without a command, commander has printed the help already.
    if (error.code !== 'commander.help') complain(`${oneLine(error.message)}; see "${helpCommand(program, words)}"`);
    return EXIT.badUse;
  }
  if (isBadInput(error)) {
    complain(error.message);
    return EXIT.badUse;
  }
  return complainOfDefect(error);
}

/** Prints a defect of this program as one line; with SEEUPO_DEBUG set, its stack trace as well. */
export function complainOfDefect(error: unknown): ExitCode {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const advice = 'please report it with the command and its input';
  if ((process.env['SEEUPO_DEBUG'] ?? '') === '') {
    complain(`internal error, ${message}; ${advice} (SEEUPO_DEBUG=1 shows where)`);
  } else {
    complain(`internal error, ${message}; ${advice}`);
    note(error instanceof Error ? (error.stack ?? '') : '');
  }
  return EXIT.internal;
}

function isBadInput(error: unknown): error is Error {
  return [UsageError, GameFileError, GameError, PolicyError].some((kind) => error instanceof kind);
}

/** Commander puts "error: " before a message and a suggestion below it. */
function oneLine(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean (one of )?(.*)\?\)$/, ' (did you mean $1$2?)')
    .replace(/\.$/, '')
    .trim();
}

function helpCommand(program: Command, words: readonly string[]): string {
  const command = program.commands.find((known) => known.name() === words[0]);
  return command === undefined ? 'seeupo --help' : `seeupo ${command.name()} --help`;
}
