import type { Command } from 'commander';
import { solveJson } from '../../report/solveJson.js';
import { solveText } from '../../report/solveText.js';
import { EXIT, type Finish } from '../exitCode.js';
import { gameOf } from '../gameOf.js';
import { jsonText, print } from '../output.js';

interface SolveOptions {
  readonly json?: boolean;
}

const HELP = `
Examples:
  $ seeupo solve coordination
  $ seeupo solve my-game.json --json`;

/** `seeupo solve`: J* and the best actions. */
export function addSolve(program: Command, finish: Finish): void {
  program
    .command('solve')
    .summary('the best return of a game, and the best actions')
    .description('Computes V*, J* and the best actions at every decision node, by exact backward induction.')
    .argument('<game>', 'a game file, or the id of a library game')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action((name: string, { json = false }: SolveOptions) => {
      const { game } = gameOf(name);
      print(json ? jsonText(solveJson(game)) : solveText(game));
      finish(EXIT.fine);
    });
}
