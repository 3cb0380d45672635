import { decisionEdges } from '../estimate/pathEstimates.js';
import type { Estimator, GeneralisedAdvantage, ReturnEstimator } from '../estimate/estimator.js';
import { type Path, paths } from '../evaluate/paths.js';
import { NodeKind } from '../game/game.js';
import { NotDecidable } from './notDecidable.js';
import { normalisedDifference, type Scale, UNSCALED } from './symbolicDeviation.js';
import { type SymbolicGame, valuesBefore } from './symbolicGame.js';
import { difference, type Formula, negativePart, number, positivePart, product, sum, type Term, ZERO } from './term.js';

/** E[Â⁺] and E[Â⁻] of one decision of one path; or any two numbers whose difference is E[Â], where that is all one sees. */
export interface SymbolicParts {
  readonly gain: Term;
  readonly loss: Term;
}

/** What the sampled paths are told about their decisions, for all games of a shape at once. */
export interface SymbolicEstimates {
  readonly paths: readonly Path[];
  /** Per path and decision, divided by the scale. */
  readonly parts: readonly (readonly SymbolicParts[])[];
  readonly scale: Scale;
  /** Roots and the like that the parts speak of, and what they are. */
  readonly variables: readonly string[];
  readonly definitions: readonly Formula[];
}

/** The most combinations of other samples that one estimate is written out over. */
const MOST_TUPLES = 64;

/**
 * `pathEstimates` as terms; with `meanOnly` the simplest ones that have the same E[Â]. Throws NotDecidable where roots
 * enter that cannot be taken out, or groups are too large.
 */
export function symbolicEstimates(games: SymbolicGame, estimator: Estimator, meanOnly: boolean): SymbolicEstimates {
  const all = paths(games.structure);
  switch (estimator.kind) {
    case 'exact':
      return exactly(all, localEstimates(games, all), meanOnly);
    case 'gae':
      return exactly(all, gaeEstimates(games, all, estimator), meanOnly);
    case 'return':
      if (estimator.groupSize === 1 && estimator.baseline === 'group-mean') {
        throw new NotDecidable('the estimate of a group of one is always 0');
      }
      return returnEstimates(games, all, estimator, meanOnly);
  }
}

function exactly(all: readonly Path[], estimates: readonly (readonly Term[])[], meanOnly: boolean): SymbolicEstimates {
  return {
    paths: all,
    parts: estimates.map((ofPath) => ofPath.map((x) => partsOf(x, meanOnly))),
    scale: UNSCALED,
    variables: [],
    definitions: [],
  };
}

function partsOf(x: Term, meanOnly: boolean): SymbolicParts {
  return meanOnly ? { gain: x, loss: ZERO } : { gain: positivePart(x), loss: negativePart(x) };
}

/** A(h, a); with discount 1 the weight of a turn does not matter. */
function localEstimates(games: SymbolicGame, all: readonly Path[]): Term[][] {
  const { structure } = games;
  const values = valuesBefore(games);
  const advantage = structure.label.map(() => ZERO);
  for (let i = 0; i < structure.nodeCount; i++) {
    for (let e = structure.firstEdge[i]; e < structure.firstEdge[i + 1]; e++) {
      advantage[e] = difference(values[structure.child[e]], values[i]);
    }
  }
  return all.map((path) => decisionEdges(structure, path).map((e) => advantage[e]));
}

function gaeEstimates(games: SymbolicGame, all: readonly Path[], { lambda, critic }: GeneralisedAdvantage): Term[][] {
  if (critic !== 'exact' && critic !== 'zero') {
    throw new NotDecidable("the critic's values belong to the nodes of one game");
  }
  const { structure, reward } = games;
  const guess = critic === 'zero' ? reward.map(() => ZERO) : valuesBefore(games);
  return all.map(({ nodes, edges }) => {
    const result: Term[] = [];
    let ahead = reward[nodes[edges.length]];
    for (let n = edges.length - 1; n >= 0; n--) {
      if (structure.kind[nodes[n]] !== NodeKind.decision) continue;
      const estimate = difference(ahead, guess[nodes[n]]);
      result.unshift(estimate);
      ahead = sum(guess[nodes[n]], product(number(lambda), estimate));
    }
    return result;
  });
}

function returnEstimates(
  games: SymbolicGame,
  all: readonly Path[],
  estimator: ReturnEstimator,
  meanOnly: boolean,
): SymbolicEstimates {
  const { structure, old, reward } = games;
  const chances = all.map(({ edges }) => product(...edges.map((e) => old[e])));
  const returns = all.map(({ nodes }) => reward[nodes[nodes.length - 1]]);
  const normalised = normalisedDifference(estimator, { returns, chances, mean: valuesBefore(games)[0] }, meanOnly);
  const tuples = tuplesOf(all.length, normalised.others);
  const parts = all.map((path, own) => {
    const law = tuples.map((others) => ({
      weight: product(...others.map((n) => chances[n])),
      parts: partsOf(normalised.estimate(own, others), meanOnly),
    }));
    const mean = (part: keyof SymbolicParts): Term =>
      sum(...law.map(({ weight, parts }) => product(weight, parts[part])));
    const ofPath = { gain: mean('gain'), loss: mean('loss') };
    return decisionEdges(structure, path).map(() => ofPath);
  });
  const { scale, variables, definitions } = normalised;
  return { paths: all, parts, scale, variables: variables(), definitions: definitions() };
}

/** All ways to draw `count` other samples among `n` paths. */
function tuplesOf(n: number, count: number): number[][] {
  if (n ** count > MOST_TUPLES) {
    throw new NotDecidable(
      `the expectation over ${count} other samples has ${n ** count} terms on this shape, more than ${MOST_TUPLES}`,
    );
  }
  let result: number[][] = [[]];
  for (let k = 0; k < count; k++) {
    result = result.flatMap((tuple) => Array.from({ length: n }, (_, path) => [...tuple, path]));
  }
  return result;
}
