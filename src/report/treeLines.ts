import { value } from '../evaluate/value.js';
import type { Rational } from '../exact/rational.js';
import { type Game, NodeKind } from '../game/game.js';
import type { Policy } from '../policy/policy.js';
import { readable, readableEquation } from './numberText.js';
import { safe } from './plainText.js';

/** Policies on one game, by name ("old", "new", …); they are shown in this order. */
export type NamedPolicies = Readonly<Record<string, Policy>>;

/**
 * The lines of a game drawn as a tree, root first: one line an edge, with what is at its end. Nodes deeper than
 * `depth` edges are left out behind "…". A shared node is drawn where it comes first.
 */
export function treeLines(game: Game, policies: NamedPolicies, depth = Infinity): string[] {
  const values = Object.entries(policies).map(([name, policy]) => [safe(name), value(policy)] as const);
  const lines = [nodeText(game, 0, values)];
  const drawn = new Set<number>();

  const below = (i: number, indent: string, level: number): void => {
    drawn.add(i);
    const first = game.firstEdge[i];
    const end = game.firstEdge[i + 1];
    const edges = Array.from({ length: end - first }, (_, a) => edgeText(game, i, first + a, policies));
    const width = Math.max(...edges.map(({ length }) => length));
    for (let e = first; e < end; e++) {
      const isLast = e === end - 1;
      const to = game.child[e];
      const inner = game.kind[to] !== NodeKind.terminal;
      const seen = inner && drawn.has(to);
      const hidden = inner && !seen && level >= depth;
      const target = seen
        ? `→ "${safe(game.nodeName[to])}", drawn above`
        : nodeText(game, to, values) + (hidden ? ' …' : '');
      lines.push(`${indent}${isLast ? '└─' : '├─'} ${edges[e - first].padEnd(width)}  ${target}`);
      if (inner && !seen && !hidden) below(to, `${indent}${isLast ? '   ' : '│  '}`, level + 1);
    }
  };
  if (game.kind[0] !== NodeKind.terminal) below(0, '', 1);
  return lines;
}

/** "left: old 1/2, new 3/5", or "heads: chance 1/2", with the reward on the way. */
function edgeText(game: Game, i: number, e: number, policies: NamedPolicies): string {
  const odds =
    game.kind[i] === NodeKind.chance
      ? [`chance ${readable(game.chance[e])}`]
      : Object.entries(policies).map(([name, policy]) => `${safe(name)} ${readable(policy.probability[e])}`);
  const reward = game.edgeReward[e].isZero() ? [] : [`pays ${readable(game.edgeReward[e])} on the way`];
  const details = [...odds, ...reward].join(', ');
  return details === '' ? safe(game.label[e]) : `${safe(game.label[e])}: ${details}`;
}

/** "● turn 2, V_old = 1/2", "◇ chance", "■ 3". */
function nodeText(game: Game, i: number, values: readonly (readonly [string, readonly Rational[]])[]): string {
  if (game.kind[i] === NodeKind.terminal) return `■ ${readable(game.reward[i])}`;
  const what = game.kind[i] === NodeKind.chance ? '◇ chance' : `● turn ${game.turn[i]}`;
  const sees =
    game.kind[i] === NodeKind.decision && game.information.kind !== 'full'
      ? [`sees "${safe(game.infoSetName[game.infoSet[i]])}"`]
      : [];
  return [what, ...sees, ...values.map(([name, v]) => readableEquation(`V_${name}`, v[i]))].join(', ');
}
