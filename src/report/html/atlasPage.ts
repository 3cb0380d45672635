import { advantageOf } from '../../atlas/advantages.js';
import type { Atlas } from '../../atlas/atlasFile.js';
import { type CellVerdict, verdictOf } from '../../atlas/cell.js';
import { columnOf } from '../../atlas/columns.js';
import { parseRow } from '../../atlas/row.js';
import { advantagesIn } from '../../atlas/rows.js';
import { EXCLUSIONS } from '../../atlas/sensible.js';
import { compareTable1 } from '../../atlas/table1Comparison.js';
import { updateOf } from '../../atlas/updates.js';
import { MARKS, MEANINGS } from '../atlasWords.js';
import { grouped } from '../numberText.js';
import { projectVersion } from '../projectVersion.js';
import { cellHtml } from './atlasCellHtml.js';
import { DrawnInstances } from './atlasInstances.js';
import { atlasMatrixHtml } from './atlasMatrixHtml.js';
import { ATLAS_STYLE } from './atlasStyle.js';
import { atlasTable1Html } from './atlasTable1Html.js';
import { formula } from './formula.js';
import { getsThereHtml } from './getsThereHtml.js';
import { type Html, html, NOTHING, raw } from './html.js';
import { STYLE } from './style.js';

/**
 * An atlas as one self-contained HTML page: no scripts, nothing loaded. Every mark of the matrix opens its cell, with
 * the counterexample drawn, and the page's address then points to it. The same atlas gives the same bytes.
 */
export function atlasPage(atlas: Atlas): string {
  const { settings, complete } = atlas;
  const drawn = new DrawnInstances();
  const cells = atlas.cells.map((cell) => cellHtml(cell, drawn));
  const page = html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Atlas of guarantees: which combinations keep them</title>
        <style>
          ${raw(STYLE)}${raw(ATLAS_STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>Atlas of guarantees</h1>
          <p class="lead">
            Which combinations of advantage estimator, policy update, order of turns and information keep which
            guarantee? Every cell was decided in exact arithmetic on small games.
          </p>
          ${countsHtml(atlas)}
          ${complete ? NOTHING : html`<p class="problems">This atlas is partial: the run ended before all cells were done.</p>`}
        </header>
        <main>
          ${INTRODUCTION}
          <h2 id="table-1">The paper's Table 1, beside this atlas</h2>
          <p>
            A “yes” of the table promises Theorem 1 (no iteration lowers the expected return) and Theorem 2 (the
            iteration ends at the optimum and stalls nowhere else); of the other guarantees it says nothing. Framed
            verdicts differ from it.
          </p>
          ${atlasTable1Html(compareTable1(atlas))}
          <h2 id="matrix">The matrix</h2>
          <p>A mark opens its cell. The letters stand for the advantages.</p>
          ${atlasMatrixHtml(atlas)} ${legendHtml(atlas)} ${getsThereHtml(atlas.getsThere)}
          <h2 id="left-out">What is left out, and why</h2>
          <ul>
            ${EXCLUSIONS.map(({ id, reason }) => html`<li><strong>${id}.</strong> ${reason}</li>`)}
          </ul>
          <h2 id="settings">Settings</h2>
          <p>
            Seed ${settings.seed}, ${grouped(settings.runs)} random instances a cell before its effort, and as many with
            nearly decided policies; ${grouped(settings.rows.length)} rows, ${grouped(settings.columns.length)} columns.
          </p>
          ${cells}
        </main>
        ${drawn.definitions()}
        <footer>Made by seeupo ${projectVersion()}. The same version, seed and settings give the same bytes.</footer>
      </body>
    </html> `;
  return page.toString();
}

const INTRODUCTION = html`<h2 id="what">What this is</h2>
  <p>
    A language-model agent acts for several turns and is paid at the end. An algorithm that trains it chooses how to
    estimate the advantage of what was done, how to update the policy from it, in which order to update the turns, and
    what one distribution has to serve. The paper (arXiv 2602.06554) asks in its Table 1 which choices keep a
    convergence guarantee. This page asks the same of every combination that makes sense, one guarantee at a time.
  </p>
  <p>
    A cell runs the combination's update with exact expectations on every game of a tiny family and on random ones. One
    failure refutes, and the smallest one found is drawn. What holds, holds on the instances counted, unless a
    machine-checked theorem covers the cell. “Holds” in this regime says nothing of large networks and sampled batches.
  </p>`;

function countsHtml(atlas: Atlas): Html {
  const count = (verdict: CellVerdict): number => atlas.cells.filter((cell) => verdictOf(cell) === verdict).length;
  const shown = (Object.keys(MARKS) as CellVerdict[]).flatMap((verdict) =>
    count(verdict) === 0
      ? []
      : [html`<li><b class="${verdict.replace(' ', '-')}">${count(verdict)}</b><span>${verdict}</span></li>`],
  );
  return html`<ul class="counts">
    <li><b>${atlas.cells.length}</b><span>cells</span></li>
    ${shown}
  </ul>`;
}

function legendHtml({ settings }: Atlas): Html {
  const rows = settings.rows.map(parseRow);
  const advantages = advantagesIn(rows).map(advantageOf);
  const updates = [...new Set(rows.map(({ update }) => update))].map(updateOf);
  const words = (pairs: readonly (readonly [string, string])[]): Html =>
    html`<dl class="words">
      ${pairs.map(
        ([name, text]) =>
          html`<dt>${name}</dt>
            <dd>${formula(text)}</dd>`,
      )}
    </dl>`;
  return html`<h3>Guarantees</h3>
    ${words(settings.columns.map((id) => [columnOf(id).head, columnOf(id).guarantee.statement] as const))}
    <h3>Verdicts</h3>
    ${words((Object.keys(MARKS) as CellVerdict[]).map((verdict) => [`${MARKS[verdict]} ${verdict}`, MEANINGS[verdict]]))}
    <h3>Advantages</h3>
    ${words(advantages.map(({ letter, id, title }) => [`${letter} ${id}`, title]))}
    <h3>Updates</h3>
    ${words(updates.map(({ id, title }) => [id, title]))}`;
}
