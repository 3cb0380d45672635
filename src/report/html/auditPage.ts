import type { AuditReport } from '../../audit/audit.js';
import type { Difference, StageReport } from '../../audit/stageRun.js';
import { shortNumber } from '../auditText.js';
import { projectVersion } from '../projectVersion.js';
import { type Html, html, NOTHING, raw } from './html.js';
import { STYLE } from './style.js';

const OWN_STYLE = `.bars{display:grid;grid-template-columns:minmax(10rem,auto) 1fr;gap:.25rem .8rem;align-items:center;font-size:.85rem}
.bars svg{width:100%;height:1.3rem;background:var(--card)}.used{fill:var(--bad)}.claim{fill:var(--accent)}`;

/** An audit as one self-contained HTML page, the worst rows drawn. The same report gives the same bytes. */
export function auditPage(report: AuditReport, files: readonly string[]): string {
  const { verdict, trainer, rows, tokens, calls, quantities, contradictions, notExercised, notes } = report;
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Audit: ${verdict}</title>
        <style>
          ${raw(STYLE + OWN_STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>Audit of ${files.join(', ')}: ${verdict}</h1>
          <p class="lead">
            ${trainer}: ${rows} rows, ${tokens} tokens, ${calls} loss
            calls.${notExercised.length === 0 ? NOTHING : html` Not exercised: ${notExercised.join(', ')}.`}
          </p>
        </header>
        <main>
          ${contradictions.map(
            ({ text, cause, count }) =>
              html`<p class="problems">${text} (${count} times)${cause === undefined ? NOTHING : html`: ${cause}`}</p>`,
          )}
          ${quantities.map(quantityHtml)}
          ${report.notChecked.map(({ quantity, why }) => html`<p>${quantity}: not checked; ${why}</p>`)}
          ${report.undecided.map(({ key, why }) => html`<p>Not decidable: <code>${key}</code> ${why}</p>`)}
          <h2 id="coverage">Coverage</h2>
          <table>
            <tbody>
              ${report.coverage.map(
                ({ name, count, claimed }) =>
                  html`<tr>
                    <th>${name}</th>
                    <td>${count}</td>
                    <td>${claimed && count === 0 ? 'claimed, never exercised' : ''}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
          ${notes.map((text) => html`<p>No bug: ${text}</p>`)}
        </main>
        <footer>Made by seeupo ${projectVersion()}. Float64; tolerances follow the rounding of the log's dtype.</footer>
      </body>
    </html> `.toString();
}

function quantityHtml(own: StageReport): Html {
  const { quantity, claimed, checked, differing, explanations, worst, permuted, notToldApart } = own;
  const result = differing === 0 ? `agrees (${checked} values)` : `differs at ${differing} of ${checked} values`;
  return html`<h2 id="${quantity.replaceAll(' ', '-')}">${quantity}: ${result}</h2>
    <p>Claimed: ${claimed}.</p>
    ${
      explanations.length === 0
        ? NOTHING
        : html`<p>What reproduces ${explanations[0].reproduces}:</p>
            <ul>
              ${explanations.map(({ changes, formula }) => html`<li><b>${changes.join('; and ')}</b> (${formula})</li>`)}
            </ul>`
    }
    ${
      permuted === undefined
        ? NOTHING
        : html`<p>
            Permuted between rows: ${permuted.explained} values are those of another row
            (${permuted.pairs.map(({ row, has }) => `${row} has that of ${has}`).join('; ')}).
          </p>`
    }
    ${worst.length === 0 ? NOTHING : worstHtml(worst)}
    ${notToldApart.length === 0 ? NOTHING : html`<p class="muted">Cannot be told apart: ${notToldApart.join('; ')}.</p>`}`;
}

/** The used value (red) and the claimed one (blue) of the worst rows, as bars from 0 on one scale. */
function worstHtml(worst: readonly Difference[]): Html {
  const largest = Math.max(1e-30, ...worst.flatMap(({ used, expected }) => [Math.abs(used), Math.abs(expected)]));
  const bar = (x: number, y: number, name: string): Html => {
    const width = (48 * Math.abs(x)) / largest;
    return html`<rect class="${name}" x="${x < 0 ? 50 - width : 50}" y="${y}" width="${width}" height="8"></rect>`;
  };
  return html`<h3>The worst rows</h3>
    <div class="bars">
      ${worst.map(
        ({ place, used, expected, line }) =>
          html`<div>${place} (line ${line})<br />used ${shortNumber(used)}, claimed ${shortNumber(expected)}</div>
            <svg viewBox="0 0 100 20" preserveAspectRatio="none" role="img" aria-label="${place}">
              ${bar(used, 1, 'used')}${bar(expected, 11, 'claim')}
            </svg>`,
      )}
    </div>`;
}
