import { recordMade } from '../../certify/record.js';
import { Rational } from '../../exact/rational.js';
import { type Real, RealArithmetic } from '../../exact/real.js';
import { type Game, NodeKind } from '../../game/game.js';
import { valueIn } from '../../evaluate/valueIn.js';
import { softmaxGradientStep } from '../../sweep/softmaxGradient.js';
import type { WitnessMaker } from '../claim.js';
import type { Instance } from '../instance.js';
import { all, type Outcome } from '../outcome.js';
import { enclosedAtLeast } from './enclosedOutcome.js';
import { iterated } from './witnesses.js';

/** Checks V_{π_{k+1}} ≥ V_{π_k} for one exact softmax gradient step of this size, at the start or at every history. */
export function gradientImproves(instance: Instance, size: Rational, where: 'start' | 'every history'): Outcome {
  const { game, policies } = instance;
  const old = policies['old'];
  const known = new Map<number, readonly [Real[], Real[]]>();
  const at = (precision: number): readonly [Real[], Real[]] => {
    let pair = known.get(precision);
    if (pair === undefined) {
      const reals = new RealArithmetic(precision);
      const before = valueIn(reals, old);
      const after = valueIn(reals, softmaxGradientStep(old, { size, precision }));
      // Where nothing below has moved, the two are one and the same exact number.
      known.set(precision, (pair = [before, after]));
    }
    return pair;
  };
  const compare = (i: number, label: (policy: string) => string): Outcome =>
    enclosedAtLeast(
      label('π_{k+1}'),
      (precision) => at(precision)[1][i],
      label('π_k'),
      (precision) => at(precision)[0][i],
      i === 0 ? undefined : () => `history ${game.nodeName[i]}`,
    );
  if (where === 'start') return compare(0, (policy) => `J(${policy})`);
  const histories = Array.from({ length: game.nodeCount }, (_, i) => i).filter(
    (i) => game.kind[i] === NodeKind.decision,
  );
  return all(histories.reverse().map((i) => compare(i, (policy) => `V_{${policy}}(h)`)));
}

/** The certificate that such a step lowers J: one joint update of all logits, from the advantages themselves. */
export function gradientFalls(sizeOf: (instance: Instance) => Rational): WitnessMaker {
  return iterated({ id: 'monotone' }, (instance) => {
    const size = sizeOf(instance);
    return [
      recordMade(softmaxGradientStep(instance.policies['old'], { size, precision: RECORDED }), {
        estimator: 'local',
        step: `gradient:${size}`,
        order: 'simultaneous',
        carry: 'exact',
        unreached: instance.game.information.kind === 'full' ? 'argmax' : 'kept',
      }),
    ];
  });
}

/** Digits of recorded enclosures. */
const RECORDED = 100;

/**
 * A step size up to which gradient ascent on J cannot overshoot, whatever shares logits: 2/β with
 * β = ½·(max R − min R)·(2T² + T/2) ≥ ‖∇²J‖. For ∇²J = E[(R − c)·(∇log P·∇log Pᵀ + ∇²log P)] with any c, the score
 * of one turn has length at most √2 and its derivative at most ½. 1 where all returns are equal. γ = 1.
 */
export function safeStepSize(game: Game): Rational {
  const returns = game.reward.filter((_, i) => game.kind[i] === NodeKind.terminal);
  const range = returns.reduce((x, y) => Rational.max(x, y)).sub(returns.reduce((x, y) => Rational.min(x, y)));
  if (range.isZero()) return Rational.ONE;
  const T = game.turns;
  return Rational.of(8).div(range.mul(Rational.of(4 * T * T + T)));
}
