import type { Information, Node, Step } from '../game.js';
import { Rejected } from '../refusal.js';

/**
 * Information "truncated" or "shared" by a window of w turns: the policy sees the labels of the last w actions and of
 * the outcomes since then (all from the start, if no more than w turns went before); and which turn it is, or not.
 */
export function windowed(kind: 'truncated' | 'shared', window: unknown): Information {
  if (!Number.isSafeInteger(window) || Number(window) < 0) throw new Rejected('information: no window');
  const visited = new Set<Node>();
  return {
    kind,
    nameOf: (node, steps) => {
      if (visited.has(node)) throw new Rejected(`node ${node.name}: a window needs a tree`);
      visited.add(node);
      const seen = labelsSeen(steps, Number(window), node.turn);
      const turn = kind === 'shared' ? 'any turn' : `turn ${node.turn}`;
      return seen.length === 0 ? turn : `${turn} after ${seen.join(', ')}`;
    },
  };
}

function labelsSeen(steps: readonly Step[], window: number, turn: number): string[] {
  const labels: string[] = [];
  let acts = 0;
  for (let k = steps.length - 1; k >= 0 && (acts < window || window >= turn - 1); k--) {
    const { node, a } = steps[k];
    const { label } = node.edges[a];
    labels.unshift(/[,"#]/.test(label) ? JSON.stringify(label) : label);
    if (node.kind === 'actions') acts += 1;
  }
  return labels;
}
