import type { Path } from '../evaluate/paths.js';
import { edgeValueIn, valueIn } from '../evaluate/valueIn.js';
import type { Arithmetic } from '../exact/arithmetic.js';
import { type Real, RealArithmetic } from '../exact/real.js';
import { type Game, NodeKind } from '../game/game.js';
import { numbersOf } from '../game/numbersOf.js';
import type { PolicyIn } from '../policy/policyIn.js';
import type { Estimator, GeneralisedAdvantage, ReturnEstimator, TurnWeight } from './estimator.js';
import { criticIn } from './generalisedAdvantage.js';
import { GROUP_LIMIT } from './groupCases.js';
import { returnClasses } from './returnClasses.js';
import { returnEstimates, type WeightedEstimate } from './returnEstimates.js';

/** E[Â⁺] and E[Â⁻] of one decision of one path, over the groups and batches that the path can be part of. */
export interface Parts<N> {
  readonly gain: N;
  readonly loss: N;
}

/** What a sampled path is told about each of its decisions, in order of turns. */
export type PathEstimates<N> = (path: Path) => readonly Parts<N>[];

/**
 * The positive and negative parts of Â, exactly, for every decision of a path sampled with `policy`: the clipped
 * surrogate needs both, since it is not linear in Â. Their difference has the mean `expectedEstimate`.
 * Throws as `expectedEstimate`.
 */
export function pathEstimates(policy: PolicyIn<Real>, estimator: Estimator, limit = GROUP_LIMIT): PathEstimates<Real> {
  return pathEstimatesIn<Real>(new RealArithmetic(50), policy, estimator, limit);
}

/** `pathEstimates` in any arithmetic. */
export function pathEstimatesIn<N>(
  numbers: Arithmetic<N>,
  policy: PolicyIn<N>,
  estimator: Estimator,
  limit = GROUP_LIMIT,
): PathEstimates<N> {
  switch (estimator.kind) {
    case 'exact':
      return localEstimates(numbers, policy, estimator.turnWeight);
    case 'gae':
      return gaeEstimates(numbers, policy, estimator);
    case 'return':
      return estimatesFromReturns(numbers, policy, estimator, limit);
  }
}

/** The edges of the path's decisions, in order. */
export function decisionEdges(game: Game, { nodes, edges }: Path): number[] {
  return edges.filter((_, n) => game.kind[nodes[n]] === NodeKind.decision);
}

function localEstimates<N>(numbers: Arithmetic<N>, policy: PolicyIn<N>, turnWeight: TurnWeight): PathEstimates<N> {
  const { game } = policy;
  const own = numbersOf(numbers, game);
  const values = valueIn(numbers, policy);
  const local: N[] = [];
  for (let i = 0; i < game.nodeCount; i++) {
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      local.push(numbers.sub(edgeValueIn(numbers, game, own, values, i, e), values[i]));
    }
  }
  return (path) =>
    decisionEdges(game, path).map((e, t) => partsOf(numbers, weighted(numbers, game, turnWeight, t, local[e])));
}

function weighted<N>(numbers: Arithmetic<N>, game: Game, turnWeight: TurnWeight, decisionsBefore: number, x: N): N {
  return turnWeight === 'one' ? x : numbers.mul(numbers.of(game.discount.pow(decisionsBefore)), x);
}

/** Σ_l (γλ)^l δ_{t+l} along the path, from its last decision to its first. */
function gaeEstimates<N>(
  numbers: Arithmetic<N>,
  policy: PolicyIn<N>,
  estimator: GeneralisedAdvantage,
): PathEstimates<N> {
  const { game } = policy;
  const { reward, edgeReward, discount } = numbersOf(numbers, game);
  const critic = criticIn(numbers, policy, estimator);
  const lambda = numbers.of(estimator.lambda);
  return ({ nodes, edges }) => {
    const result: Parts<N>[] = [];
    let ahead = reward[nodes[edges.length]]; // what follows the node, as the decision before sees it
    let decisions = edges.filter((_, n) => game.kind[nodes[n]] === NodeKind.decision).length;
    for (let n = edges.length - 1; n >= 0; n--) {
      const paid = edgeReward[edges[n]];
      if (game.kind[nodes[n]] !== NodeKind.decision) {
        ahead = numbers.add(paid, ahead);
        continue;
      }
      const estimate = numbers.sub(numbers.add(paid, numbers.mul(discount, ahead)), critic[nodes[n]]);
      decisions -= 1;
      result.unshift(partsOf(numbers, weighted(numbers, game, estimator.turnWeight, decisions, estimate)));
      ahead = numbers.add(critic[nodes[n]], numbers.mul(lambda, estimate));
    }
    return result;
  };
}

function estimatesFromReturns<N>(
  numbers: Arithmetic<N>,
  policy: PolicyIn<N>,
  estimator: ReturnEstimator,
  limit: number,
): PathEstimates<N> {
  const { game } = policy;
  const classes = returnClasses(game, estimator.returns);
  const parts = returnEstimates(numbers, policy, estimator, limit).map((own) =>
    own.map((law) => partsOfLaw(numbers, law)),
  );
  return (path) => {
    const { context, position } = classes.classOf(path);
    return new Array<Parts<N>>(decisionEdges(game, path).length).fill(parts[context][position]);
  };
}

function partsOf<N>(numbers: Arithmetic<N>, x: N): Parts<N> {
  const { zero } = numbers;
  return { gain: numbers.max(zero, x), loss: numbers.max(zero, numbers.sub(zero, x)) };
}

function partsOfLaw<N>(numbers: Arithmetic<N>, law: readonly WeightedEstimate<N>[]): Parts<N> {
  if (law.length === 1) return partsOf(numbers, law[0].estimate);
  const parts = law.map(({ estimate }) => partsOf(numbers, estimate));
  const mean = (of: 'gain' | 'loss'): N =>
    numbers.inner(
      law.map(({ probability }) => probability),
      parts.map((own) => own[of]),
    );
  return { gain: mean('gain'), loss: mean('loss') };
}
