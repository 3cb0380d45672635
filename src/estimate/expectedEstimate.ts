import { advantage } from '../evaluate/actionValue.js';
import { contextOf } from '../evaluate/context.js';
import { pathReturn } from '../evaluate/pathReturn.js';
import { trajectoriesOf } from '../evaluate/trajectories.js';
import { value } from '../evaluate/value.js';
import { Interval } from '../exact/interval.js';
import { Rational } from '../exact/rational.js';
import { type Real, RealArithmetic } from '../exact/real.js';
import { RootSum } from '../exact/rootSum.js';
import { NodeKind } from '../game/game.js';
import type { Policy } from '../policy/policy.js';
import type { Estimator, ReturnEstimator, TurnWeight } from './estimator.js';
import { expectedGae } from './generalisedAdvantage.js';
import { GROUP_LIMIT } from './groupCases.js';
import { returnClasses } from './returnClasses.js';
import { returnEstimates } from './returnEstimates.js';
import { withoutDiscount } from './returnLaw.js';

/**
 * E[Â | h, a] for every edge (h, a): the exact mean, over the path and over the group and batch that it is part of,
 * of what `estimator` multiplies the score ∇log π(a|h) by. 0 on the edges of chance nodes.
 * Throws EstimateError as `returnEstimates` and `expectedGae`, GameError as `contextOf`, `pathReturn` and `paths`.
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
  contextOf(game); // a node of several contexts has no mean estimate
  pathReturn(estimator.returns === 'discounted' ? game : withoutDiscount(game));
  const classes = returnClasses(game, estimator.returns);
  const reals = new RealArithmetic(50);
  const means = returnEstimates<Real>(reals, policy, estimator, limit).map((own) =>
    own.map((law) =>
      exactly(
        reals.inner(
          law.map((weighted) => weighted.probability),
          law.map((weighted) => weighted.estimate),
        ),
      ),
    ),
  );
  const mean = new Array<RootSum>(game.nodeCount).fill(RootSum.ZERO);
  for (const path of trajectoriesOf(game).paths) {
    const { context, position } = classes.classOf(path);
    mean[path.nodes[path.edges.length]] = means[context][position];
  }
  const result = new Array<RootSum>(game.edgeCount).fill(RootSum.ZERO);
  for (let i = game.nodeCount - 1; i >= 0; i--) {
    if (game.kind[i] === NodeKind.terminal) continue;
    const terms: RootSum[] = [];
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      terms.push(mean[game.child[e]].scale(probability[e]));
      if (game.kind[i] === NodeKind.decision) result[e] = mean[game.child[e]];
    }
    mean[i] = RootSum.sum(terms);
  }
  return result;
}

function exactly(x: Real): RootSum {
  if (x instanceof Interval) throw new TypeError('an estimate of an exact policy is exact');
  return x instanceof RootSum ? x : RootSum.of(x);
}
