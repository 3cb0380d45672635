import { optimalValue } from '../../evaluate/optimalValue.js';
import { Rational } from '../../exact/rational.js';
import type { Run } from '../../claims/run/runFile.js';
import type { Order } from '../../sweep/order.js';
import { exactAndDecimal, grouped, readable } from '../numberText.js';
import { evidenceCounts, evidencePlot } from './evidencePlot.js';
import { type Html, html, raw } from './html.js';
import { type SeriesOnGame, seriesOn } from './plotSeries.js';
import { returnPlot } from './returnPlot.js';

const ORDERS: readonly Order[] = ['reverse', 'forward', 'simultaneous'];

/** All plots of the report. They draw exact numbers, which stand in a table below each. */
export async function figures(run: Run): Promise<Html> {
  const optimality = ['ladder-2', 'ladder-3'].map((id) => seriesOn(id, 'unrestricted', ORDERS, 4));
  const clipped = ['ladder-3', 'combination-lock'].map((id) => seriesOn(id, 'clip:1/5', ORDERS, 14));
  const shared = seriesOn('shared-lock', 'ratio-box:1/5', ['reverse'], 10);
  const blind = seriesOn('blind-coordination', 'clip:1/5', ['reverse'], 10);
  return html` <h3>The order of updates decides how fast the optimum is reached (claims E1 and E2)</h3>
    <p>
      With unrestricted exact steps, one sweep in reverse order reaches J*, the dashed line. In forward or simultaneous
      order, k sweeps make only the last k turns optimal: the ladder with T turns needs exactly T sweeps. All three
      orders are monotone.
    </p>
    <div class="plots">${await Promise.all(optimality.map((on) => gameFigure(on)))}</div>
    <h3>With the clipped step, ε = 1/5, the way is longer</h3>
    <p>
      Beyond the clip range an action gains nothing by moving further, and most steps stop there. Every order stays
      monotone.
    </p>
    <div class="plots">${await Promise.all(clipped.map((on) => gameFigure(on)))}</div>
    <h3>What is lost without full information (claims D6 and E5)</h3>
    <p>
      In shared-lock both turns share one parameter but want opposite actions, and every sweep in the ratio box ε = 1/5
      moves the parameter the wrong way. In blind-coordination the second turn does not see the first; reverse order is
      monotone, but tends to 1, while playing “second” twice pays 2.
    </p>
    <div class="plots">
      ${await gameFigure(shared, shared.library.bestUnderInformation)}${await gameFigure(blind, blind.library.bestUnderInformation)}
    </div>
    <h3>How much was checked</h3>
    ${await evidenceFigure(run)}`;
}

async function gameFigure(on: SeriesOnGame, best?: string): Promise<Html> {
  const { game, library, series } = on;
  const optimum = best === undefined ? optimalValue(game)[0] : Rational.parse(best);
  const name = best === undefined ? 'J*' : 'best possible J under its information';
  const description = `${game.name}: J per sweep for ${series.map((each) => each.name).join(', ')} order; ${name} = ${optimum}`;
  const svg = await returnPlot({ description, series, reference: optimum.toDouble() });
  return html`<figure>
    <figcaption><strong>${game.name}</strong>, ${name} = ${optimum.toString()}. ${library.shows}</figcaption>
    ${raw(svg)}
    <details>
      <summary>Numbers</summary>
      <div class="scroll">${table(on)}</div>
    </details>
  </figure>`;
}

function table({ series }: SeriesOnGame): Html {
  const sweeps = series[0].returns.map((_, k) => k);
  return html`<table>
    <thead>
      <tr>
        <th scope="col">sweep</th>
        ${series.map(({ name }) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${sweeps.map(
        (k) =>
          html`<tr>
            <th scope="row">${k}</th>
            ${series.map(({ returns }) => html`<td>${shown(returns[k])}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function shown(value: Rational): string {
  const text = readable(value);
  return text.startsWith('≈') ? text : exactAndDecimal(text);
}

async function evidenceFigure(run: Run): Promise<Html> {
  const counts = evidenceCounts(run);
  const total = counts.reduce((sum, { checked }) => sum + checked, 0);
  return html`<figure>
    <figcaption>
      ${grouped(total)} instances in all. Enumerated: every tiny game of a stated family, smallest first. Random: drawn
      from a stated law with the run's seed. Until refuted: searches that should end with a counterexample, and stop at
      the first.
    </figcaption>
    <div class="scroll">${raw(await evidencePlot(counts))}</div>
  </figure>`;
}
