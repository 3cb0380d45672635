import type { Trajectory } from '../environments/trajectory.js';
import { carriedAdvantage, ratios } from '../evaluate/carriedAdvantage.js';
import type { Path } from '../evaluate/paths.js';
import { Rational } from '../exact/rational.js';
import { turnsInOrder } from '../sweep/order.js';
import { BridgeError } from './bridgeError.js';
import { exactAdvantages } from './exactAdvantages.js';
import { exactSurrogate, type ExactSurrogate } from './exactSurrogate.js';
import type { NetworkPolicy } from './networkPolicy.js';
import { type ObservedSweep, responseName } from './observeSweep.js';
import { supported, type SupportedAlgorithm } from './supported.js';
import { pathFinder } from './trajectoryPath.js';
import type { Algorithm } from '../neural/algorithm/algorithm.js';

/** The exact counterpart of `ObservedPoint`. */
export interface ExactPoint extends ExactSurrogate {
  readonly ratios: ReadonlyMap<string, Rational>;
}

/** The exact counterpart of `ObservedStage`. */
export interface ExactStage {
  readonly turns: readonly number[];
  readonly carried: ReadonlyMap<string, Rational>;
  readonly start: ExactPoint;
  readonly end: ExactPoint;
}

/** The exact counterpart of `ObservedSweep`. */
export interface ExactSweep {
  /** By trajectory id. */
  readonly advantages: ReadonlyMap<number, Rational>;
  readonly stages: readonly ExactStage[];
}

/** A sampled trajectory, its path in the game, and the ratios of the turns that are updated (others 1). */
export interface Carrier {
  readonly trajectory: Trajectory;
  readonly path: Path;
  readonly advantage: Rational;
  readonly updated: Rational[];
}

/**
 * What `claimed` prescribes on the batch of `observed`, in rationals: Â, M_{t+1}, ρ_t, the surrogate and its gradient,
 * with the functions of the exact core. The networks' probabilities at each moment are taken over as dyadic numbers
 * and nothing else is, neither order nor pools, so that the one difference to the neural numbers is how these were
 * computed. Throws BridgeError for algorithms beyond `supported` and for a run with another number of stages.
 */
export function exactSweep(observed: ObservedSweep, claimed: Algorithm): ExactSweep {
  const algorithm = supported(claimed);
  const { subject, trajectories, old, stages } = observed;
  const { unrolled, network } = subject;
  const find = pathFinder(unrolled);
  const advantages = exactAdvantages(trajectories, algorithm.advantage);
  const carriers = trajectories.map(({ trajectory }): Carrier => {
    const updated = trajectory.turns.map(() => Rational.ONE);
    return { trajectory, path: find(trajectory), advantage: advantages.get(trajectory.id) ?? Rational.ZERO, updated };
  });
  const order = orderOf(algorithm, unrolled.environment.turns);
  if (order.length !== stages.length) {
    throw new BridgeError(`"${algorithm.turns}" means ${order.length} updates, but ${stages.length} were observed`);
  }
  const exact = order.map((turns, n): ExactStage => {
    const pool = carriers.flatMap((carrier) =>
      turns.filter((turn) => turn <= carrier.updated.length).map((turn) => ({ carrier, turn })),
    );
    const carried = named(pool, ({ carrier }) => carriedAdvantage(carrier.advantage, carrier.updated)[0]);
    const point = (now: NetworkPolicy): ExactPoint => {
      const all = named(pool, ({ carrier, turn }) => ratios(carrier.path, now.policy, old.policy)[turn - 1]);
      const terms = pool.map(({ carrier: { trajectory }, turn }) => {
        const name = responseName(trajectory.id, turn);
        return {
          name,
          taken: trajectory.turns[turn - 1],
          ratio: valueOf(all, name),
          carried: valueOf(carried, name),
        };
      });
      return { ratios: all, ...exactSurrogate(terms, now, network, algorithm.update, carriers.length) };
    };
    const { start, end } = stages[n];
    const result = { turns, carried, start: point(start.policy), end: point(end.policy) };
    if (algorithm.carry.kind === 'ratio') {
      for (const { carrier, turn } of pool) {
        carrier.updated[turn - 1] = valueOf(result.end.ratios, responseName(carrier.trajectory.id, turn));
      }
    }
    return result;
  });
  return { advantages, stages: exact };
}

function orderOf({ turns: order }: SupportedAlgorithm, turns: number): number[][] {
  const all = turnsInOrder(order, turns);
  return order === 'simultaneous' ? [all] : all.map((t) => [t]);
}

interface Member {
  readonly carrier: Carrier;
  readonly turn: number;
}

function named(pool: readonly Member[], of: (member: Member) => Rational): Map<string, Rational> {
  return new Map(pool.map((member) => [responseName(member.carrier.trajectory.id, member.turn), of(member)]));
}

function valueOf(numbers: ReadonlyMap<string, Rational>, name: string): Rational {
  const value = numbers.get(name);
  if (value === undefined) throw new RangeError(`no number of ${name}`);
  return value;
}
