import picocolors from 'picocolors';
import { expectedReturn } from '../evaluate/expectedReturn.js';
import { optimalValue } from '../evaluate/optimalValue.js';
import type { Game } from '../game/game.js';
import { orderName } from '../sweep/order.js';
import type { Sweep } from '../sweep/sweep.js';
import { tieName } from '../sweep/tie.js';
import { describeHead } from './describeGame.js';
import { exactAndDecimal, readable } from './numberText.js';
import { fields, indented } from './plainText.js';
import type { ShownSweep } from './shownSweep.js';
import { optimumNote } from './solveText.js';
import { traceSweep } from './traceSweep.js';
import { traceText } from './traceText.js';

/** The sweeps turn by turn, exact: per information set what the update knew and did, and J after every turn. */
export function sweepText(game: Game, sweeps: readonly Sweep[], options: ShownSweep): string {
  const { bold } = picocolors.createColors(options.colour ?? false);
  const { step, order = 'reverse', tie = 'stay' } = options;
  const returns = sweeps.map((sweep) => [expectedReturn(sweep.old), expectedReturn(sweep.policy)] as const);
  const head = `${describeHead(game)}\n${fields([['Step       ', `${step.name}, ${orderName(order)} order, ties: ${tieName(tie)}`]])}`;
  const told = sweeps.map((sweep, k) => {
    const [before, after] = returns[k];
    const title = bold(`Sweep ${k + 1}: J ${readable(before)} → ${readable(after)}`);
    return `${title}\n${indented(traceText(traceSweep(sweep, order)))}`;
  });
  const last = returns.at(-1)?.[1];
  const end = fields([
    ...(last === undefined ? [] : ([['J(π)', exactAndDecimal(last.toString())]] as const)),
    ['J*', exactAndDecimal(optimalValue(game)[0].toString()) + optimumNote(game)],
  ]);
  return [head, ...told, end].join('\n\n');
}
