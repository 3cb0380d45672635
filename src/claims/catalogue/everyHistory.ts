import type { Rational } from '../../exact/rational.js';
import { type Game, NodeKind } from '../../game/game.js';
import { atLeast, equal, HOLDS, HOLDS_STRICTLY, type Outcome } from '../outcome.js';

/** A named quantity with a value per node. */
export interface PerNode {
  readonly label: string;
  readonly values: readonly Rational[];
}

/** Checks left(h) ≥ right(h) at every history, or at those that `where` picks; strict when it is so at one of them. */
export function atLeastEverywhere(game: Game, left: PerNode, right: PerNode, where?: (i: number) => boolean): Outcome {
  return compareEverywhere(atLeast, game, left, right, where);
}

/** Checks left(h) = right(h) at every history, or at those that `where` picks. */
export function equalEverywhere(game: Game, left: PerNode, right: PerNode, where?: (i: number) => boolean): Outcome {
  return compareEverywhere(equal, game, left, right, where);
}

function compareEverywhere(
  compare: typeof atLeast,
  game: Game,
  left: PerNode,
  right: PerNode,
  where: (i: number) => boolean = () => true,
): Outcome {
  let strict = false;
  // From the last history to the first, so that a failure is reported where it begins.
  for (let i = game.nodeCount - 1; i >= 0; i--) {
    if (game.kind[i] !== NodeKind.decision || !where(i)) continue;
    const outcome = compare(
      left.label,
      left.values[i],
      right.label,
      right.values[i],
      () => `history ${game.nodeName[i]}`,
    );
    if (outcome.status !== 'holds') return outcome;
    strict ||= outcome.strict;
  }
  return strict ? HOLDS_STRICTLY : HOLDS;
}
