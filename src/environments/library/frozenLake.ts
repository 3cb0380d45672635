import { z } from 'zod';
import { Rational } from '../../exact/rational.js';
import { defineFamily } from '../family.js';
import { DIGITS } from '../numerals.js';
import { defineEnvironment } from '../rules.js';
import { choice, size } from './sizes.js';

interface State {
  readonly row: number;
  readonly column: number;
  readonly left: number;
}

/** In this circle the neighbours of a direction are perpendicular to it. */
const WAYS = [
  { word: 'left', down: 0, right: -1 },
  { word: 'down', down: 1, right: 0 },
  { word: 'right', down: 0, right: 1 },
  { word: 'up', down: -1, right: 0 },
] as const;
const FOUR_BY_FOUR = ['....', '.H.H', '...H', 'H...'];

/** The goal is the last corner. Side 4 is the map of Gymnasium; on other sides a hole is where row and column are odd. */
function isHole(side: number, row: number, column: number): boolean {
  if (row === side - 1 && column === side - 1) return false;
  return side === 4 ? FOUR_BY_FOUR[row][column] === 'H' : row % 2 === 1 && column % 2 === 1;
}

/** Where the ways lead that a step in direction `way` may take, each with equal probability. */
function landings(sizes: { side: number; slippery: boolean }, row: number, column: number, way: number): number[][] {
  const taken = sizes.slippery ? [way + 3, way, way + 1] : [way];
  const within = (x: number): number => Math.min(sizes.side - 1, Math.max(0, x));
  return taken.map((w) => [within(row + WAYS[w % 4].down), within(column + WAYS[w % 4].right)]);
}

/**
 * Cross the ice from the first corner to the last. On slippery ice a step goes in the chosen direction or in one of
 * the two perpendicular ones, 1/3 each, and stays at a wall. Reaching the goal pays 1; a hole, or running out of
 * steps, ends the episode with 0.
 */
export const frozenLake = defineFamily({
  name: 'frozen-lake',
  shows: 'Moves under chance, position told after each: the tree grows with 12 ways a turn, the shared nodes hardly.',
  sizes: z.strictObject({
    side: size(2, 2, 10, 'rows and columns of the lake; 4 is the map of Gymnasium'),
    steps: size(3, 1, 200, 'steps allowed'),
    slippery: choice(true, 'does the ice lead astray?'),
  }),
  build: ({ side, steps, slippery }) =>
    defineEnvironment<State>({
      name: 'frozen-lake',
      description: `Cross a lake of ${side} by ${side} cells in ${steps} steps.`,
      words: [...WAYS.map(({ word }) => word), 'row', 'column', 'goal', 'hole', 'late', ...DIGITS],
      turns: steps,
      longestResponse: 1,
      longestObservation: 4,
      returnRange: [0, 1],
      contexts: [{ state: { row: 0, column: 0, left: steps }, prompt: 'row 0 column 0' }],
      legal: { sentences: () => WAYS.map(({ word }) => word) },
      reply: ({ row, column, left }, said) => {
        const reached = landings(
          { side, slippery },
          row,
          column,
          WAYS.findIndex(({ word }) => word === said),
        );
        return reached.map(([r, c]) => {
          const probability = Rational.of(1, reached.length);
          if (isHole(side, r, c)) return { probability, says: 'hole' };
          if (r === side - 1 && c === side - 1) return { probability, reward: 1, says: 'goal' };
          if (left === 1) return { probability, says: 'late' };
          return { probability, says: `row ${r} column ${c}`, next: { row: r, column: c, left: left - 1 } };
        });
      },
    }),
  optimalValue: ({ side, steps, slippery }) => {
    let values = new Map<string, Rational>([[`${side - 1},${side - 1}`, Rational.ONE]]);
    for (let left = 1; left <= steps; left++) {
      const before = values;
      values = new Map([[`${side - 1},${side - 1}`, Rational.ONE]]);
      for (let cell = 0; cell < side * side - 1; cell++) {
        const [row, column] = [Math.floor(cell / side), cell % side];
        if (isHole(side, row, column)) continue;
        const worth = WAYS.map((_, way) => {
          const reached = landings({ side, slippery }, row, column, way);
          const total = Rational.sum(reached.map((at) => before.get(at.join()) ?? Rational.ZERO));
          return total.div(Rational.of(reached.length));
        });
        values.set(
          `${row},${column}`,
          worth.reduce((best, x) => Rational.max(best, x)),
        );
      }
    }
    return values.get('0,0');
  },
  derivation:
    'Bellman’s recurrence on the cells: V₀ = [goal], Vₖ(cell) = the maximum over ways of the mean of Vₖ₋₁ where the step may lead. On 2 by 2, next to the goal push against the wall: Aₖ = 1/3 + 2/3·Aₖ₋₁, so 1/3 and 5/9; from the corner two thirds of a step lead there and one third stays: Cₖ = 2/3·Aₖ₋₁ + 1/3·Cₖ₋₁, so 0, 2/9 and 10/27 + 2/27 = 4/9.',
});
