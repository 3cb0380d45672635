import { svgOf } from '../svgOf.js';
import type { Series } from './plotSeries.js';

/** What `returnPlot` draws beside its series. */
export interface ReturnPlot {
  /** What a reader hears instead of seeing the plot. */
  readonly description: string;
  readonly series: readonly Series[];
  /** A dashed line, such as J*. */
  readonly reference: number;
}

/** J against the number of sweeps, one line a series, told apart by colour, dash and shape of the points. */
export function returnPlot({ description, series, reference }: ReturnPlot): Promise<string> {
  const points = series.flatMap(({ name, returns }) =>
    returns.map((J, sweep) => ({ order: name, sweep, J: J.toDouble() })),
  );
  const names = series.map(({ name }) => name);
  const legend = names.length === 1 ? null : { title: null, symbolStrokeWidth: 2 };
  return svgOf({
    description,
    width: 360,
    height: 190,
    layer: [
      {
        data: { values: [{ J: reference }] },
        mark: { type: 'rule', strokeDash: [6, 4], color: 'currentColor', opacity: 0.6 },
        encoding: { y: { field: 'J', type: 'quantitative' } },
      },
      {
        data: { values: points },
        mark: { type: 'line', strokeWidth: 2, point: { filled: true, size: 42 } },
        encoding: {
          x: {
            field: 'sweep',
            type: 'quantitative',
            title: 'sweeps',
            axis: { tickMinStep: 1, format: 'd', grid: false },
          },
          y: { field: 'J', type: 'quantitative', title: 'J', scale: { zero: false } },
          color: { field: 'order', type: 'nominal', sort: names, legend },
          strokeDash: { field: 'order', type: 'nominal', sort: names, legend },
          shape: { field: 'order', type: 'nominal', sort: names, legend },
        },
      },
    ],
  });
}
