import { readProofRecord } from '../claims/proofRecord.js';
import { CLAIMS } from '../claims/registry.js';
import type { Run } from '../claims/run/runFile.js';
import type { ClaimResult } from '../claims/run/verdict.js';
import { claimHtml } from './html/claimHtml.js';
import { byFamily } from './html/families.js';
import { figures } from './html/figures.js';
import { type Html, html, NOTHING, raw } from './html/html.js';
import { countsHtml, INTRODUCTION, VERDICT_WORDS } from './html/introduction.js';
import { STYLE } from './html/style.js';
import { verdictTableHtml } from './html/verdictTableHtml.js';
import { grouped } from './numberText.js';
import { projectVersion } from './projectVersion.js';
import { summaryLine } from './summaryLine.js';
import { unprovedNote } from './verdictText.js';

/**
 * The run as one self-contained HTML page: no scripts, nothing loaded, every plot inside it. It holds no dates and
 * no timings, so that the same run gives the same bytes. What comes from files is escaped.
 */
export async function htmlReport(run: Run, results: readonly ClaimResult[]): Promise<string> {
  const page = html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>SeeUPO in exact arithmetic: ${summaryLine(results)}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>SeeUPO, checked in exact arithmetic</h1>
          <p class="lead">
            The convergence claims of “SeeUPO: Sequence-Level Agentic-RL with Convergence Guarantees”, each checked on
            its own.
          </p>
          ${countsHtml(results)}
          ${run.complete ? NOTHING : html`<p class="problems">This report is partial: the run ended before all of its work was done.</p>`}
        </header>
        <main>
          ${INTRODUCTION} ${VERDICT_WORDS}
          <h2 id="verdicts">Verdicts</h2>
          ${verdictTableHtml(results)} ${problemsHtml(results)} ${noteHtml(unprovedNote(results))}
          <h2 id="plots">Plots</h2>
          ${await figures(run)}
          <h2 id="claims">The claims one by one</h2>
          ${byFamily(results).map(
            ({ title, results: family }) =>
              html`<h3>${title}</h3>
                ${family.map(claimHtml)}`,
          )}
          <h2 id="settings">Settings</h2>
          ${settingsHtml(run)}
        </main>
        <footer>Made by seeupo ${projectVersion()}. The same version, seed and settings give the same bytes.</footer>
      </body>
    </html> `;
  return page.toString();
}

function problemsHtml(results: readonly ClaimResult[]): Html {
  const problems = results.flatMap(({ claim, problems: found }) =>
    found.map((problem) => html`<li>${claim.id}: ${problem}</li>`),
  );
  return problems.length === 0
    ? html`<p>No check contradicts the catalogue of claims.</p>`
    : html`<h3>Problems</h3>
        <ul class="problems">
          ${problems}
        </ul>`;
}

function noteHtml(note: string | undefined): Html {
  return note === undefined ? NOTHING : html`<p>${note}</p>`;
}

function settingsHtml({ settings, complete }: Run): Html {
  const prover = readProofRecord()?.coq;
  const facts: (readonly [string, string])[] = [
    ['Seed', `${settings.seed}`],
    ['Random instances', `${grouped(settings.runs)} a search, times the effort of the claim`],
    ['Claims', settings.claims.join(', ')],
    ...(settings.game === undefined ? [] : [['Game', settings.game.name] as const]),
    ['Complete', complete ? 'yes' : 'no'],
    ['seeupo', projectVersion()],
    ['Proofs', prover === undefined ? 'no record of checked proofs' : `checked by Coq ${prover}`],
  ];
  return html`<p>Run it again: <code>${commandOf(settings)}</code></p>
    <dl class="facts">
      ${facts.map(
        ([name, text]) =>
          html`<dt>${name}</dt>
            <dd>${text}</dd>`,
      )}
    </dl>`;
}

/** The command line that makes this run. */
function commandOf({ seed, runs, claims, game }: Run['settings']): string {
  const all = claims.length === CLAIMS.length;
  return [
    'seeupo verify',
    ...(game === undefined ? [] : ['--game FILE']),
    ...(all ? [] : [`--claim ${claims.join(',')}`]),
    `--runs ${runs} --seed ${seed} --report DIR`,
  ].join(' ');
}
