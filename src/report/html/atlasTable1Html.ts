import { columnOf } from '../../atlas/columns.js';
import type { ComparedLine } from '../../atlas/table1Comparison.js';
import { differencesOf } from '../atlasTable1.js';
import { cellBadge } from './atlasCellHtml.js';
import { formula } from './formula.js';
import { type Html, html, NOTHING } from './html.js';

/** The paper's Table 1 beside the atlas: verdicts that open their cells, differences framed, and a sentence for each. */
export function atlasTable1Html(lines: readonly ComparedLine[]): Html {
  if (lines.length === 0) return NOTHING;
  const reasons = differencesOf(lines).map(
    ({ where, why }) => html`<li><strong>${where}.</strong> ${formula(why)}</li>`,
  );
  return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">method</th>
            <th scope="col">regime</th>
            <th scope="col">the paper</th>
            ${lines[0].cells.map(({ column }) => html`<th scope="col">${columnOf(column).head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${lines.map(lineHtml)}
        </tbody>
      </table>
    </div>
    ${
      reasons.length === 0
        ? NOTHING
        : html`<h3>Where they differ</h3>
            <ul>
              ${reasons}
            </ul>`
    }`;
}

function lineHtml({ line, regime, paper, cells }: ComparedLine): Html {
  return html`<tr>
    <th scope="row">${line.method}</th>
    <td>${regime}</td>
    <td>${paper}</td>
    ${cells.map(({ cell, standing }) =>
      standing === 'differ'
        ? html`<td><span class="differs">${cellBadge(cell)}</span></td>`
        : html`<td>${cellBadge(cell)}</td>`,
    )}
  </tr>`;
}
