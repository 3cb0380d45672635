import { advantage } from '../evaluate/actionValue.js';
import { value } from '../evaluate/value.js';
import { Rational } from '../exact/rational.js';
import { RootSum } from '../exact/rootSum.js';
import { NodeKind } from '../game/game.js';
import type { Policy } from '../policy/policy.js';
import type { Estimator, ReturnEstimator, TurnWeight } from './estimator.js';
import { expectedGae } from './generalisedAdvantage.js';
import { GROUP_LIMIT } from './powerSums.js';
import { type ContextLaw, returnLaw } from './returnLaw.js';
import { meanEstimate, sampleLaw } from './sampleLaw.js';

/**
 * E[Â | h, a] for every edge (h, a): the exact mean, over the path and over the group and batch that it is part of,
 * of what `estimator` multiplies the score ∇log π(a|h) by. 0 on the edges of chance nodes.
 * Throws EstimateError as `sampleLaw` and `expectedGae`, GameError as `returnLaw`.
 */
export function expectedEstimate(policy: Policy, estimator: Estimator, limit = GROUP_LIMIT): RootSum[] {
  switch (estimator.kind) {
    case 'exact':
      return weighted(policy, advantage(policy.game, value(policy)), estimator.turnWeight);
    case 'gae':
      return weighted(policy, expectedGae(policy, estimator), estimator.turnWeight);
    case 'return':
      return fromReturns(policy, estimator, limit);
  }
}

function weighted({ game }: Policy, perEdge: readonly Rational[], turnWeight: TurnWeight): RootSum[] {
  const result = new Array<RootSum>(game.edgeCount).fill(RootSum.ZERO);
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    const factor = turnWeight === 'one' ? Rational.ONE : game.discount.pow(game.turn[i] - 1);
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) result[e] = RootSum.of(factor.mul(perEdge[e]));
  }
  return result;
}

/** A path's estimate depends on its context and return, so its mean is a backward pass from the terminal nodes. */
function fromReturns(policy: Policy, estimator: ReturnEstimator, limit: number): RootSum[] {
  const { game, probability } = policy;
  const law = returnLaw(policy, estimator.returns);
  const lawOf = sampleLaw(estimator, law.contexts, limit);
  const contextAt = new Map(law.contexts.map((context) => [context.context, context]));
  const known = new Map<string, RootSum>();
  const atEnd = (context: ContextLaw, r: Rational): RootSum => {
    const key = `${context.context} ${r}`;
    let weight = known.get(key);
    if (weight === undefined) known.set(key, (weight = meanEstimate(lawOf(context, r))));
    return weight;
  };
  const mean = new Array<RootSum>(game.nodeCount).fill(RootSum.ZERO);
  const result = new Array<RootSum>(game.edgeCount).fill(RootSum.ZERO);
  for (let i = game.nodeCount - 1; i >= 0; i--) {
    if (game.kind[i] === NodeKind.terminal) {
      const context = contextAt.get(law.contextOf[i]);
      if (context !== undefined) mean[i] = atEnd(context, law.pathReturn[i]);
      continue;
    }
    const terms: RootSum[] = [];
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      terms.push(mean[game.child[e]].scale(probability[e]));
      if (game.kind[i] === NodeKind.decision) result[e] = mean[game.child[e]];
    }
    mean[i] = RootSum.sum(terms);
  }
  return result;
}
