import { advantage } from '../evaluate/actionValue.js';
import { expectedReturn } from '../evaluate/expectedReturn.js';
import { reachProbability } from '../evaluate/reachProbability.js';
import { value } from '../evaluate/value.js';
import { decide } from '../exact/certain.js';
import { Rational } from '../exact/rational.js';
import { type Real, RealArithmetic } from '../exact/real.js';
import { type Game, NodeKind } from '../game/game.js';
import type { Policy } from '../policy/policy.js';

/**
 * Why an update of some turns lowered J:
 * - `shared parameters`: what it changed at other turns lost more than what it changed at its own;
 * - `sample noise`: its own turns lost more, and already the first small step of that way, in logits, would have: the
 *   batch (or a biased estimator) pointed downhill;
 * - `step too large`: its own turns lost more, although the way begins uphill;
 * - `undecided`: their slope is 0 as far as enclosures of 480 digits can tell.
 */
export type Cause = 'shared parameters' | 'sample noise' | 'step too large' | 'undecided';

/** A fall of J, taken apart exactly: size = −(own + others). */
export interface Decrease {
  /** J before − J after > 0. */
  readonly size: Rational;
  /** The change of J if the policy had changed at the updated turns alone. */
  readonly own: Rational;
  /** The rest: what the change at all other turns adds to that. */
  readonly others: Rational;
  readonly cause: Cause;
}

/**
 * The fall of J from `before` to `after`, policies of one game of which the turns `turns` were updated; undefined if J
 * did not fall. All numbers are exact; the sign of the slope, which logarithms enter, is decided with enclosures.
 */
export function decreaseOf(before: Policy, after: Policy, turns: readonly number[]): Decrease | undefined {
  const { game } = before;
  const start = expectedReturn(before);
  const change = expectedReturn(after).sub(start);
  if (change.sign() >= 0) return undefined;
  const alone = expectedReturn({ game, probability: atTurns(game, before, after, turns) });
  const own = alone.sub(start);
  const others = change.sub(own);
  const cause = others.lt(own) ? 'shared parameters' : ownCause(before, after, turns);
  return { size: change.neg(), own, others, cause };
}

/** `after` at the decisions of `turns`, `before` elsewhere. */
function atTurns(game: Game, before: Policy, after: Policy, turns: readonly number[]): Rational[] {
  const probability = before.probability.slice();
  for (const e of edgesOfTurns(game, turns)) probability[e] = after.probability[e];
  return probability;
}

function ownCause(before: Policy, after: Policy, turns: readonly number[]): Cause {
  switch (slopeSign(before, after, turns)) {
    case 'greater':
      return 'step too large';
    case 'less':
    case 'equal':
      return 'sample noise';
    case 'undecided':
      return 'undecided';
  }
}

/**
 * The sign of the derivative of J at s = 0 along π_s ∝ p^(1−s)·q^s at the given turns, a straight line in the logits:
 * Σ_h d_p(h)·Σ_a p_a·ln(q_a/p_a)·A_p(h, a). An action that p has and q has lost has the logarithm −∞, which decides alone.
 */
export function slopeSign(
  before: Policy,
  after: Policy,
  turns: readonly number[],
): 'less' | 'equal' | 'greater' | 'undecided' {
  const { game, probability: p } = before;
  const q = after.probability;
  const reach = reachProbability(game, p);
  const local = advantage(game, value(before));
  const terms: { readonly weight: Rational; readonly ratio: Rational }[] = [];
  let infinite = Rational.ZERO;
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision || !turns.includes(game.turn[i])) continue;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const weight = reach[i].mul(p[e]).mul(local[e]);
      if (weight.isZero() || p[e].equals(q[e])) continue;
      if (q[e].isZero()) infinite = infinite.sub(weight);
      else terms.push({ weight, ratio: q[e].div(p[e]) });
    }
  }
  if (!infinite.isZero()) return infinite.sign() > 0 ? 'greater' : 'less';
  return decide((precision) => {
    const reals = new RealArithmetic(precision);
    const slope: Real = reals.sum(terms.map(({ weight, ratio }) => reals.mul(weight, reals.ln(ratio))));
    return reals.compare(slope, Rational.ZERO);
  });
}

function edgesOfTurns(game: Game, turns: readonly number[]): number[] {
  const edges: number[] = [];
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision || !turns.includes(game.turn[i])) continue;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) edges.push(e);
  }
  return edges;
}
