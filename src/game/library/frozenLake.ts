import { chance, decision, game, terminal } from '../builders.js';
import type { Game } from '../game.js';
import type { NodeSpec } from '../gameSpec.js';
import type { LibraryGame } from './libraryGame.js';

const MAP = 'SFFFFHFHFFFHHFFG';
/** Gymnasium's order of actions; neighbours in this circle are perpendicular. */
const DIRECTIONS = [
  { label: 'left', down: 0, right: -1 },
  { label: 'down', down: 1, right: 0 },
  { label: 'right', down: 0, right: 1 },
  { label: 'up', down: -1, right: 0 },
] as const;

/**
 * FrozenLake-v1 of Gymnasium, map 4x4, slippery: a step goes in the chosen direction or in one of the two
 * perpendicular ones, 1/3 each, and stays at a wall. Reaching G pays 1; a hole H, or the end of `horizon`
 * steps, ends the game with 0. The position and the time are all that matters, so each pair is one shared
 * node, and a horizon of 100 steps has about 5,000 nodes instead of 12^100 paths.
 */
export function frozenLakeGame(horizon: number): Game {
  const nodes: Record<string, NodeSpec> = {};
  const end = (name: string, reward: number): string => {
    nodes[name] = terminal(reward);
    return name;
  };
  let cells = new Set([0]);
  for (let time = 0; time < horizon; time++) {
    const next = new Set<number>();
    for (const cell of cells) {
      nodes[nodeName(cell, time)] = decision(
        DIRECTIONS.map(({ label }, d): [string, NodeSpec] => [
          label,
          chance([d - 1, d, d + 1].map((slip) => ['1/3', direction(slip).label, arrive(cell, slip, time + 1)])),
        ]),
      );
    }
    cells = next;

    function arrive(from: number, slip: number, at: number): string {
      const cell = neighbour(from, direction(slip));
      const tile = MAP[cell];
      if (tile === 'H') return end('hole', 0);
      if (tile === 'G') return end('goal', 1);
      if (at === horizon) return end('out of time', 0);
      next.add(cell);
      return nodeName(cell, at);
    }
  }
  return game('frozen-lake', nodeName(0, 0), { nodes });
}

function direction(d: number): (typeof DIRECTIONS)[number] {
  return DIRECTIONS[(d + 4) % 4];
}

/** Cells are numbered 0..15, row by row. */
function neighbour(cell: number, { down, right }: (typeof DIRECTIONS)[number]): number {
  const row = Math.min(3, Math.max(0, Math.floor(cell / 4) + down));
  const column = Math.min(3, Math.max(0, (cell % 4) + right));
  return 4 * row + column;
}

function nodeName(cell: number, time: number): string {
  return `cell ${cell} time ${time}`;
}

/** The default time limit of Gymnasium, 100 steps. */
export const frozenLake: LibraryGame = {
  id: 'frozen-lake',
  shows: 'A Markov game with shared nodes: 100 turns on slippery ice, thousands of nodes and no unrolling.',
  optimalValue: '127846315164763240597097944751513986598202943912/171792506910670443678820376588540424234035840667',
  derivation:
    'Exact backward induction over 100 steps (0.7441902878…); a test repeats it in floating point on a transition table written independently. With the horizon the value rises towards 14/17.',
  build: () => frozenLakeGame(100),
};
