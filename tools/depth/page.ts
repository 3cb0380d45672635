import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { TopLevelSpec } from 'vega-lite';
import { ROOT } from '../sourceTree.js';
import { ORDERS, ROWS } from './measure.js';

export const DEPTH_FILE = 'paper-notes/what-depth-costs.json';
export const DEPTH_PLOT = 'paper-notes/what-depth-costs.svg';
export const DEPTH_PAGE = 'paper-notes/09-what-depth-costs.md';

/** The measured numbers of one step in one order: the k-th entry for k + 1 turns; null where the sweeps come to rest before. */
export interface Measured {
  readonly step: string;
  readonly coin: boolean;
  readonly order: string;
  readonly sweeps: readonly (number | null)[];
}

const [BEGIN, END] = ['<!-- The table: written by npm run depth -->', '<!-- End of the table -->'];

/** The page as it is. */
export const readPage = (): string => readFileSync(join(ROOT, DEPTH_PAGE), 'utf8');

/** The stored numbers. */
export const storedRows = (): readonly Measured[] =>
  (JSON.parse(readFileSync(join(ROOT, DEPTH_FILE), 'utf8')) as { rows: Measured[] }).rows;

const wordsOf = ({ step, coin }: Measured): string =>
  ROWS.find((row) => row.step === step && row.coin === coin)?.words ?? step;

/** The page with its table made anew, formatted as the other pages. Throws without the place. */
export async function depthPageText(page: string, rows: readonly Measured[]): Promise<string> {
  const [before, rest] = page.split(BEGIN);
  const [, after] = (rest ?? '').split(END);
  if (after === undefined) throw new Error(`${DEPTH_PAGE} has no place for the table`);
  const most = Math.max(...rows.map(({ sweeps }) => sweeps.length));
  const head = ['exact argmax of each turn', 'order', ...Array.from({ length: most }, (_, t) => `T = ${t + 1}`)];
  const lines = rows.map((row) => [
    wordsOf(row),
    row.order,
    ...Array.from({ length: most }, (_, t) =>
      t >= row.sweeps.length ? '' : row.sweeps[t] === null ? 'never' : row.sweeps[t].toLocaleString('en'),
    ),
  ]);
  const table = [head, head.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n');
  const path = join(ROOT, DEPTH_PAGE);
  return format(`${before}${BEGIN}\n\n${table}\n\n${END}${after}`, {
    ...(await resolveConfig(path)),
    filepath: path,
  });
}

/** Sweeps by turns in reverse order, on a logarithmic scale. */
export function plotOf(rows: readonly Measured[]): TopLevelSpec & { readonly description: string } {
  const values = rows
    .filter(({ order }) => order === ORDERS[0])
    .flatMap((row) =>
      row.sweeps.flatMap((sweeps, t) => (sweeps === null ? [] : [{ turns: t + 1, sweeps, step: wordsOf(row) }])),
    );
  return {
    description: 'Sweeps until J is 7/8 of the optimum on stop-or-go, by the number of turns, in reverse order',
    width: 520,
    height: 320,
    data: { values },
    mark: { type: 'line', point: true, tooltip: false },
    encoding: {
      x: { field: 'turns', type: 'quantitative', title: 'turns', axis: { tickMinStep: 1, format: 'd' } },
      y: { field: 'sweeps', type: 'quantitative', title: 'sweeps until J ≥ 7/8 J*', scale: { type: 'log' } },
      color: {
        field: 'step',
        type: 'nominal',
        title: null,
        sort: ROWS.map(({ words }) => words),
        scale: { range: COLOURS },
        legend: { columns: 2, labelLimit: 300 },
      },
    },
  };
}

/** Eight that can be told apart. */
const COLOURS = ['#c8354c', '#e07b00', '#b8860b', '#7a7a7a', '#a05bc7', '#2f7ed8', '#2ca25f', '#17becf'];
