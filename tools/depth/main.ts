import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printJson } from '../../src/game/printJson.js';
import { svgOf } from '../../src/report/svgOf.js';
import { ROOT } from '../sourceTree.js';
import { ORDERS, ROWS, sweepsUntil } from './measure.js';
import { DEPTH_FILE, DEPTH_PAGE, DEPTH_PLOT, depthPageText, type Measured, plotOf, readPage } from './page.js';

// `npm run depth`: measures the sweeps until 7/8 of J* on stop-or-go, writes the numbers, the plot and the table of the page.

const rows: Measured[] = [];
for (const row of ROWS) {
  for (const order of ORDERS) {
    const sweeps = Array.from({ length: row.turns }, (_, t) => sweepsUntil(row, order, t + 1) ?? null);
    console.log(`${row.words}, ${order}: ${sweeps.join(', ')}`);
    rows.push({ step: row.step, coin: row.coin, order, sweeps });
  }
}
writeFileSync(join(ROOT, DEPTH_FILE), printJson({ version: 1, goal: '7/8', rows: rows.map((row) => ({ ...row })) }));
writeFileSync(join(ROOT, DEPTH_PLOT), `${await svgOf(plotOf(rows))}\n`);
writeFileSync(join(ROOT, DEPTH_PAGE), await depthPageText(readPage(), rows));
