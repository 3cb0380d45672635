import { type Path, paths } from '../evaluate/paths.js';
import { decisionEdges, type Parts, pathEstimates } from '../estimate/pathEstimates.js';
import { Rational } from '../exact/rational.js';
import { isExactly, type Real, RealArithmetic } from '../exact/real.js';
import { type Game, NodeKind } from '../game/game.js';
import { distributionAt, type Policy } from '../policy/policy.js';
import type { RealPolicy } from '../sweep/klSweep.js';
import { randomOrder, turnsInOrder } from '../sweep/order.js';
import { safeguard } from '../sweep/safeguard.js';
import type { Tie } from '../sweep/tie.js';
import type { Algorithm } from './algorithm.js';
import { AlgorithmError } from './algorithmError.js';
import { exactCarry } from './carry.js';
import { rational } from './means.js';
import { solve } from './solve.js';
import { fromTokens, tokenGame, toTokens } from './tokens.js';
import type { Sample, UpdateProblem } from './updateProblem.js';

/** What an iteration leaves open. */
export interface IterateOptions {
  /** Which of several equally good actions an argmax prefers. Default: first. */
  readonly tie?: Tie;
  /** Draws the order where it is random. Default: 1. */
  readonly seed?: number;
  /** Significant digits where exp or irrational estimates take part. Default: 50. */
  readonly precision?: number;
  /** Is told of every update when it is made; at the token level of those of the game of tokens. */
  readonly onUpdate?: (update: IterationUpdate) => void;
}

/** One information set's update: the turns that were updated together, and the set's new distribution. */
export interface IterationUpdate {
  readonly game: Game;
  readonly turns: readonly number[];
  readonly set: number;
  readonly distribution: readonly Real[];
}

/** A path of the game, as an update sees it. */
interface Trajectory {
  readonly path: Path;
  /** The edges of its decisions, and what it says of each. */
  readonly decisions: readonly number[];
  readonly estimates: readonly Parts[];
  /** Per position on the path: π_k's probability of the edges after it. */
  readonly after: readonly Rational[];
}

/**
 * One iteration π_k → π_{k+1} of `algorithm` with exact expectations: all paths are the batch, each with its
 * probability under π_k, and each told E[Â⁺], E[Â⁻] over all groups that it can be part of. Turn after turn, every
 * information set solves its surrogate around π_k, given the factors c that the trajectories through it carry from the
 * turns behind it that are already updated. Where one distribution serves several histories these are weighed by the
 * policy in force's reach probability; where it serves several turns it is updated once a turn (the last update stays)
 * or, in simultaneous order, once for all.
 *
 * The result is exact for argmax steps and enclosed for the others (`RealPolicy`); what does not move stays the same
 * object. Throws AlgorithmError where the algorithm is not defined on the game, EstimateError as `pathEstimates`,
 * GameError beyond a million paths.
 */
export function iterate(algorithm: Algorithm, old: Policy, options: IterateOptions = {}): RealPolicy {
  const { tie = 'first', seed = 1, precision = 50, onUpdate } = options;
  const reals = new RealArithmetic(precision);
  const { surrogate } = algorithm;
  if (surrogate.kind === 'clip' && surrogate.level === 'token') {
    const tokens = tokenGame(old.game);
    const turnLevel: Algorithm = { ...algorithm, surrogate: { ...surrogate, level: 'turn' } };
    const updated = updateAll(turnLevel, toTokens(old, tokens), tie, seed, reals, onUpdate);
    const probability = fromTokens(updated, tokens, (x, y) => reals.mul(x, y));
    return guarded(algorithm, old, probability);
  }
  return guarded(algorithm, old, updateAll(algorithm, old, tie, seed, reals, onUpdate));
}

function guarded({ safeguard: guard, name }: Algorithm, old: Policy, probability: Real[]): RealPolicy {
  const { game } = old;
  if (guard === undefined) return { game, probability };
  if (!probability.every((p) => p instanceof Rational)) {
    throw new AlgorithmError(`the safeguard of "${name}" needs an exact step; take an argmax surrogate`);
  }
  return safeguard(old, { game, probability }, guard.epsilon, guard.halvings).policy;
}

/** The new probability of every edge. */
function updateAll(
  algorithm: Algorithm,
  old: Policy,
  tie: Tie,
  seed: number,
  reals: RealArithmetic,
  onUpdate: IterateOptions['onUpdate'],
): Real[] {
  const { game } = old;
  const { surrogate, carry = exactCarry, order } = algorithm;
  const trajectories = trajectoriesOf(algorithm, old);
  const allPaths = trajectories.map(({ path }) => path);
  const inForce: Real[] = old.probability.slice();
  const result = inForce.slice();
  const updated: { readonly turn: number; readonly ratios: readonly Real[] }[] = [];

  for (const turns of poolsOf(order, game.turns, seed)) {
    // M_{t+1} of Eq. 8: only what follows the turn changes the worth of its actions.
    const factors = updated
      .filter(({ turn }) => turn > turns[0])
      .reduce<readonly Real[]>(
        (c, { ratios }) => carry.next(c, ratios, { trajectories: allPaths, reals }),
        trajectories.map(() => Rational.ONE),
      );
    const reach = reachOf(game, inForce, reals);
    for (const [set, nodes] of setsOf(game, turns)) {
      const problem = problemOf(old, set, nodes, trajectories, factors, reach, reals);
      if (problem === undefined) continue;
      const candidate = solve(problem, surrogate, tie, reals.precision);
      onUpdate?.({ game, turns, set, distribution: candidate });
      for (const i of nodes) candidate.forEach((q, a) => (inForce[game.firstEdge[i] + a] = q));
      for (const i of game.infoSets[set]) candidate.forEach((q, a) => (result[game.firstEdge[i] + a] = q));
    }
    if (turns.length === 1)
      updated.push({ turn: turns[0], ratios: ratiosAt(turns[0], trajectories, inForce, old, reals) });
  }
  return result;
}

/** The turns that are updated together, in order. */
function poolsOf(order: Algorithm['order'], turns: number, seed: number): number[][] {
  if (order === 'simultaneous') return [turnsInOrder('forward', turns)];
  return turnsInOrder(order === 'random' ? randomOrder(turns, seed) : order, turns).map((t) => [t]);
}

function trajectoriesOf({ estimator }: Algorithm, old: Policy): Trajectory[] {
  const estimatesOf = pathEstimates(old, estimator);
  return paths(old.game).map((path) => ({
    path,
    decisions: decisionEdges(old.game, path),
    estimates: estimatesOf(path),
    after: probabilityAfter(old, path),
  }));
}

function probabilityAfter({ probability }: Policy, { edges }: Path): Rational[] {
  const after = new Array<Rational>(edges.length).fill(Rational.ONE);
  for (let n = edges.length - 2; n >= 0; n--) after[n] = after[n + 1].mul(probability[edges[n + 1]]);
  return after;
}

/** The information sets that have nodes in these turns, each with those nodes. */
function setsOf(game: Game, turns: readonly number[]): Map<number, number[]> {
  const result = new Map<number, number[]>();
  for (const t of turns) {
    for (let i = game.turnStart[t]; i < game.turnEnd[t]; i++) {
      const nodes = result.get(game.infoSet[i]);
      if (nodes === undefined) result.set(game.infoSet[i], [i]);
      else nodes.push(i);
    }
  }
  return result;
}

function problemOf(
  old: Policy,
  set: number,
  nodes: readonly number[],
  trajectories: readonly Trajectory[],
  factors: readonly Real[],
  reach: readonly Real[],
  reals: RealArithmetic,
): UpdateProblem | undefined {
  const { game } = old;
  const total = reals.sum(nodes.map((i) => reach[i]));
  const everyHistory = game.information.kind === 'full' && nodes.length === 1;
  if (!everyHistory && isExactly(total, Rational.ZERO)) return undefined;
  const share = new Map(nodes.map((i) => [i, everyHistory ? Rational.ONE : reals.div(reach[i], total)]));
  const first = game.firstEdge[nodes[0]];
  const samples = Array.from({ length: game.firstEdge[nodes[0] + 1] - first }, (): Sample[] => []);
  trajectories.forEach(({ path, estimates, after }, n) => {
    let decision = -1;
    for (const [position, e] of path.edges.entries()) {
      const i = path.nodes[position];
      if (game.kind[i] !== NodeKind.decision) continue;
      decision += 1;
      const ofNode = share.get(i);
      if (ofNode === undefined) continue;
      if (after[position].isZero()) continue;
      samples[e - game.firstEdge[i]].push({
        weight: reals.mul(ofNode, after[position]),
        factor: factors[n],
        estimate: estimates[decision],
      });
    }
  });
  return {
    old: distributionAt(old, set),
    samples,
    reach: total,
    turn: game.turn[nodes[0]],
    set,
    name: game.infoSetName[set],
  };
}

/** d(h) per node under the policy in force. */
function reachOf(game: Game, inForce: readonly Real[], reals: RealArithmetic): Real[] {
  const reach = new Array<Real>(game.nodeCount).fill(Rational.ZERO);
  reach[0] = Rational.ONE;
  for (let i = 0; i < game.nodeCount; i++) {
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const to = game.child[e];
      reach[to] = reals.add(reach[to], reals.mul(reach[i], inForce[e]));
    }
  }
  return reach;
}

/** ρ_t of every trajectory right after turn t's update: 1 without such a turn, 0 where π_k never goes. */
function ratiosAt(
  turn: number,
  trajectories: readonly Trajectory[],
  inForce: readonly Real[],
  old: Policy,
  reals: RealArithmetic,
): Real[] {
  return trajectories.map(({ decisions }) => {
    const e = decisions[turn - 1];
    if (e === undefined) return Rational.ONE;
    const p = rational(old.probability[e]);
    return p.isZero() ? Rational.ZERO : reals.div(inForce[e], p);
  });
}
