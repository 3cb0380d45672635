import type { TopLevelSpec } from 'vega-lite';
import type { Comparison } from '../compareSpec.js';
import { svgOf } from '../svgOf.js';

/** What may stand on the axis of what was spent. */
export type Spent = 'samples' | 'steps';

/** The axis's title. */
export const SPENT: Readonly<Record<Spent, string>> = {
  samples: 'samples (trajectories)',
  steps: 'optimizer steps',
};

/** Ten colours: those of the other plots, then as many that differ from them. */
const COLOURS = [
  '#2f7ed8',
  '#e07b00',
  '#2ca25f',
  '#a05bc7',
  '#c8354c',
  '#8a6d3b',
  '#17a2b8',
  '#d965a8',
  '#7a8b2f',
  '#6b7280',
];

type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

/** The mean curves of all algorithms, with their bands, against samples or against optimizer steps. */
export function comparePlot({ environment, algorithms }: Comparison, spent: Spent): Promise<string> {
  const names = algorithms.map(({ algorithm }) => algorithm);
  const values = algorithms.flatMap(({ algorithm, curve }) =>
    curve.map(({ mean, low, high, ...costs }) => ({ algorithm, mean, low, high, spent: costs[spent] })),
  );
  // The bands are pale; their colours in the legend are not.
  const legend = { title: null, columns: 5, symbolOpacity: 1 };
  const scale = { domain: names, range: COLOURS.slice(0, names.length) };
  const colour = { field: 'algorithm', type: 'nominal', scale, legend } as const;
  return svgOf({
    description: `Mean J/J* on ${environment} against ${SPENT[spent]}, for ${names.join(', ')}, with 95 % intervals`,
    width: 620,
    height: 300,
    layer: [
      optimum(),
      {
        data: { values },
        mark: { type: 'area', opacity: 0.12 },
        encoding: { x: axis(spent), y: shareOf('low'), y2: { field: 'high' }, color: colour },
      },
      {
        data: { values },
        mark: { type: 'line', strokeWidth: 2 },
        encoding: {
          x: axis(spent),
          y: shareOf('mean'),
          color: colour,
          strokeDash: { field: 'algorithm', type: 'nominal', scale: { domain: names }, legend },
        },
      },
    ],
  });
}

/** One algorithm: every seed by itself, thin, and their mean with its band. */
export function seedsPlot({ environment, algorithms, runs }: Comparison, algorithm: string): Promise<string> {
  const curve = algorithms.find((each) => each.algorithm === algorithm)?.curve ?? [];
  const seeds = runs
    .filter((run) => run.algorithm === algorithm)
    .flatMap(({ seed, shares, samples }) => shares.map((mean, k) => ({ seed, mean, spent: samples[k] })));
  const values = curve.map(({ samples, mean, low, high }) => ({ mean, low, high, spent: samples }));
  return svgOf({
    description: `J/J* of ${algorithm} on ${environment} against samples, each seed and their mean`,
    width: 360,
    height: 170,
    layer: [
      optimum(),
      {
        data: { values },
        mark: { type: 'area', opacity: 0.2 },
        encoding: { x: axis('samples'), y: shareOf('low'), y2: { field: 'high' } },
      },
      {
        data: { values: seeds },
        mark: { type: 'line', strokeWidth: 1, opacity: 0.55 },
        encoding: { x: axis('samples'), y: shareOf('mean'), detail: { field: 'seed', type: 'nominal' } },
      },
      {
        data: { values },
        mark: { type: 'line', strokeWidth: 2.5 },
        encoding: { x: axis('samples'), y: shareOf('mean') },
      },
    ],
  });
}

function axis(spent: Spent): { readonly field: 'spent'; readonly type: 'quantitative'; readonly title: string } {
  return { field: 'spent', type: 'quantitative', title: SPENT[spent] };
}

function shareOf<Field extends string>(
  field: Field,
): { readonly field: Field; readonly type: 'quantitative'; readonly title: string } {
  return { field, type: 'quantitative', title: 'J/J*' };
}

/** J*, dashed. */
function optimum(): Layer {
  return {
    data: { values: [{ one: 1 }] },
    mark: { type: 'rule', strokeDash: [6, 4], color: 'currentColor', opacity: 0.6 },
    encoding: { y: { field: 'one', type: 'quantitative' } },
  };
}
