import picocolors from 'picocolors';
import { columnOf } from '../atlas/columns.js';
import { type ComparedLine } from '../atlas/table1Comparison.js';
import { columns } from './columns.js';
import { wrap } from './plainText.js';

/** The words for a difference that no sentence explains. */
export const UNEXPLAINED =
  'this verdict is new and no sentence explains it; with other settings than the default the search may have found too little';

/**
 * The paper's Table 1 beside the atlas, for a terminal: a line for each method and regime with the verdict of each
 * guarantee, `!` after a verdict that differs from the table; below it every difference in a sentence.
 */
export function atlasTable1(lines: readonly ComparedLine[], options: { readonly colour: boolean }): string {
  const { bold } = picocolors.createColors(options.colour);
  if (lines.length === 0) return '';
  const heads = lines[0].cells.map(({ column }) => columnOf(column).head);
  const rows = lines.map(({ line, regime, paper, cells }) => [
    line.method,
    regime,
    paper,
    ...cells.map(({ verdict, standing }) => `${verdict}${standing === 'differ' ? ' !' : ''}`),
  ]);
  const reasons = differencesOf(lines).map(({ where, why }) => wrap(`${where}: ${why}`, '    ', '  '));
  return [
    bold('Table 1 of the paper, beside this atlas'),
    columns([['method', 'regime', 'paper', ...heads], ...rows]),
    ...(reasons.length === 0 ? [] : ['', bold('Where they differ (!)'), ...reasons]),
  ].join('\n');
}

/** A difference in words. */
export interface Difference {
  /** E.g. "GRPO, one turn, limit (paper: no; here: holds)". */
  readonly where: string;
  readonly why: string;
}

/** Every difference between the table and the atlas, with its explanation. */
export function differencesOf(lines: readonly ComparedLine[]): Difference[] {
  return lines.flatMap(({ line, regime, paper, cells }) =>
    cells.flatMap(({ column, verdict, standing, why }) =>
      standing !== 'differ'
        ? []
        : [
            {
              where: `${line.method}, ${regime}, ${columnOf(column).head} (paper: ${paper}; here: ${verdict})`,
              why: why ?? UNEXPLAINED,
            },
          ],
    ),
  );
}
