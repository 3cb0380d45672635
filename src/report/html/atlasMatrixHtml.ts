import { advantageOf } from '../../atlas/advantages.js';
import type { Atlas } from '../../atlas/atlasFile.js';
import { type Cell, cellKey } from '../../atlas/cell.js';
import { columnOf } from '../../atlas/columns.js';
import { linesOf } from '../../atlas/lines.js';
import { INFORMATION, parseRow, type Row, rowId } from '../../atlas/row.js';
import { advantagesIn } from '../../atlas/rows.js';
import { updateOf } from '../../atlas/updates.js';
import { informationTitle } from '../atlasTable.js';
import { ABSENT } from '../atlasWords.js';
import { cellMark } from './atlasCellHtml.js';
import { type Html, html } from './html.js';

/** The matrix: a table for each information, a line for each update and order, and marks that open their cells. */
export function atlasMatrixHtml(atlas: Atlas): Html {
  const rows = atlas.settings.rows.map(parseRow).filter(({ turns }) => turns === 'multi');
  const advantages = advantagesIn(rows);
  const cells = new Map(atlas.cells.map((cell) => [cellKey(cell), cell]));
  const blocks = INFORMATION.flatMap((information) => {
    const ofBlock = rows.filter((row) => row.information === information);
    return ofBlock.length === 0 ? [] : [blockHtml(atlas, ofBlock, advantages, cells)];
  });
  return html`${blocks}`;
}

function blockHtml(
  { settings: { columns } }: Atlas,
  rows: readonly Row[],
  advantages: readonly string[],
  cells: ReadonlyMap<string, Cell>,
): Html {
  const letters = advantages.map(advantageOf);
  const lines = linesOf(rows).map(({ update, order }) => {
    const marks = columns.flatMap((column) =>
      advantages.map((advantage, n) => {
        const row = rowId({ ...rows[0], advantage, update, order });
        const cell = cells.get(cellKey({ row, column }));
        return html`<td${n === 0 ? START : html``}>${cell === undefined ? html`<span class="absent">${ABSENT}</span>` : cellMark(cell)}</td>`;
      }),
    );
    return html`<tr>
      <th scope="row" title="${updateOf(update).title}">${update}</th>
      <th scope="row">${order}</th>
      ${marks}
    </tr>`;
  });
  return html`<h3>${informationTitle(rows[0].information)}</h3>
    <div class="scroll">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col" rowspan="2">update</th>
            <th scope="col" rowspan="2">order</th>
            ${columns.map((id) => {
              const { head, guarantee } = columnOf(id);
              return html`<th scope="colgroup" class="start" colspan="${letters.length}" title="${guarantee.title}">
                ${head}
              </th>`;
            })}
          </tr>
          <tr>
            ${columns.flatMap(() =>
              letters.map(
                ({ letter, title }, n) =>
                  html`<th scope="col" ${n === 0 ? START : html``} title="${title}">${letter}</th>`,
              ),
            )}
          </tr>
        </thead>
        <tbody>
          ${lines}
        </tbody>
      </table>
    </div>`;
}

const START = html` class="start"`;
