import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examinedOf } from '../src/atlas/algorithmOf.js';
import { parseRow } from '../src/atlas/row.js';
import { DEFAULT_ROWS } from '../src/cli/atlasChoice.js';
import { courses, getsThere, type Measured, READ_AFTER, summary } from '../src/search/getsThere.js';
import { ROOT } from './sourceTree.js';

/** The measurements, relative to the project's folder. */
const FILE = join(ROOT, 'paper-notes/gets-there.json');

/** Per row of full information what was measured; null where every run is undecided. */
export type Measurements = Readonly<Record<string, Measured | null>>;

/** The rows that are measured: those of full information and several turns. (Elsewhere the greatest J is not known.) */
export const MEASURED_ROWS = DEFAULT_ROWS.filter((row) => row.endsWith(' full'));

/** What is measured of a row. */
export function measure(row: string): Measured | null {
  return summary(getsThere(examinedOf(parseRow(row)))) ?? null;
}

/** The stored measurements. */
export function storedMeasurements(): Measurements {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Measurements;
}

/** Measures all rows and stores them: npm run gets-there. */
export function measureAll(): void {
  const result = Object.fromEntries(
    MEASURED_ROWS.map((row) => {
      const measured = measure(row);
      console.log(row, measured === null ? 'undecided' : JSON.stringify(measured.after.map(({ median }) => median)));
      return [row, measured];
    }),
  );
  writeFileSync(FILE, `${JSON.stringify(result, undefined, 1)}\n`);
}

const share = (left: number): string => (left < 1e-6 ? '0' : left.toPrecision(2));

/** The section "Gets there, measured" of the page. */
export function getsTherePage(stored: Measurements): string {
  const runs = Object.values(stored).find((measured) => measured !== null)?.runs ?? 0;
  return [
    '## Gets there, measured',
    '',
    `The share of the gap J* − J(π_0) that is left after ${READ_AFTER.join(' and ')} iterations, on ${courses().length} games of the library and of the corpus, ${runs} runs a row (uniform, 99/100 and 999/1000 on the worst action of every history, two random policies), in rigorous enclosures: upper ends, below 10⁻⁶ shown as 0. 1 is where the run started, more than 1 is worse than that. Runs whose enclosure is wider than 10⁻⁶ are undecided. These are numbers, not judgements: slow is no refutation. Made by \`npm run gets-there\`; a test measures a sample again.`,
    '',
    '| row | median after 10 | worst after 10 | median after 50 | worst after 50 | where the worst is | undecided after 10, 50 |',
    '| --- | --: | --: | --: | --: | --- | --: |',
    ...Object.entries(stored).map(([row, measured]) => {
      if (measured === null) return `| ${row} | undecided | | | | | |`;
      const [ten, fifty] = measured.after;
      const where = `${fifty.worst.game}, ${fifty.worst.start}`;
      return `| ${row} | ${share(ten.median)} | ${share(ten.worst.left)} | ${share(fifty.median)} | ${share(fifty.worst.left)} | ${where} | ${ten.undecided}, ${fifty.undecided} |`;
    }),
    '',
  ].join('\n');
}

if (process.argv[1]?.endsWith('getsThere.ts')) measureAll();
