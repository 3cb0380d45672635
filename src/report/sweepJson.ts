import { expectedReturn } from '../evaluate/expectedReturn.js';
import { optimalValue } from '../evaluate/optimalValue.js';
import type { Game } from '../game/game.js';
import { policyToJson } from '../policy/policyFile.js';
import { orderName } from '../sweep/order.js';
import type { Sweep } from '../sweep/sweep.js';
import { tieName } from '../sweep/tie.js';
import type { ShownSweep } from './shownSweep.js';
import { traceSweep, type TurnTrace } from './traceSweep.js';

/** The sweeps turn by turn as data, exact numbers as "p/q": what `sweepText` tells. The same sweeps give the same bytes. */
export function sweepJson(game: Game, sweeps: readonly Sweep[], options: ShownSweep): object {
  const { step, order = 'reverse', tie = 'stay', weighting = 'every-history' } = options;
  return {
    schemaVersion: 1,
    kind: 'seeupo-sweep',
    game: game.name,
    step: step.name,
    order: orderName(order),
    tie: tieName(tie),
    weighting,
    optimalValue: optimalValue(game)[0].toString(),
    sweeps: sweeps.map((sweep) => ({
      returnBefore: expectedReturn(sweep.old).toString(),
      returnAfter: expectedReturn(sweep.policy).toString(),
      turns: traceSweep(sweep, order).map(turnJson),
      policy: policyToJson(sweep.policy),
    })),
  };
}

function turnJson({ turn, updates, returnAfter }: TurnTrace): object {
  return {
    turn,
    returnAfter: returnAfter.toString(),
    sets: updates.map(({ set, histories, actions }) => ({
      set,
      histories: histories.map(({ name, weight }) => ({ name, reached: weight.toString() })),
      actions: actions.map(({ label, old, gain, loss, mean, candidate }) => ({
        label,
        old: old.toString(),
        ...(gain === undefined ? {} : { gain: gain.toString() }),
        ...(loss === undefined ? {} : { loss: loss.toString() }),
        mean: mean.toString(),
        new: candidate.toString(),
      })),
    })),
  };
}
