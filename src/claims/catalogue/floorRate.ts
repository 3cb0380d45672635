import { edgeValue } from '../../evaluate/backward.js';
import { optimalValue } from '../../evaluate/optimalValue.js';
import { Rational } from '../../exact/rational.js';
import { NodeKind } from '../../game/game.js';
import type { Policy } from '../../policy/policy.js';

const { ONE } = Rational;
const HALF = Rational.of(1, 2);

/** From which sweep on the distance to J* is at most range·(1 − ε)^(k − burnIn). */
export interface Rate {
  readonly burnIn: number;
  /** The same without what later turns undo: T times what one turn alone needs. */
  readonly polynomial: number;
  /** The most that one wrong action costs. */
  readonly range: Rational;
}

/**
 * The constants of the rate of the clipped update with a floor (claim E10; proofs/theorems/FlooredRun.v), from the start:
 * p₀, its least probability; Δ, by how much an action that is not best falls short of the best, at least; and `range`, at
 * most. With s the least number with (1 − ε)^s ≤ 1/2 and range·(1 − ε)^s < Δ, and g(A) the least with
 * (1 + ε)^g·(1 − ε)^A·p₀ ≥ 1/2, L₀ = 0 and L_{t+1} = L_t + g(L_t) + s, the burn-in of T turns is L_T − s. Undefined where
 * every action is best, so that nothing can be lost, or where an action has probability 0.
 */
export function floorRate(start: Policy, epsilon: Rational): Rate | undefined {
  const { game } = start;
  const best = optimalValue(game);
  const losses: Rational[] = [];
  let least = ONE;
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      least = Rational.min(least, start.probability[e]);
      losses.push(best[i].sub(edgeValue(game, best, i, e)));
    }
  }
  const [first, ...others] = losses.filter((loss) => loss.sign() > 0);
  if (first === undefined || least.isZero()) return undefined;
  const gap = others.reduce((x, y) => Rational.min(x, y), first);
  const range = others.reduce((x, y) => Rational.max(x, y), first);
  const shrink = ONE.sub(epsilon);
  let settle = 0;
  for (let left = ONE; left.gt(HALF) || range.mul(left).ge(gap); left = left.mul(shrink)) settle += 1;
  const regain = (fallen: number): number => {
    let count = 0;
    for (let weight = shrink.pow(fallen).mul(least); weight.lt(HALF); weight = weight.mul(ONE.add(epsilon))) count += 1;
    return count;
  };
  let ranked = 0;
  for (let t = 0; t < game.turns; t++) ranked += regain(ranked) + settle;
  return { burnIn: ranked - settle, polynomial: game.turns * (regain(0) + settle), range };
}
