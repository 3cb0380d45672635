import type { ClaimResult } from '../../claims/run/verdict.js';
import { paperText } from '../regimeText.js';
import { controlStatus, isAsItShould, premiseShare, verdictText } from '../verdictText.js';
import { className } from './className.js';
import { byFamily } from './families.js';
import { formula } from './formula.js';
import { type Html, html, NOTHING } from './html.js';

/** The verdicts as a table, family by family, what the paper says beside what was found here. */
export function verdictTableHtml(results: readonly ClaimResult[]): Html {
  return html`<table class="verdicts">
    <thead>
      <tr>
        <th scope="col">Id</th>
        <th scope="col">Claim</th>
        <th scope="col">The paper</th>
        <th scope="col">Here</th>
        <th scope="col">Premise true</th>
        <th scope="col">Control</th>
      </tr>
    </thead>
    ${byFamily(results).map(
      (family) =>
        html`<tbody>
          <tr class="family">
            <th colspan="6" scope="rowgroup">${family.title}</th>
          </tr>
          ${family.results.map(row)}
        </tbody>`,
    )}
  </table>`;
}

/** The verdict's word in its colour. */
export function badge({ verdict }: ClaimResult): Html {
  return html`<span class="badge ${className(verdict)}">${verdict}</span>`;
}

/** A mark when something differs from what the catalogue expects. */
export function unexpectedMark({ problems }: ClaimResult): Html {
  return problems.length === 0 ? NOTHING : html` <span class="badge bad">unexpected</span>`;
}

/** The anchor of a claim's section. */
export function anchor(id: string): string {
  return `claim-${id.toLowerCase()}`;
}

function row(result: ClaimResult): Html {
  const { claim, verdict, variants } = result;
  const words = verdictText(result);
  const rest = words.startsWith(verdict) ? words.slice(verdict.length).replace(/^[:,]? /, '') : words;
  const control = variants.length === 0 ? NOTHING : controlHtml(result);
  return html`<tr>
    <td><a href="#${anchor(claim.id)}">${claim.id}</a></td>
    <td>${formula(claim.title)}</td>
    <td data-name="The paper">${paperText(claim.paper)}</td>
    <td data-name="Here">${badge(result)} ${rest}${unexpectedMark(result)}</td>
    <td data-name="Premise true">${premiseShare(result)}</td>
    <td data-name="Control">${control}</td>
  </tr>`;
}

function controlHtml({ variants: [control] }: ClaimResult): Html {
  const status = controlStatus(control);
  return html`<span class="${isAsItShould(status) ? 'proved' : 'missed'}">${status}</span>`;
}
