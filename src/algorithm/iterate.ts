import { pathEstimatesIn } from '../estimate/pathEstimates.js';
import { reachIn } from '../evaluate/reachIn.js';
import type { Arithmetic } from '../exact/arithmetic.js';
import { Rational } from '../exact/rational.js';
import { type Real, RealArithmetic } from '../exact/real.js';
import type { Game } from '../game/game.js';
import { setsOfTurns } from '../game/setsOfTurns.js';
import { distributionAt } from '../policy/policy.js';
import type { PolicyIn } from '../policy/policyIn.js';
import type { RealPolicy } from '../sweep/klSweep.js';
import { randomOrder, turnPools } from '../sweep/order.js';
import { safeguard } from '../sweep/safeguard.js';
import type { Tie } from '../sweep/tie.js';
import type { Algorithm, Surrogate } from './algorithm.js';
import { AlgorithmError } from './algorithmError.js';
import { exactCarry } from './carry.js';
import { meanAdvantage } from './means.js';
import { solve } from './solve.js';
import { fromTokens, tokenGame, toTokens } from './tokens.js';
import { probabilitiesAfter, trajectoriesOf } from '../evaluate/trajectories.js';
import type { Sample, UpdateProblem } from './updateProblem.js';

/** What an iteration leaves open. */
export interface IterateOptions {
  /** Which of several equally good distributions an argmax takes. Default: stay. */
  readonly tie?: Tie;
  /** Draws the order where it is random. Default: 1. */
  readonly seed?: number;
  /** Significant digits where exp takes part. Default: 50. */
  readonly precision?: number;
  /** Called when an argmax was not unique, so that ties had to be broken. */
  readonly onTie?: (() => void) | undefined;
  /** Called with each new distribution, in the order in which they are made. */
  readonly onUpdate?: ((update: Update<Real>) => void) | undefined;
}

/** What an iteration in any arithmetic is given. */
export interface IterateInOptions<N> {
  readonly tie: Tie;
  readonly seed: number;
  /** The carry rule, with Eq. 8's factors of all paths in their order. */
  readonly carry: (factors: readonly N[], ratios: readonly N[], game: Game) => N[];
  readonly onTie?: (() => void) | undefined;
  readonly onUpdate?: ((update: Update<N>) => void) | undefined;
}

/** A new distribution: of information set `set` of `game` (at token level the game of the tokens), made with `turns`. */
export interface Update<N> {
  readonly game: Game;
  readonly turns: readonly number[];
  readonly set: number;
  readonly distribution: readonly N[];
}

/**
 * One iteration π_k → π_{k+1} of `algorithm` with exact expectations: all paths are the batch, each with its
 * probability under π_k, and each told E[Â⁺], E[Â⁻] over all groups that it can be part of. Turn after turn, every
 * information set solves its surrogate around π_k, given the factors c that the trajectories through it carry from the
 * turns that are already updated: for the ratio of a turn those behind it (Eq. 8), for the joint ratio all of them. Where
 * one distribution serves several histories these are weighed by the policy in force's reach probability (for the joint
 * ratio by π_k's, since c holds the rest); where it serves several turns it is updated once a turn (the last update
 * stays) or, in simultaneous order, once for all.
 *
 * The result is exact for argmax steps and enclosed where exp takes part (`RealPolicy`); what does not move stays the
 * same object. Throws AlgorithmError where the algorithm is not defined on the game, EstimateError as `pathEstimates`,
 * GameError beyond a million paths, and UncertainError where an argmax from an enclosed policy cannot be told.
 */
export function iterate(algorithm: Algorithm, old: RealPolicy, options: IterateOptions = {}): RealPolicy {
  const { tie = 'stay', seed = 1, precision = 50, onTie, onUpdate } = options;
  const reals = new RealArithmetic(precision);
  const { carry: rule = exactCarry } = algorithm;
  const carry: IterateInOptions<Real>['carry'] = (factors, ratios, game) =>
    rule.next(factors, ratios, { trajectories: trajectoriesOf(game).paths, reals });
  return guarded(algorithm, old, iterateIn<Real>(reals, algorithm, old, { tie, seed, carry, onTie, onUpdate }));
}

/**
 * `iterate` in any arithmetic, without a safeguard. Throws UncertainError where the result depends on a comparison that
 * `numbers` cannot make, and as `iterate`.
 */
export function iterateIn<N>(
  numbers: Arithmetic<N>,
  algorithm: Algorithm,
  old: PolicyIn<N>,
  options: IterateInOptions<N>,
): PolicyIn<N> {
  const { surrogate } = algorithm;
  if (surrogate.kind !== 'clip' || surrogate.level !== 'token') {
    return { game: old.game, probability: updateAll(numbers, algorithm, old, options) };
  }
  const tokens = tokenGame(old.game);
  const turnLevel: Algorithm = { ...algorithm, surrogate: { ...surrogate, level: 'turn' } };
  const updated = updateAll(numbers, turnLevel, toTokens(numbers, old, tokens), options);
  return { game: old.game, probability: fromTokens(updated, tokens, (x, y) => numbers.mul(x, y)) };
}

/** E[M|a] of the actions at the only decision of a game, as the iteration from `old` sees it. */
export function meansAtOnlyDecision<N>(numbers: Arithmetic<N>, algorithm: Algorithm, old: PolicyIn<N>): N[] {
  const reach = reachIn(numbers, old);
  const factors = trajectoriesOf(old.game).all.map(() => numbers.one);
  const nodes = old.game.infoSets[0];
  const weights = { nodes: reach, reach };
  const options = { tie: 'stay' as const, seed: 1, carry: () => [] };
  const problem = problemOf(numbers, batchOf(numbers, algorithm, old), 0, nodes, factors, weights, options);
  return problem === undefined ? [] : meanAdvantage(numbers, problem);
}

function guarded({ safeguard: guard, name }: Algorithm, old: RealPolicy, proposal: RealPolicy): RealPolicy {
  if (guard === undefined) return proposal;
  if (!isRational(old) || !isRational(proposal)) {
    throw new AlgorithmError(`the safeguard of "${name}" needs an exact step; take an argmax surrogate`);
  }
  return safeguard(old, proposal, guard.epsilon, guard.halvings).policy;
}

function isRational(policy: RealPolicy): policy is PolicyIn<Rational> {
  return policy.probability.every((p) => p instanceof Rational);
}

/** The new probability of every edge. */
function updateAll<N>(
  numbers: Arithmetic<N>,
  algorithm: Algorithm,
  old: PolicyIn<N>,
  options: IterateInOptions<N>,
): N[] {
  const { game } = old;
  const { surrogate, order } = algorithm;
  const batch = batchOf(numbers, algorithm, old);
  const inForce = old.probability.slice();
  const result = inForce.slice();
  const updated: { readonly turn: number; readonly ratios: readonly N[] }[] = [];
  const jointly = isJoint(surrogate);
  const before = jointly ? reachIn(numbers, old) : undefined;

  for (const turns of turnPools(order === 'random' ? randomOrder(game.turns, options.seed) : order, game.turns)) {
    const factors = updated
      .filter(({ turn }) => jointly || turn > turns[0])
      .reduce<readonly N[]>(
        (c, { ratios }) => options.carry(c, ratios, game),
        trajectoriesOf(game).all.map(() => numbers.one),
      );
    const reach = reachIn(numbers, { game, probability: inForce });
    for (const [set, nodes] of setsOfTurns(game, turns)) {
      const weights = { nodes: before ?? reach, reach };
      const problem = problemOf(numbers, batch, set, nodes, factors, weights, options);
      if (problem === undefined) continue;
      const distribution = solve(numbers, problem, surrogate);
      options.onUpdate?.({ game, turns, set, distribution });
      for (const i of nodes) distribution.forEach((q, a) => (inForce[game.firstEdge[i] + a] = q));
      for (const i of game.infoSets[set]) distribution.forEach((q, a) => (result[game.firstEdge[i] + a] = q));
    }
    if (turns.length === 1) updated.push({ turn: turns[0], ratios: ratiosAt(numbers, turns[0], inForce, old) });
  }
  return result;
}

function isJoint(surrogate: Surrogate): boolean {
  return surrogate.kind === 'clip' && surrogate.level === 'joint';
}

/** π_k's paths, what each says of its decisions, and the probability of what follows. */
interface Batch<N> {
  readonly old: PolicyIn<N>;
  readonly estimates: ReturnType<typeof pathEstimatesIn<N>>;
  readonly after: readonly (readonly N[])[];
}

function batchOf<N>(numbers: Arithmetic<N>, { estimator }: Algorithm, old: PolicyIn<N>): Batch<N> {
  return { old, estimates: pathEstimatesIn(numbers, old, estimator), after: probabilitiesAfter(numbers, old) };
}

function problemOf<N>(
  numbers: Arithmetic<N>,
  { old, estimates, after }: Batch<N>,
  set: number,
  nodes: readonly number[],
  factors: readonly N[],
  weights: { readonly nodes: readonly N[]; readonly reach: readonly N[] },
  { tie, onTie }: IterateInOptions<N>,
): UpdateProblem<N> | undefined {
  const { game } = old;
  const { all, through, paths } = trajectoriesOf(game);
  const total = numbers.sum(nodes.map((i) => weights.nodes[i]));
  const everyHistory = game.information.kind === 'full' && nodes.length === 1;
  if (!everyHistory && numbers.isZero(total)) return undefined;
  const first = game.firstEdge[nodes[0]];
  const samples = Array.from({ length: game.firstEdge[nodes[0] + 1] - first }, (): Sample<N>[] => []);
  for (const i of nodes) {
    const share = everyHistory ? numbers.one : numbers.div(weights.nodes[i], total);
    for (const { trajectory, position, decision } of through[i]) {
      const rest = after[trajectory][position];
      if (numbers.isZero(rest)) continue;
      samples[all[trajectory].decisions[decision] - game.firstEdge[i]].push({
        weight: numbers.mul(share, rest),
        factor: factors[trajectory],
        estimate: estimates(paths[trajectory])[decision],
      });
    }
  }
  return {
    old: distributionAt(old, set),
    samples,
    reach: numbers.sum(nodes.map((i) => weights.reach[i])),
    tie,
    onTie,
    turn: game.turn[nodes[0]],
    set,
    name: game.infoSetName[set],
  };
}

/** ρ_t of every trajectory right after turn t's update: 1 without such a turn, 0 where π_k never goes. */
function ratiosAt<N>(numbers: Arithmetic<N>, turn: number, inForce: readonly N[], old: PolicyIn<N>): N[] {
  return trajectoriesOf(old.game).all.map(({ decisions }) => {
    const e = decisions[turn - 1];
    if (e === undefined) return numbers.one;
    const p = old.probability[e];
    return numbers.isZero(p) ? numbers.zero : numbers.div(inForce[e], p);
  });
}
