import { linesOf } from '../atlas/lines.js';
import { parseRow, rowId } from '../atlas/row.js';
import { advantageOf } from '../atlas/advantages.js';
import { advantagesIn } from '../atlas/rows.js';
import type { Measurements } from '../atlas/atlasFile.js';
import type { Measured } from '../search/getsThere.js';
import { counted } from './numberText.js';
import { wrap } from './plainText.js';

/** What the three arguments are called in a sentence. */
const BECAUSE: Readonly<Record<Measured['never'][number]['why'], string>> = {
  support: 'an action that J* needs has lost its probability',
  standstill: 'it comes to a standstill',
  cycle: 'it runs in a cycle',
  sign: 'no iteration raises the better action',
};

/** "0.059": a share of the gap, upwards; below a millionth it is shown as 0. */
export function shareText(text: string): string {
  const left = Number(text);
  return left < 1e-6 ? '0' : left.toPrecision(2);
}

/** "8 runs never get there, certainly: it comes to a standstill (8, such as ladder-3 from uniform)"; undefined where none is known. */
export function neverText({ never }: Measured): string | undefined {
  const runs = never.reduce((sum, one) => sum + one.runs, 0);
  if (runs === 0) return undefined;
  const why = never.map(({ why: id, runs: own, game, start }) => `${BECAUSE[id]} (${own}, such as ${game}, ${start})`);
  return `${counted(runs, 'run')} certainly never: ${why.join('; ')}`;
}

/** What was measured of one algorithm, in a sentence. */
export function measuredText(name: string, measured: Measured | null): string {
  if (measured === null)
    return wrap(`${name}: undecided, the enclosures are too wide or the fractions too long`, '    ', '  ');
  const after = measured.after.map(
    ({ iterations, median, worst, undecided }) =>
      `after ${iterations} iterations ${shareText(median)} in the median run, ${shareText(worst.left)} in the worst (${worst.game}, ${worst.start})${undecided === 0 ? '' : `, ${undecided} of ${measured.runs} undecided`}`,
  );
  const never = neverText(measured);
  return wrap(`${name}: ${[...after, ...(never === undefined ? [] : [never])].join('; ')}`, '    ', '  ');
}

/**
 * What was measured of the rows of an atlas, for a terminal: a line for each update and order; for each advantage the
 * median and the worst share after the last reading, and "!" where some run certainly never gets there.
 */
export function getsThereTable(measurements: Measurements): string | undefined {
  const rows = Object.keys(measurements).map(parseRow);
  if (rows.length === 0) return undefined;
  const advantages = advantagesIn(rows);
  const lines = linesOf(rows);
  const width = Math.max(...lines.map(({ update }) => update.length));
  const line = (update: string, order: string, texts: readonly string[]): string =>
    `${update.padEnd(width)}  ${order.padEnd(12)} ${texts.map((text) => text.padEnd(11)).join(' ')}`.trimEnd();
  const runs = Math.max(...Object.values(measurements).map((measured) => measured?.runs ?? 0));
  return [
    wrap(
      `Gets there, measured: the share of the gap J* − J(π_0) left after 50 iterations, in the median and in the worst of ${counted(runs, 'run')} (? undecided; ! some run certainly never gets there)`,
    ),
    line(
      '',
      '',
      advantages.map((id) => advantageOf(id).letter),
    ),
    ...lines.map(({ update, order }, n) => {
      const texts = advantages.map((advantage) => {
        const measured = measurements[rowId({ ...rows[0], advantage, update, order })];
        if (measured === undefined) return '';
        if (measured === null) return '?';
        const { median, worst } = measured.after[measured.after.length - 1];
        return `${shareText(median)} ${shareText(worst.left)}${measured.never.length === 0 ? '' : '!'}`;
      });
      return line(update === lines[n - 1]?.update ? '' : update, order, texts);
    }),
  ].join('\n');
}
