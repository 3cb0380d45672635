import { actionValue } from '../../evaluate/actionValue.js';
import { contextOf } from '../../evaluate/context.js';
import { reachProbability } from '../../evaluate/reachProbability.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import { NodeKind } from '../../game/game.js';
import type { WitnessMaker } from '../claim.js';
import type { Instance } from '../instance.js';
import { atLeast, type Outcome } from '../outcome.js';
import { stated } from './witnesses.js';

/** A first step along a length-normalised surrogate. */
export interface FirstStep {
  /** Plain gradient on softmax logits, or the natural gradient (the first-order change of a KL step). */
  readonly metric: 'softmax' | 'natural';
  /** What is divided by the length: Q(h,a) − V(s0), the mean of GRAE's Â, or the history's own Q(h,a) − V(h). */
  readonly advantage: 'joint' | 'local';
}

const { ZERO, ONE } = Rational;

/**
 * The derivative of J along the update direction of E_{π_k}[Σ_t ρ_t^(1/L_t)·Â] at π_k, checked to be ≥ 0.
 *
 * The surrogate's gradient in the logit of (h, a) is d(h)·π_a·(B_a/L_a − Σ_b π_b B_b/L_b), B_a = E[Â|h,a], and J's is
 * d(h)·π_a·A_a; their inner product is the `softmax` derivative. The `natural` direction raises log π_a at the rate
 * B_a/L_a, up to a constant of the history, so that J changes at the rate Σ_h d(h)·E_π[A·B/L].
 *
 * Parameter "lengths": the token counts of each turn's actions in order, "1000,1,1000" for every turn or
 * "3,3;1,2" turn by turn; an action beyond the list has its last length.
 */
export function firstOrderChange(instance: Instance, { metric, advantage }: FirstStep): Outcome {
  const { game, policies, parameters } = instance;
  const policy = policies['old'];
  const inverse = parameters['lengths']
    .split(';')
    .map((turn) => turn.split(',').map((l) => ONE.div(Rational.parse(l))));
  const values = value(policy);
  const worth = actionValue(game, values);
  const reach = reachProbability(game, policy.probability);
  const context = contextOf(game);

  let change = ZERO;
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision || reach[i].isZero()) continue;
    const ofTurn = inverse[Math.min(game.turn[i], inverse.length) - 1];
    const edges = Array.from({ length: game.firstEdge[i + 1] - game.firstEdge[i] }, (_, a) => game.firstEdge[i] + a);
    const p = edges.map((e) => policy.probability[e]);
    const own = edges.map((e) => worth[e].sub(values[i]));
    const baseline = advantage === 'local' ? values[i] : values[context[i]];
    const normalised = edges.map((e, a) => worth[e].sub(baseline).mul(ofTurn[Math.min(a, ofTurn.length - 1)]));
    const mean = Rational.sum(normalised.map((x, a) => p[a].mul(x)));
    const terms = normalised.map((x, a) => p[a].mul(own[a]).mul(metric === 'natural' ? x : p[a].mul(x.sub(mean))));
    const weight = metric === 'natural' ? reach[i] : reach[i].mul(reach[i]);
    change = change.add(weight.mul(Rational.sum(terms)));
  }
  return atLeast('dJ along the update', change, '0', ZERO, () => `lengths ${parameters['lengths']}`);
}

/** The certificate that J falls along such a step, to first order (with the joint advantage). */
export function downhillByLength({ metric }: FirstStep): WitnessMaker {
  return stated(({ parameters }) => ({ id: 'downhill-by-length', metric, lengths: parameters['lengths'] }));
}
