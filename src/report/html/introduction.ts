import type { ClaimResult } from '../../claims/run/verdict.js';
import { VERDICT_COUNTS } from '../verdictText.js';
import { type Html, html } from './html.js';

/** What is checked, for a reader who knows the paper's abstract only. */
export const INTRODUCTION: Html = html` <h2 id="what">What is checked</h2>
  <p>
    An agent talks with a user or a tool for several turns and is paid at the end. SeeUPO trains such an agent without a
    critic: after each batch it updates the turns one after the other, from the last to the first, and the paper (arXiv
    2602.06554) argues that the expected return J then never falls and finally reaches its optimum J*.
  </p>
  <p>
    Here every such statement is a <em>claim</em>: one statement in one stated regime. It is checked on many small games
    in exact rational arithmetic, so that no rounding and no sampling noise blurs a verdict: first on every game of a
    tiny family, then on random ones. A claim that fails comes with the smallest game found on which it fails, drawn
    with both sides of the inequality and the exact gap.
  </p>
  <p>
    Every claim has a <em>negative control</em>: a nearby false statement that the same check must catch, since a check
    that cannot fail shows nothing. And for the hypotheses of a claim there are instances that show what breaks without
    them.
  </p>
  <p>
    The verdicts are about the paper's mathematics in the stated regime. They are not about the training of large
    networks, where parameters are shared and expectations are sampled; claims such as D6 say what can go wrong there.
  </p>`;

/** What each verdict means. */
export const VERDICT_WORDS: Html = html` <h2 id="read">How to read a verdict</h2>
  <dl class="words">
    <dt><span class="badge proved">proved</span></dt>
    <dd>A machine-checked proof exists, and the exact check found no violation either.</dd>
    <dt><span class="badge holds">holds</span></dt>
    <dd>No violation on the stated number of instances. This is evidence, not a proof.</dd>
    <dt><span class="badge refuted">refuted</span></dt>
    <dd>
      A counterexample was found in this run, exactly. One violation is enough. Where a refutation is expected, it is a
      result and no defect.
    </dd>
    <dt><span class="badge open">open</span></dt>
    <dd>Searched with the stated budget: no counterexample, and no proof.</dd>
    <dt><span class="badge inconclusive">inconclusive</span></dt>
    <dd>The run ended early, or a comparison could not be decided. Never a pass.</dd>
    <dt><span class="badge not-applicable">not applicable</span></dt>
    <dd>The claim says nothing about the given game.</dd>
  </dl>
  <p>
    <em>Premise true</em> is the share of instances on which the hypotheses held, so that they say something.
    <em>Control</em> tells whether the negative control was caught; for a refuted claim, whether the nearby statement
    with the missing hypothesis restored holds. A verdict marked <span class="badge bad">unexpected</span> comes with
    something that differs from the catalogue of claims; the problems are listed below the table.
  </p>`;

/** The number of claims by verdict. */
export function countsHtml(results: readonly ClaimResult[]): Html {
  const counts = VERDICT_COUNTS.flatMap(([verdict]) => {
    const count = results.filter((result) => result.verdict === verdict).length;
    return count === 0
      ? []
      : [html`<li><b class="${verdict.replace(' ', '-')}">${count}</b><span>${verdict}</span></li>`];
  });
  const problems = results.reduce((sum, { problems: found }) => sum + found.length, 0);
  return html`<ul class="counts">
    <li><b>${results.length}</b><span>claims</span></li>
    ${counts}
    <li>
      <b class="${problems === 0 ? 'proved' : 'bad'}">${problems}</b
      ><span>${problems === 1 ? 'problem' : 'problems'}</span>
    </li>
  </ul>`;
}
