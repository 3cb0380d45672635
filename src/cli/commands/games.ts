import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { LIBRARY } from '../../game/library/index.js';
import type { LibraryGame } from '../../game/library/libraryGame.js';
import { STOP_OR_GO_FORM, STOP_OR_GO_SHOWS } from '../../game/library/stopOrGo.js';
import { didYouMean } from '../../game/nearest.js';
import { gameToSpec, printGame } from '../../game/printGame.js';
import { unroll } from '../../game/unroll.js';
import { policyFromJson } from '../../policy/policyFile.js';
import { describeGame } from '../../report/describeGame.js';
import { counted, exactAndDecimal } from '../../report/numberText.js';
import { fields, wrap } from '../../report/plainText.js';
import { EXIT, type Finish } from '../exitCode.js';
import { prepareDirectoryOf, writeWhole } from '../files.js';
import { gameOf, type NamedGame } from '../gameOf.js';
import { jsonText, print } from '../output.js';
import { UsageError } from '../usageError.js';

interface JsonOption {
  readonly json?: boolean;
}

interface ExportOptions {
  readonly unroll?: boolean;
  readonly force?: boolean;
}

const HELP = `
Examples:
  $ seeupo games
  $ seeupo games show coordination
  $ seeupo games export coordination my-game.json`;

/** `seeupo games`: the library of named games. */
export function addGames(program: Command, finish: Finish): void {
  const games = program
    .command('games')
    .summary('the library of named games: list, show, export')
    .description('Lists the library of named games; with a subcommand, shows or exports one.')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .allowExcessArguments()
    .action(({ json = false }: JsonOption, command: Command) => {
      refuseUnknown(command);
      print(json ? jsonText({ schemaVersion: 1, kind: 'seeupo-games', games: LIBRARY.map(entryJson) }) : listText());
      finish(EXIT.fine);
    });
  games
    .command('show')
    .description('Draws a game and tells what it shows.')
    .argument('<game>', 'the id of a library game, or a game file')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ seeupo games show coordination')
    .action((name: string, _: JsonOption, command: Command) => {
      const named = gameOf(name);
      // The option belongs to both commands, and either may have been given it.
      print(command.optsWithGlobals<JsonOption>().json === true ? gameJson(named) : gameText(named));
      finish(EXIT.fine);
    });
  games
    .command('export')
    .description('Writes a game as JSON, to start from for a game of your own.')
    .argument('<game>', 'the id of a library game, or a game file')
    .argument('[file]', 'where to; default, and -: standard output')
    .option('--unroll', 'as a tree: every history a node of its own')
    .option('--force', 'overwrite the file')
    .addHelpText('after', '\nExample:\n  $ seeupo games export coordination my-game.json')
    .action((name: string, file: string | undefined, options: ExportOptions) => {
      exportGame(name, file, options);
      finish(EXIT.fine);
    });
}

/** The words after `games` that are none of its subcommands. */
function refuseUnknown(command: Command): void {
  const [word] = command.args;
  if (word === undefined) return;
  const known = command.commands.map((sub) => sub.name());
  throw new UsageError(
    `unknown command "games ${word}"${didYouMean(word, known)}; its commands are ${known.join(', ')}, as in "seeupo games show coordination"`,
  );
}

function listText(): string {
  const named = LIBRARY.map((entry) => {
    const { id, shows, optimalValue } = entry;
    const { turns, nodeCount } = entry.build();
    const value =
      optimalValue.length <= 20 ? optimalValue : `about ${exactAndDecimal(optimalValue).split(' ').at(-1) ?? ''}`;
    return `${id} (${counted(turns, 'turn')}, ${counted(nodeCount, 'node')}, J* = ${value})\n${wrap(shows, '  ')}`;
  });
  const family = `${STOP_OR_GO_FORM} (a family: T turns, a final coin of ±c; J* = 1)\n${wrap(STOP_OR_GO_SHOWS, '  ')}`;
  return [...named, family].join('\n');
}

function entryJson(entry: LibraryGame): object {
  const { id, shows, optimalValue, derivation, startValue, bestUnderInformation } = entry;
  const { turns, nodeCount } = entry.build();
  return { id, shows, turns, nodes: nodeCount, optimalValue, derivation, startValue, bestUnderInformation };
}

function gameText({ game, entry }: NamedGame): string {
  if (entry === undefined) return describeGame(game);
  const { shows, optimalValue, derivation, bestUnderInformation, start } = entry;
  const about = fields([
    ['Shows', shows],
    ['J*', exactAndDecimal(optimalValue)],
    ['Because', derivation],
    ...(bestUnderInformation === undefined ? [] : ([['Attainable', exactAndDecimal(bestUnderInformation)]] as const)),
  ]);
  return `${describeGame(game, start === undefined ? {} : { start: policyFromJson(game, start) })}\n\n${about}`;
}

function gameJson({ game, entry }: NamedGame): string {
  const library = entry === undefined ? undefined : entryJson(entry);
  return jsonText({ schemaVersion: 1, kind: 'seeupo-game', library, game: gameToSpec(game) });
}

function exportGame(name: string, file: string | undefined, options: ExportOptions): void {
  const { game } = gameOf(name);
  const text = printGame(options.unroll === true ? unroll(game) : game);
  if (file === undefined || file === '-') {
    print(text);
    return;
  }
  if (existsSync(file) && options.force !== true)
    throw new UsageError(`${file} exists; name another file, or add --force to overwrite it`);
  prepareDirectoryOf(file);
  writeWhole(file, text);
}
