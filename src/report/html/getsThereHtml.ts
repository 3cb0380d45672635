import { advantageOf } from '../../atlas/advantages.js';
import type { Measurements } from '../../atlas/atlasFile.js';
import { linesOf } from '../../atlas/lines.js';
import { parseRow, rowId } from '../../atlas/row.js';
import { advantagesIn } from '../../atlas/rows.js';
import type { Measured } from '../../search/getsThere.js';
import { neverText, shareText } from '../getsThereText.js';
import { counted } from '../numberText.js';
import { type Html, html, NOTHING } from './html.js';

/** How far the rows of full information get, as a section of the atlas' page; nothing where that was not measured. */
export function getsThereHtml(measurements: Measurements): Html {
  const rows = Object.keys(measurements).map(parseRow);
  const runs = Math.max(0, ...Object.values(measurements).map((measured) => measured?.runs ?? 0));
  if (runs === 0) return NOTHING;
  const advantages = advantagesIn(rows);
  const lines = linesOf(rows).map(({ update, order }) => {
    const cells = advantages.map((advantage) => {
      const row = { ...rows[0], advantage, update, order };
      return measuredCell(measurements[rowId(row)]);
    });
    return html`<tr>
      <th scope="row">${update}</th>
      <th scope="row">${order}</th>
      ${cells}
    </tr>`;
  });
  return html`<h2 id="gets-there">Gets there, measured</h2>
    <p>
      The share of the gap J* − J(π_0) that is left after 50 iterations under full information, in the median and in the
      worst of ${counted(runs, 'run')} from different starts. 1 is where a run started. “!”: some run certainly never
      gets there; its cell says why. These are numbers, not judgements: slow is no refutation.
    </p>
    <div class="scroll">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">update</th>
            <th scope="col">order</th>
            ${advantages.map((id) => html`<th scope="col" title="${advantageOf(id).title}">${id}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${lines}
        </tbody>
      </table>
    </div>`;
}

function measuredCell(measured: Measured | null | undefined): Html {
  if (measured === undefined) return html`<td></td>`;
  if (measured === null) return html`<td title="every run is undecided">?</td>`;
  const { median, worst } = measured.after[measured.after.length - 1];
  const title = [`worst: ${worst.game}, ${worst.start}`, neverText(measured) ?? ''].filter((text) => text !== '');
  return html`<td title="${title.join('; ')}">
    ${shareText(median)}, ${shareText(worst.left)}${measured.never.length === 0 ? '' : ' !'}
  </td>`;
}
