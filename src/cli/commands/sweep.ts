import type { Command } from 'commander';
import type { Game } from '../../game/game.js';
import { parseStep, STEP_FORMS } from '../../mirror/parseStep.js';
import { type Policy, uniformPolicy } from '../../policy/policy.js';
import { parsePolicy, policyFromJson } from '../../policy/policyFile.js';
import { sweepJson } from '../../report/sweepJson.js';
import { sweepPlot } from '../../report/sweepPlot.js';
import { sweepText } from '../../report/sweepText.js';
import { type Order, parseOrder, randomOrder, turnsInOrder } from '../../sweep/order.js';
import { type SweepOptions as HowToSweep, sweeps } from '../../sweep/sweep.js';
import { parseTie } from '../../sweep/tie.js';
import { EXIT, type Finish } from '../exitCode.js';
import { prepareDirectoryOf, readText, writeWhole } from '../files.js';
import { gameOf, type NamedGame } from '../gameOf.js';
import { wholeNumber } from '../optionValues.js';
import { hasColour, jsonText, note, print } from '../output.js';
import { asUsage } from '../usageError.js';

interface SweepOptions {
  readonly order: string;
  readonly step: string;
  readonly tie: string;
  readonly seed: number;
  readonly sweeps: number;
  readonly policy?: string;
  readonly plot?: string;
  readonly json?: boolean;
}

const HELP = `
Steps, with an exact SIZE such as 1/5:
  ${STEP_FORMS.join('\n  ')}
Starts from the policy that comes with the game, in its file or in the library,
or else from the uniform one.

Examples:
  $ seeupo sweep coordination
  $ seeupo sweep my-game.json --order forward --sweeps 5 --plot sweeps.svg`;

/** `seeupo sweep`: SeeUPO turn by turn. */
export function addSweep(program: Command, finish: Finish): void {
  program
    .command('sweep')
    .summary('run SeeUPO on a game, turn by turn, exactly')
    .description('Runs SeeUPO sweeps on a game with exact expectations, and shows turn by turn what they do.')
    .argument('<game>', 'a game file, or the id of a library game')
    .option(
      '--order <order>',
      'reverse, forward, simultaneous, random (drawn from the seed), or turns such as 2,1,3',
      'reverse',
    )
    .option('--step <step>', 'the mirror step that every history takes', 'clip:1/5')
    .option(
      '--tie <rule>',
      'among equally good distributions: stay, first, last, adversarial, random or random:SEED',
      'stay',
    )
    .option('--seed <n>', 'seed of a random order and of random ties', wholeNumber(0), 1)
    .option('--sweeps <n>', 'number of sweeps', wholeNumber(1, 10_000), 1)
    .option('--policy <file>', 'start from the policy in this file')
    .option('--plot <file>', 'also write J after every turn as a plot (SVG)')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action(async (name: string, options: SweepOptions) => {
      await sweepGame(name, options);
      finish(EXIT.fine);
    });
}

async function sweepGame(name: string, options: SweepOptions): Promise<void> {
  const named = gameOf(name);
  const { game } = named;
  const { step, tie, seed, plot, json = false } = options;
  const how: HowToSweep = {
    step: asUsage(() => parseStep(step), '--step'),
    order: orderOf(options, game),
    tie: asUsage(() => parseTie(tie === 'random' ? `random:${seed}` : tie), '--tie'),
  };
  const start = startOf(named, options.policy);
  if (plot !== undefined) prepareDirectoryOf(plot);
  const done = sweeps(start, how, options.sweeps);
  print(json ? jsonText(sweepJson(game, done, how)) : sweepText(game, done, { ...how, colour: hasColour() }));
  if (plot === undefined) return;
  writeWhole(plot, await sweepPlot(game, done, how));
  note(`Plot: ${plot}`);
}

function orderOf({ order, seed }: SweepOptions, game: Game): Order {
  if (order === 'random') return randomOrder(game.turns, seed);
  return asUsage(() => {
    const parsed = parseOrder(order);
    turnsInOrder(parsed, game.turns);
    return parsed;
  }, '--order');
}

function startOf({ game, start }: NamedGame, file: string | undefined): Policy {
  if (file !== undefined) return parsePolicy(readText(file), file, game);
  return start === undefined ? uniformPolicy(game) : policyFromJson(game, start);
}
