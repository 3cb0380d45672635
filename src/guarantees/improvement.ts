import { enclosedAtLeast } from '../claims/catalogue/enclosedOutcome.js';
import { all } from '../claims/outcome.js';
import { NodeKind } from '../game/game.js';
import { iterated } from './after.js';
import { familiesOf } from './families.js';
import type { Guarantee } from './guarantee.js';

/** Theorem 1 at the start of the game. */
export const MONOTONE: Guarantee = {
  id: 'monotone',
  title: 'never lowers J',
  statement: 'J(π_{k+1}) ≥ J(π_k) for one iteration from every policy of full support.',
  claim: 'D1',
  applies: () => true,
  families: familiesOf,
  check: (step) => (instance) => {
    const after = iterated(step, instance, instance.policies['old']);
    return enclosedAtLeast(
      'J(π_{k+1})',
      (precision) => after(precision).values[0],
      'J(π_k)',
      (precision) => after(precision).oldValues[0],
    );
  },
};

/** Theorem 1 at every history: what lies behind an action that nobody takes any more must not get worse either. */
export const MONOTONE_EVERYWHERE: Guarantee = {
  id: 'monotone-everywhere',
  title: 'never lowers V at any history',
  statement: 'V_{π_{k+1}}(h) ≥ V_{π_k}(h) at every history h, for one iteration from every policy of full support.',
  claim: 'D2',
  applies: () => true,
  families: familiesOf,
  check: (step) => (instance) => {
    const { game } = instance;
    const after = iterated(step, instance, instance.policies['old']);
    const histories = Array.from({ length: game.nodeCount }, (_, i) => i).filter(
      (i) => game.kind[i] === NodeKind.decision,
    );
    // From the last history to the first, so that a failure is reported where it begins; lazily.
    return all(
      (function* () {
        for (const i of histories.reverse()) {
          yield enclosedAtLeast(
            'V_{π_{k+1}}(h)',
            (precision) => after(precision).values[i],
            'V_{π_k}(h)',
            (precision) => after(precision).oldValues[i],
            () => `history ${game.nodeName[i]}`,
          );
        }
      })(),
    );
  },
};
