import type { Algorithm } from '../algorithm/algorithm.js';
import { iterate, type IterateOptions } from '../algorithm/iterate.js';
import { Rational } from '../exact/rational.js';
import { type Game, labelsOf } from '../game/game.js';
import { distributionAt, type Policy } from '../policy/policy.js';
import type { RealPolicy } from '../sweep/klSweep.js';
import { type Order, randomOrder, turnPools } from '../sweep/order.js';
import type { Sweep } from '../sweep/sweep.js';
import { carryName, estimatorName, surrogateName } from './names.js';
import type { ComputedWords, WitnessIteration, WitnessUpdate } from './witness.js';

/** The update of one information set, named. */
export function witnessUpdate(
  game: Game,
  turns: readonly number[],
  set: number,
  distribution: WitnessUpdate['distribution'],
): WitnessUpdate {
  return { turns, set: game.infoSetName[set], labels: labelsOf(game, game.infoSets[set][0]), distribution };
}

/** The turns that are updated together, in order; a random order is that of the seed. */
export function poolsOf(order: Algorithm['order'], turns: number, seed = 1): number[][] {
  return turnPools(order === 'random' ? randomOrder(turns, seed) : order, turns);
}

/** One iteration of `algorithm` from `old`, run and recorded. Throws as `iterate`. */
export function recordIteration(algorithm: Algorithm, old: RealPolicy, options: IterateOptions): WitnessIteration {
  const updates: WitnessUpdate[] = [];
  let seen = old.game;
  const policy = iterate(algorithm, old, {
    ...options,
    onUpdate: ({ game, turns, set, distribution }) => {
      seen = game;
      updates.push(witnessUpdate(game, turns, set, distribution));
    },
  });
  const { surrogate, order, safeguard } = algorithm;
  const update: ComputedWords = {
    kind: surrogate.kind === 'clip' && surrogate.level === 'token' ? 'computed-by-token' : 'computed',
    estimator: estimatorName(algorithm.estimator),
    step: surrogateName(surrogate),
    order: poolsOf(order, seen.turns, options.seed),
    carry: carryName(algorithm),
    unreached: old.game.information.kind === 'full' ? 'argmax' : 'kept',
    ...(safeguard === undefined
      ? {}
      : {
          share: shareOf(old, policy, updates),
          safeguard: { epsilon: safeguard.epsilon.toString(), halvings: String(safeguard.halvings) },
        }),
  };
  return { update, updates, policy };
}

/** The share of the way from `old` to what the updates proposed at which `policy` is; 1 where they proposed no move. */
function shareOf(old: RealPolicy, policy: RealPolicy, updates: readonly WitnessUpdate[]): string {
  const { game } = old;
  for (const [set, name] of game.infoSetName.entries()) {
    const proposed = updates.findLast((update) => update.set === name)?.distribution ?? [];
    const first = game.firstEdge[game.infoSets[set][0]];
    for (const [a, p] of distributionAt(old, set).entries()) {
      const [wish, taken] = [proposed[a], policy.probability[first + a]];
      const exact = p instanceof Rational && wish instanceof Rational && taken instanceof Rational;
      if (!exact || wish.equals(p)) continue;
      return taken.sub(p).div(wish.sub(p)).toString();
    }
  }
  return '1';
}

/** What of a sweep its own record does not tell. */
export interface SweepWords {
  readonly order: Order;
  /** Default: argmax under full information, kept under any other. */
  readonly unreached?: ComputedWords['unreached'];
  /** Default: the name of the step of the sweep. */
  readonly step: string;
  /** Default: "joint". */
  readonly estimator?: string;
  readonly around?: string;
  readonly share?: string;
}

/**
 * A sweep that was made, as a witness: `sweep` takes means under the policy in force. `policy` is what came of it, where
 * that is not the sweep's own.
 */
export function recordSweep(made: Sweep, words: SweepWords, policy: Policy = made.policy): WitnessIteration {
  const { game } = made.old;
  const order = poolsOf(words.order, game.turns);
  const { around, share, unreached } = words;
  return {
    update: {
      kind: 'computed',
      estimator: words.estimator ?? 'joint',
      step: words.step,
      order,
      carry: 'in-force',
      unreached: unreached ?? (game.information.kind === 'full' ? 'argmax' : 'kept'),
      ...(around === undefined ? {} : { around }),
      ...(share === undefined ? {} : { share }),
    },
    updates: made.updates.map(({ turn, set, candidate }) =>
      witnessUpdate(game, words.order === 'simultaneous' ? order[0] : [turn], set, candidate),
    ),
    policy,
  };
}

/** How an iteration was made in which every information set was updated once. */
export interface MadeWords extends Pick<ComputedWords, 'estimator' | 'step' | 'carry' | 'unreached'> {
  readonly order: Order;
}

/** Such an iteration, told from the policy that it made. `updated` picks the sets that had an update; default: all. */
export function recordMade(
  policy: RealPolicy,
  { order, ...words }: MadeWords,
  updated: (set: number) => boolean = () => true,
): WitnessIteration {
  const { game, probability } = policy;
  const pools = poolsOf(order, game.turns);
  const updates = pools.flatMap((pool) =>
    game.infoSets.flatMap(([i], set) => {
      if (!pool.includes(game.turn[i]) || !updated(set)) return [];
      return [witnessUpdate(game, pool, set, probability.slice(game.firstEdge[i], game.firstEdge[i + 1]))];
    }),
  );
  return { update: { kind: 'computed', ...words, order: pools }, updates, policy };
}

/** A policy as some step returned it: nothing is claimed of how it was made. */
export function recordAsReturned(policy: RealPolicy): WitnessIteration {
  return { update: { kind: 'as-returned' }, updates: [], policy };
}

/** A policy of which it is claimed that every distribution lies in the step's neighbourhood of the old one. */
export function recordCandidate(step: string, policy: Policy): WitnessIteration {
  const { game } = policy;
  const updates = game.infoSets.map((_, set) => witnessUpdate(game, [], set, distributionAt(policy, set)));
  return { update: { kind: 'candidate', step }, updates, policy };
}
