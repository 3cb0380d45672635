import { decision, game, paying, terminal } from '../builders.js';
import type { NodeSpec } from '../gameSpec.js';
import type { LibraryGame } from './libraryGame.js';

/** Two turns of small change, and then what the first turn has earned. */
function waiting(turns: number, payout: number): NodeSpec {
  if (turns === 0) return terminal(payout);
  return decision({ idle: waiting(turns - 1, payout), snack: paying('1/10', waiting(turns - 1, payout)) });
}

/** A cost now, a discounted gain three turns later. */
export const delayedCredit: LibraryGame = {
  id: 'delayed-credit',
  shows: 'The first action costs at once and pays three turns later, with small rewards in between and a discount.',
  optimalValue: '679/500',
  derivation:
    'Investing and two snacks: −1 + 1/10·(9/10) + 1/10·(9/10)² + 3·(9/10)³ = 679/500; spending: 1/2 + 171/1000 = 671/1000.',
  build: () =>
    game('delayed-credit', decision({ spend: paying('1/2', waiting(2, 0)), invest: paying(-1, waiting(2, 3)) }), {
      discount: '9/10',
    }),
};
