import type { CounterexampleFile } from '../../claims/counterexampleFile.js';
import { replayCommand } from '../describeCounterexample.js';
import { drawGame } from '../describeGame.js';
import { exactAndDecimal } from '../numberText.js';
import { safe } from '../plainText.js';
import { type Story, storyOf } from '../story.js';
import { traceNotes, traceText } from '../traceText.js';
import { formula } from './formula.js';
import { type Html, html, NOTHING } from './html.js';
import { isDrawable } from './treeLayout.js';
import { treeSvg } from './treeSvg.js';

/** A counterexample: what fails with both sides and the gap, the game drawn, the sweep turn by turn (folded), the command. */
export function storyHtml(file: CounterexampleFile, replayPath?: string): Html {
  const story = storyOf(file);
  return html`<div class="story">
    ${violationHtml(story)}${parametersHtml(story)}${drawingHtml(story)}${turnsHtml(story)}${
      replayPath === undefined ? NOTHING : html`<p class="replay">Replay: <code>${replayCommand(replayPath)}</code></p>`
    }
  </div>`;
}

function violationHtml({ violation: { expected, left, right, gap, where } }: Story): Html {
  const place = where === undefined ? NOTHING : html` <span class="muted">(${safe(where)})</span>`;
  return html`<p class="fails"><strong>${formula(safe(expected))}</strong> fails${place}:</p>
    <table class="sides">
      <tbody>
        <tr>
          <th scope="row">${formula(safe(left.label))}</th>
          <td>${exactAndDecimal(safe(left.value))}</td>
        </tr>
        <tr>
          <th scope="row">${formula(safe(right.label))}</th>
          <td>${exactAndDecimal(safe(right.value))}</td>
        </tr>
        <tr>
          <th scope="row">gap</th>
          <td>${exactAndDecimal(safe(gap))}</td>
        </tr>
      </tbody>
    </table>`;
}

function parametersHtml({ instance }: Story): Html {
  const entries = Object.entries(instance.parameters);
  if (entries.length === 0) return NOTHING;
  return html`<p class="muted">With ${entries.map(([name, text]) => `${safe(name)} = ${safe(text)}`).join(', ')}.</p>`;
}

function drawingHtml({ instance: { game }, policies }: Story): Html {
  const names = Object.keys(policies).map(safe);
  const legend =
    names.length === 0
      ? ''
      : ` Below an action: its probability under ${names.length === 1 ? `the policy “${names[0]}”` : `the policies ${names.map((name) => `“${name}”`).join(' → ')}`}.`;
  const seen =
    game.information.kind === 'full'
      ? ''
      : ` The policy has ${game.infoSets.length} information set${game.infoSets.length === 1 ? '' : 's'}.`;
  if (!isDrawable(game)) return html`<div class="scroll"><pre>${drawGame(game, policies)}</pre></div>`;
  return html`<figure>
    <div class="scroll">${treeSvg(game, policies)}</div>
    <figcaption>Circle: a decision of that turn; diamond: chance; box: the reward.${legend}${seen}</figcaption>
  </figure>`;
}

function turnsHtml({ sweep }: Story): Html {
  if (sweep === undefined) return NOTHING;
  const carried =
    sweep.carried === undefined
      ? NOTHING
      : html`<p>The carried advantage on every path, ${formula('M_t = ρ_t·M_{t+1}')} from Â:</p>
          <div class="scroll"><pre>${sweep.carried}</pre></div>`;
  return html`<details>
    <summary>What each turn did in one sweep</summary>
    <div class="scroll"><pre>${traceText(sweep.turns)}</pre></div>
    ${traceNotes(sweep.turns, sweep.changed).map((note) => html`<p>${note}</p>`)}${carried}
  </details>`;
}
