import type { AtlasStory } from '../atlasStory.js';
import { drawGame } from '../describeGame.js';
import { gameToSpec } from '../../game/printGame.js';
import { policyToJson } from '../../policy/policyFile.js';
import { type Html, html } from './html.js';
import { isDrawable } from './treeLayout.js';
import { treeSvg } from './treeSvg.js';

/**
 * The games of the counterexamples, each drawn once with the policy that the iteration started from: many cells share
 * one, and refer to the drawing.
 */
export class DrawnInstances {
  private readonly drawings = new Map<string, Drawing>();

  /** The drawing of the story's game at this place; made when it is met for the first time. */
  use({ instance: { game }, policies: { old } }: AtlasStory): Html {
    if (!isDrawable(game)) return html`<div class="scroll"><pre>${drawGame(game, { old })}</pre></div>`;
    const key = JSON.stringify([gameToSpec(game), policyToJson(old)]);
    let known = this.drawings.get(key);
    if (known === undefined) {
      known = drawingOf(`game-${this.drawings.size + 1}`, treeSvg(game, { old }));
      this.drawings.set(key, known);
    }
    const { id, width, height } = known;
    return html`<div class="scroll">
      <svg class="tree" role="img" width="${width}" height="${height}"><use href="#${id}" /></svg>
    </div>`;
  }

  /** All drawings that were used, out of sight. */
  definitions(): Html {
    const symbols = [...this.drawings.values()].map(({ id, drawing }) => html`<symbol id="${id}">${drawing}</symbol>`);
    return html`<svg class="tree" width="0" height="0" style="position:absolute">${symbols}</svg>`;
  }
}

/** A drawing with its name and size. */
interface Drawing {
  readonly id: string;
  readonly drawing: Html;
  readonly width: string;
  readonly height: string;
}

function drawingOf(id: string, drawing: Html): Drawing {
  const [, width = '', height = ''] = /viewBox="0 0 (\S+) (\S+)"/.exec(drawing.toString()) ?? [];
  return { id, drawing, width, height };
}
