import { COMPARE_COLUMNS, compareCells } from '../compareTable.js';
import type { Comparison } from '../compareSpec.js';
import { counted, exactAndDecimal } from '../numberText.js';
import { projectVersion } from '../projectVersion.js';
import { comparePlot, seedsPlot, SPENT, type Spent } from './comparePlot.js';
import { type Html, html, NOTHING, raw } from './html.js';
import { STYLE } from './style.js';

/**
 * A comparison as one self-contained HTML page: no scripts, nothing loaded, every plot inside it. The same comparison
 * gives the same bytes.
 */
export async function comparePage(comparison: Comparison): Promise<string> {
  const { environment, algorithms, complete } = comparison;
  const page = html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Comparison on ${environment}: ${counted(algorithms.length, 'algorithm')}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>Training compared on ${environment}</h1>
          <p class="lead">
            The exact expected return of the network after every iteration, as a share of the best that any policy can
            do: ${algorithms.map(({ algorithm }) => algorithm).join(', ')}.
          </p>
          ${complete ? NOTHING : html`<p class="problems">This comparison is partial: it ended before all of its runs were done.</p>`}
        </header>
        <main>
          ${settingsHtml(comparison)}
          <h2 id="curves">Curves</h2>
          <p>
            Means over seeds; the bands are bootstrap intervals at 95 %, which are too narrow for as few seeds as this.
            The dashed line is J*. All algorithms play equally many episodes in an iteration, but take different numbers
            of optimizer steps: what is ahead in the first plot need not be in the second.
          </p>
          ${await curveFigure(comparison, 'samples')} ${await curveFigure(comparison, 'steps')}
          <h2 id="figures">Figures</h2>
          <div class="scroll">${tableHtml(comparison)}</div>
          <dl class="words">
            ${COMPARE_COLUMNS.map(
              ([head, meaning]) =>
                html`<dt>${head}</dt>
                  <dd>${meaning}</dd>`,
            )}
          </dl>
          <h2 id="order">Who is first</h2>
          <p>
            The cheapest way to 95 % of J* first, by the median seed; those that did not get there last, by their final
            J. Seeds are few: neighbours may change places with other seeds.
          </p>
          ${orderHtml('By samples', comparison.order.bySamples)}
          ${orderHtml('By optimizer steps', comparison.order.bySteps)}
          <h2 id="seeds">Seed by seed</h2>
          <div class="plots">
            ${await Promise.all(algorithms.map(({ algorithm }) => seedsFigure(comparison, algorithm)))}
          </div>
        </main>
        <footer>
          Made by seeupo ${projectVersion()}. J is exact (the network's float32 probabilities are rational numbers);
          what is shown is rounded.
        </footer>
      </body>
    </html> `;
  return page.toString();
}

function settingsHtml(comparison: Comparison): Html {
  const { optimum, network, engines, iterations, seeds, batchContexts, groupSize } = comparison;
  const facts: readonly (readonly [string, string])[] = [
    ['J*', exactAndDecimal(optimum)],
    ['Network', network],
    ['Engine', engines.join('; ')],
    ['Each run', `${counted(iterations, 'iteration')}, each of ${batchContexts} contexts × ${groupSize} samples`],
    ['Seeds', seeds.join(', ')],
  ];
  return html`<h2 id="settings">What was run</h2>
    <dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`;
}

async function curveFigure(comparison: Comparison, spent: Spent): Promise<Html> {
  return html`<figure>
    <figcaption>J/J* against ${SPENT[spent]}</figcaption>
    <div class="scroll">${raw(await comparePlot(comparison, spent))}</div>
  </figure>`;
}

async function seedsFigure(comparison: Comparison, algorithm: string): Promise<Html> {
  return html`<figure>
    <figcaption><strong>${algorithm}</strong></figcaption>
    ${raw(await seedsPlot(comparison, algorithm))}
  </figure>`;
}

function tableHtml({ algorithms }: Comparison): Html {
  return html`<table>
    <thead>
      <tr>
        ${COMPARE_COLUMNS.map(([head]) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${algorithms.map(
        (row) =>
          html`<tr>
            ${compareCells(row).map((cell, n) => (n === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function orderHtml(title: string, names: readonly string[]): Html {
  return html`<p><strong>${title}:</strong> ${names.join(', ')}</p>`;
}
