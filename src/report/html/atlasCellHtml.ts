import { cellKey, type Cell, verdictOf } from '../../atlas/cell.js';
import { distributionAt } from '../../policy/policy.js';
import { labelsOf } from '../../game/game.js';
import { ENCLOSED, factsOf, violationFacts } from '../atlasCellText.js';
import { type AtlasStory, atlasStoryOf } from '../atlasStory.js';
import { MARKS } from '../atlasWords.js';
import { readable } from '../numberText.js';
import { safe } from '../plainText.js';
import { className } from './className.js';
import type { DrawnInstances } from './atlasInstances.js';
import { formula } from './formula.js';
import { type Html, html, NOTHING } from './html.js';

/** The anchor of a cell: the page's address with it opens the cell. */
export function cellAnchor(cell: Pick<Cell, 'row' | 'column'>): string {
  return `cell-${cellKey(cell)
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()}`;
}

/** The mark of a cell in the matrix, which opens it. */
export function cellMark(cell: Cell): Html {
  const verdict = verdictOf(cell);
  return html`<a
    class="mark ${className(verdict)}"
    id="${markAnchor(cell)}"
    href="#${cellAnchor(cell)}"
    title="${cellKey(cell)}: ${verdict}"
    >${MARKS[verdict]}</a
  >`;
}

/** Where a closed cell leads back to. */
function markAnchor(cell: Cell): string {
  return `mark-${cellAnchor(cell)}`;
}

/** A verdict in words, which opens its cell. */
export function cellBadge(cell: Cell): Html {
  const verdict = verdictOf(cell);
  return html`<a class="badge ${className(verdict)}" href="#${cellAnchor(cell)}">${verdict}</a>`;
}

/** A cell as it opens over the page: what it is about, the evidence, and its counterexample drawn. */
export function cellHtml(cell: Cell, drawn: DrawnInstances): Html {
  const { counterexample } = cell;
  return html`<section class="cell" id="${cellAnchor(cell)}">
    <a class="close" href="#${cell.row.endsWith('single-turn') ? 'table-1' : markAnchor(cell)}">close</a>
    <h3>${cellKey(cell)}</h3>
    ${factsHtml(factsOf(cell))}
    ${counterexample === undefined ? NOTHING : storyHtml(cell, atlasStoryOf(cell, counterexample), drawn)}
  </section>`;
}

function storyHtml(cell: Cell, story: AtlasStory, drawn: DrawnInstances): Html {
  return html`<h4>The counterexample</h4>
    ${drawn.use(story)} ${changesHtml(story)}${story.enclosed ? html`<p class="muted">${ENCLOSED}</p>` : NOTHING}
    <h4>What fails</h4>
    ${factsHtml(violationFacts(story))}
    <p>In a terminal: <code>seeupo atlas --cell "${cell.row}" --column ${cell.column}</code></p>`;
}

/** What one iteration does, history by history. */
function changesHtml({ instance: { game }, policies }: AtlasStory): Html {
  const rows = game.infoSets.map(([i], set) => {
    const [old, next] = [policies['old'], policies['new']].map((policy) => distributionAt(policy, set));
    const changes = labelsOf(game, i).map(
      (label, a) => html`<td>${safe(label)}: ${readable(old[a])} → ${readable(next[a])}</td>`,
    );
    return html`<tr>
      <th scope="row">${safe(game.infoSetName[set])}</th>
      ${changes}
    </tr>`;
  });
  return html`<p class="muted">One iteration changes the probabilities so:</p>
    <div class="scroll">
      <table class="new">
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

function factsHtml(facts: readonly (readonly [string, string])[]): Html {
  return html`<dl class="facts">
    ${facts.map(
      ([name, text]) =>
        html`<dt>${formula(name)}</dt>
          <dd>${formula(text)}</dd>`,
    )}
  </dl>`;
}
