import { advantage } from '../evaluate/actionValue.js';
import type { Path } from '../evaluate/paths.js';
import { value } from '../evaluate/value.js';
import { type Rational } from '../exact/rational.js';
import { RootSum } from '../exact/rootSum.js';
import { type Game, NodeKind } from '../game/game.js';
import type { Policy } from '../policy/policy.js';
import type { Estimator, GeneralisedAdvantage, ReturnEstimator, TurnWeight } from './estimator.js';
import { criticValues } from './generalisedAdvantage.js';
import { GROUP_LIMIT } from './powerSums.js';
import { returnLaw, withoutDiscount } from './returnLaw.js';
import { sampleLaw, type WeightedEstimate } from './sampleLaw.js';

/** E[Â⁺] and E[Â⁻] of one decision of one path, over the groups and batches that the path can be part of. */
export interface Parts {
  readonly gain: RootSum;
  readonly loss: RootSum;
}

/** What a sampled path is told about each of its decisions, in order of turns. */
export type PathEstimates = (path: Path) => readonly Parts[];

/**
 * The positive and negative parts of Â, exactly, for every decision of a path sampled with `policy`: the clipped
 * surrogate needs both, since it is not linear in Â. Their difference has the mean `expectedEstimate`.
 * Throws as `expectedEstimate`.
 */
export function pathEstimates(policy: Policy, estimator: Estimator, limit = GROUP_LIMIT): PathEstimates {
  switch (estimator.kind) {
    case 'exact':
      return localEstimates(policy, estimator.turnWeight);
    case 'gae':
      return gaeEstimates(policy, estimator);
    case 'return':
      return returnEstimates(policy, estimator, limit);
  }
}

/** The edges of the path's decisions, in order. */
export function decisionEdges(game: Game, { nodes, edges }: Path): number[] {
  return edges.filter((_, n) => game.kind[nodes[n]] === NodeKind.decision);
}

function localEstimates(policy: Policy, turnWeight: TurnWeight): PathEstimates {
  const { game } = policy;
  const local = advantage(game, value(policy));
  return (path) => decisionEdges(game, path).map((e, t) => partsOf(weighted(game, turnWeight, t, local[e])));
}

function weighted(game: Game, turnWeight: TurnWeight, decisionsBefore: number, x: Rational): RootSum {
  return RootSum.of(turnWeight === 'one' ? x : game.discount.pow(decisionsBefore).mul(x));
}

/** Σ_l (γλ)^l δ_{t+l} along the path, from its last decision to its first. */
function gaeEstimates(policy: Policy, estimator: GeneralisedAdvantage): PathEstimates {
  const { game } = policy;
  const critic = criticValues(policy, estimator);
  return ({ nodes, edges }) => {
    const result: Parts[] = [];
    let ahead = game.reward[nodes[edges.length]]; // what follows the node, as the decision before sees it
    let decisions = edges.filter((_, n) => game.kind[nodes[n]] === NodeKind.decision).length;
    for (let n = edges.length - 1; n >= 0; n--) {
      const paid = game.edgeReward[edges[n]];
      if (game.kind[nodes[n]] !== NodeKind.decision) {
        ahead = paid.add(ahead);
        continue;
      }
      const estimate = paid.add(game.discount.mul(ahead)).sub(critic[nodes[n]]);
      decisions -= 1;
      result.unshift(partsOf(weighted(game, estimator.turnWeight, decisions, estimate)));
      ahead = critic[nodes[n]].add(estimator.lambda.mul(estimate));
    }
    return result;
  };
}

function returnEstimates(policy: Policy, estimator: ReturnEstimator, limit: number): PathEstimates {
  const { game } = policy;
  const law = returnLaw(policy, estimator.returns);
  const lawOf = sampleLaw(estimator, law.contexts, limit);
  const contextAt = new Map(law.contexts.map((context) => [context.context, context]));
  const known = new Map<string, Parts>();
  const summing = estimator.returns === 'discounted' ? game : withoutDiscount(game);
  return (path) => {
    const context = contextAt.get(path.context);
    const turns = decisionEdges(game, path).length;
    if (context === undefined) return new Array<Parts>(turns).fill({ gain: RootSum.ZERO, loss: RootSum.ZERO });
    const r = returnOf(summing, path);
    const key = `${path.context} ${r}`;
    let parts = known.get(key);
    if (parts === undefined) known.set(key, (parts = partsOfLaw(lawOf(context, r))));
    return new Array<Parts>(turns).fill(parts);
  };
}

/** R(τ) in the given game's discount. */
function returnOf(game: Game, { nodes, edges }: Path): Rational {
  let result = game.reward[nodes[edges.length]];
  for (let n = edges.length - 1; n >= 0; n--) {
    const after = game.kind[nodes[n]] === NodeKind.decision ? game.discount.mul(result) : result;
    result = game.edgeReward[edges[n]].add(after);
  }
  return result;
}

function partsOf(x: RootSum): Parts {
  return x.sign() >= 0 ? { gain: x, loss: RootSum.ZERO } : { gain: RootSum.ZERO, loss: x.neg() };
}

function partsOfLaw(law: readonly WeightedEstimate[]): Parts {
  const gain: RootSum[] = [];
  const loss: RootSum[] = [];
  for (const { estimate, probability } of law) {
    const parts = partsOf(estimate);
    gain.push(parts.gain.scale(probability));
    loss.push(parts.loss.scale(probability));
  }
  return { gain: RootSum.sum(gain), loss: RootSum.sum(loss) };
}
