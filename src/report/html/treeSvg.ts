import { value } from '../../evaluate/value.js';
import type { Rational } from '../../exact/rational.js';
import { type Game, NodeKind } from '../../game/game.js';
import { readable } from '../numberText.js';
import { safe } from '../plainText.js';
import type { NamedPolicies } from '../treeLines.js';
import { type Html, html } from './html.js';
import { type Placed, treeLayout } from './treeLayout.js';

const ROW = 46;
const MARGIN = 26;
/** Width of a character of the labels, generously. */
const CHARACTER = 7.2;

/**
 * The game as a drawing: time runs to the right; circles are decisions (with the turn), diamonds chance, boxes
 * rewards. An action has its label above the line and what each policy does with it below.
 */
export function treeSvg(game: Game, policies: NamedPolicies): Html {
  const values = Object.values(policies).map((policy) => value(policy));
  const placed = treeLayout(game);
  const labels = new Map(
    placed.flatMap(({ from }) => (from === undefined ? [] : [[from.edge, edgeLabels(game, from, policies)] as const])),
  );
  const longest = Math.max(4, ...[...labels.values()].flat().map(({ length }) => length));
  const column = 58 + longest * CHARACTER;
  const depth = Math.max(...placed.map((node) => node.depth));
  const rows = Math.max(...placed.map((node) => node.row)) + 1;
  const width = 2 * MARGIN + depth * column + 30;
  const height = rows * ROW + 24;
  const at = ({ depth: d, row }: Placed): Point => ({ x: MARGIN + d * column, y: MARGIN + row * ROW });
  const lines = placed.flatMap(({ from, ...node }) =>
    from === undefined ? [] : [edgeSvg(at(from.parent), at(node), labels.get(from.edge) ?? [])],
  );
  const nodes = placed.map((node) => nodeSvg(game, node.node, at(node), values));
  return html`<svg class="tree" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
    <title>Game tree of ${safe(game.name)}: ${game.nodeCount} nodes, ${game.turns} turns</title>
    ${lines}${nodes}
  </svg>`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Above the line the label, below it the probabilities (and a reward on the way). */
function edgeLabels(game: Game, { edge, parent }: NonNullable<Placed['from']>, policies: NamedPolicies): string[] {
  const isChance = game.kind[parent.node] === NodeKind.chance;
  const shown = isChance
    ? [readable(game.chance[edge])]
    : Object.values(policies).map(({ probability }) => readable(probability[edge]));
  const reward = game.edgeReward[edge].isZero() ? [] : [`pays ${readable(game.edgeReward[edge])}`];
  return [safe(game.label[edge]), [shown.join(' → '), ...reward].filter((text) => text !== '').join(', ')];
}

function edgeSvg(from: Point, to: Point, [label, odds]: readonly string[]): Html {
  const bend = from.x + 30;
  return html`<path class="edge" d="M${from.x} ${from.y}L${bend} ${to.y}H${to.x}" /><text
      class="label"
      x="${bend + 6}"
      y="${to.y - 5}"
      >${label}</text
    ><text class="odds" x="${bend + 6}" y="${to.y + 14}">${odds}</text>`;
}

function nodeSvg(game: Game, i: number, { x, y }: Point, values: readonly (readonly Rational[])[]): Html {
  if (game.kind[i] === NodeKind.terminal) {
    const text = readable(game.reward[i]);
    const half = 8 + text.length * 4;
    return html`<rect class="reward" x="${x - 8}" y="${y - 12}" width="${2 * half}" height="24" rx="4" /><text
        class="payoff"
        x="${x - 8 + half}"
        y="${y + 4}"
        >${text}</text
      >`;
  }
  const shape =
    game.kind[i] === NodeKind.chance
      ? html`<path class="chance" d="M${x} ${y - 12}L${x + 12} ${y}L${x} ${y + 12}L${x - 12} ${y}Z" />`
      : html`<circle class="decision" cx="${x}" cy="${y}" r="12" /><text class="turn" x="${x}" y="${y + 4}"
            >${game.turn[i]}</text
          >`;
  const v = values.map((each) => readable(each[i])).join(' → ');
  return html`<g>${shape}<title>${safe(game.nodeName[i])}${v === '' ? '' : `: V = ${v}`}</title></g>`;
}
