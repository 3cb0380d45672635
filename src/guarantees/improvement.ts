import { enclosedAtLeast } from '../claims/catalogue/enclosedOutcome.js';
import { all, HOLDS_STRICTLY, type Outcome } from '../claims/outcome.js';
import { NodeKind } from '../game/game.js';
import { guarantee } from './define.js';
import type { Guarantee } from './guarantee.js';
import { rangeOf } from './range.js';
import { DOUBLES, inDoubles, nearly, type Trial } from './trial.js';

/** Theorem 1 at the start of the game. */
export const MONOTONE: Guarantee = guarantee({
  id: 'monotone',
  title: 'never lowers J',
  statement: 'J(π_{k+1}) ≥ J(π_k) for one iteration from every policy of full support.',
  claim: 'D1',
  applies: () => true,
  decide: (trial) =>
    enclosedAtLeast(
      'J(π_{k+1})',
      (precision) => trial.after(precision).values[0],
      'J(π_k)',
      () => trial.oldValues[0],
    ),
  quick: (trial) => (risesQuickly(trial, 0) === 'greater' ? HOLDS_STRICTLY : undefined),
  margin: (trial) => gain(trial, 0),
});

/** Theorem 1 at every history: what lies behind an action that nobody takes any more must not get worse either. */
export const MONOTONE_EVERYWHERE: Guarantee = guarantee({
  id: 'monotone-everywhere',
  title: 'never lowers V at any history',
  statement: 'V_{π_{k+1}}(h) ≥ V_{π_k}(h) at every history h, for one iteration from every policy of full support.',
  claim: 'D2',
  applies: () => true,
  decide: (trial) =>
    // From the last history to the first, so that a failure is reported where it begins; lazily.
    all(
      (function* (): Generator<Outcome> {
        for (const i of histories(trial).reverse()) {
          yield enclosedAtLeast(
            'V_{π_{k+1}}(h)',
            (precision) => trial.after(precision).values[i],
            'V_{π_k}(h)',
            () => trial.oldValues[i],
            () => `history ${trial.game.nodeName[i]}`,
          );
        }
      })(),
    ),
  quick: (trial) => {
    const rises = histories(trial).map((i) => risesQuickly(trial, i));
    const certain = rises.every((order) => order === 'greater' || order === 'equal');
    return certain && rises.includes('greater') ? HOLDS_STRICTLY : undefined;
  },
  margin: (trial) => Math.min(...histories(trial).map((i) => gain(trial, i))),
});

function histories({ game }: Trial): number[] {
  return Array.from({ length: game.nodeCount }, (_, i) => i).filter((i) => game.kind[i] === NodeKind.decision);
}

/** Is V_{π_{k+1}} greater than V_{π_k} at a node, as doubles tell? */
function risesQuickly(trial: Trial, i: number): string {
  const after = trial.quick();
  if (after === undefined) return 'uncertain';
  return DOUBLES.compare(after.values[i], inDoubles(trial.old).values[i]);
}

/**
 * (V_{π_{k+1}} − V_{π_k})/(range of returns · how much the policy moved below the history): what a step gains for its size,
 * the same at every scale of rewards and however unlikely an action is.
 */
function gain(trial: Trial, i: number): number {
  const after = trial.quick() ?? trial.after();
  const moved = movement(trial)[i];
  if (moved === 0) return Infinity;
  return (nearly(after.values[i]) - trial.oldValues[i].toDouble()) / (rangeOf(trial.game) * moved);
}

const movements = new WeakMap<Trial, number[]>();

/** E_π[Σ of the total variation distances TV(π_{k+1}(·|s), π_k(·|s)) over the histories s from a node on], per node. */
function movement(trial: Trial): number[] {
  let moved = movements.get(trial);
  if (moved !== undefined) return moved;
  const { game, old } = trial;
  const after = (trial.quick() ?? trial.after()).policy.probability;
  moved = new Array<number>(game.nodeCount).fill(0);
  for (let i = game.nodeCount - 1; i >= 0; i--) {
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const p = old.probability[e].toDouble();
      const own = game.kind[i] === NodeKind.decision ? Math.abs(nearly(after[e]) - p) / 2 : 0;
      moved[i] += own + p * moved[game.child[e]];
    }
  }
  movements.set(trial, moved);
  return moved;
}
