import { expectedReturn } from '../evaluate/expectedReturn.js';
import { optimalValue } from '../evaluate/optimalValue.js';
import type { Game } from '../game/game.js';
import { orderName } from '../sweep/order.js';
import type { Sweep } from '../sweep/sweep.js';
import type { ShownSweep } from './shownSweep.js';
import { svgOf } from './svgOf.js';
import { traceSweep } from './traceSweep.js';

/**
 * J after every turn's update of the sweeps, with J* as a dashed line, as a self-contained SVG. Between sweeps k and
 * k + 1 the turns are spaced evenly. Numbers are rounded to doubles to be drawn.
 */
export async function sweepPlot(game: Game, sweeps: readonly Sweep[], options: ShownSweep): Promise<string> {
  const { step, order = 'reverse' } = options;
  const optimum = optimalValue(game)[0];
  const points = sweeps.flatMap((sweep, k) => {
    const turns = traceSweep(sweep, order);
    const start = k === 0 ? [{ sweep: 0, J: expectedReturn(sweep.old).toDouble() }] : [];
    return [
      ...start,
      ...turns.map(({ returnAfter }, n) => ({ sweep: k + (n + 1) / turns.length, J: returnAfter.toDouble() })),
    ];
  });
  return svgOf({
    description: `J after every turn of ${sweeps.length} sweeps on ${game.name} (${step.name}, ${orderName(order)} order); J* = ${optimum}`,
    title: `${game.name}: ${step.name}, ${orderName(order)} order`,
    width: 560,
    height: 300,
    layer: [
      {
        data: { values: points },
        mark: { type: 'line', point: true, tooltip: false },
        encoding: {
          x: { field: 'sweep', type: 'quantitative', title: 'sweeps', axis: { tickMinStep: 1 } },
          y: { field: 'J', type: 'quantitative', title: 'J of the policy in force', scale: { zero: false } },
        },
      },
      {
        data: { values: [{ J: optimum.toDouble(), label: `J* = ${optimum}` }] },
        mark: { type: 'rule', strokeDash: [6, 4], color: 'currentColor' },
        encoding: { y: { field: 'J', type: 'quantitative' } },
      },
    ],
  });
}
