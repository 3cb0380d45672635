import { Rational } from '../exact/rational.js';
import type { Real } from '../exact/real.js';
import type { Algorithm, Carry } from '../neural/algorithm/algorithm.js';
import { BridgeError } from './bridgeError.js';
import { claimedOrder } from './claimedOrder.js';
import { exactAdvantages } from './exactAdvantages.js';
import { exactGae } from './exactGae.js';
import type { ExactAdvantage } from './exactNormalisation.js';
import { type Against, type Carrier, memberTerms, type Member, poolOf, responseRatio } from './exactPool.js';
import { exactSafeguard, type ExactSafeguard } from './exactSafeguard.js';
import { exactSurrogate, type ExactSurrogate } from './exactSurrogate.js';
import { responseName, tokenName, trajectoryName } from './names.js';
import type { NetworkPolicy } from './networkPolicy.js';
import type { ObservedSweep } from './observeSweep.js';
import { limited, REALS } from './reals.js';
import { pathFinder } from './trajectoryPath.js';

/** The exact counterpart of `ObservedPoint`. */
export interface ExactPoint extends ExactSurrogate {
  readonly ratios: ReadonlyMap<string, Real>;
}

/** The exact counterpart of `ObservedStage`. */
export interface ExactStage {
  readonly turns: readonly number[];
  /** M_{t+1}, where the algorithm has one advantage per trajectory. */
  readonly carried: ReadonlyMap<string, Real>;
  readonly start: ExactPoint;
  readonly end: ExactPoint;
}

/** The exact counterpart of `ObservedSweep`. */
export interface ExactSweep {
  readonly advantages: ReadonlyMap<string, ExactAdvantage>;
  readonly targets: ReadonlyMap<string, ExactAdvantage> | undefined;
  readonly stages: readonly ExactStage[];
  readonly safeguard: ExactSafeguard | undefined;
}

/**
 * What `claimed` prescribes on the batch of `observed`, in rationals and, where roots or logarithms enter, in rigorous
 * enclosures: Â, M_{t+1}, ρ, the surrogate and its gradient, with the functions of the exact core. The networks'
 * probabilities at each moment and the critic's values are taken over as dyadic numbers, and a randomly drawn order as
 * it is told; nothing else is, neither order nor pools, so that the one difference to the neural numbers is how these
 * were computed. Throws BridgeError for a run with another number of stages, without the reference or critic that
 * `claimed` needs, and for parts that the trainer refuses to combine.
 */
export function exactSweep(observed: ObservedSweep, claimed: Algorithm): ExactSweep {
  const { subject, trajectories, old, reference, stages } = observed;
  const { unrolled, network } = subject;
  if (claimed.kl !== undefined && reference === undefined)
    throw new BridgeError('the run had no reference for a KL penalty');
  const { advantages, targets } = advantagesOf(observed, claimed);
  const advantageAt = (id: number, position: number): Real => {
    const own = advantages.get(trajectoryName(id)) ?? advantages.get(tokenName(id, position));
    if (own === undefined) throw new RangeError(`no advantage of ${tokenName(id, position)}`);
    return own.value;
  };
  const find = pathFinder(unrolled);
  const carriers = trajectories.map(({ trajectory }): Carrier => ({
    trajectory,
    path: find(trajectory),
    factor: Rational.ONE,
  }));
  const order = claimedOrder(
    claimed.turns,
    unrolled.environment.turns,
    stages.map(({ turns }) => turns),
  );
  let before = old;
  const exact = order.map((turns, n): ExactStage => {
    const pool = poolOf(carriers, turns, claimed.missingTurns);
    const against = { below: claimed.ratioOver === 'turn-start' ? before : old, reference };
    const carriedAt = ({ carrier, turn, given }: Member, position: number): Real =>
      turn === given ? REALS.mul(advantageAt(carrier.trajectory.id, position), carrier.factor) : Rational.ZERO;
    const point = (now: NetworkPolicy): ExactPoint => {
      const terms = pool.flatMap((member) =>
        memberTerms(member, claimed, now, against, (position) => carriedAt(member, position)),
      );
      const told = terms.flatMap(({ ratio }): [string, Real][] =>
        ratio === undefined ? [] : [[ratio.name, ratio.value]],
      );
      return { ratios: new Map(told), ...exactSurrogate(terms, now, network, carriers.length) };
    };
    const carried = pool.map((member): [string, Real] => {
      const { trajectory } = member.carrier;
      const { history } = trajectory.turns[member.given - 1];
      return [responseName(trajectory.id, member.turn), carriedAt(member, history.length)];
    });
    const { start, end } = stages[n];
    const result = { turns, carried: new Map(carried), start: point(start.policy), end: point(end.policy) };
    if (claimed.carry.kind === 'ratio') for (const member of pool) carryOn(member, claimed.carry, end.policy, against);
    before = end.policy;
    return result;
  });
  return { advantages, targets, stages: exact, safeguard: exactSafeguard(carriers, claimed, before, old, advantageAt) };
}

function advantagesOf(
  { trajectories, values }: ObservedSweep,
  claimed: Algorithm,
): Pick<ExactSweep, 'advantages' | 'targets'> {
  const { advantage, update, carry } = claimed;
  if (advantage.kind === 'return') {
    const byId = exactAdvantages(trajectories, advantage);
    return { advantages: new Map(Array.from(byId, ([id, x]) => [trajectoryName(id), x])), targets: undefined };
  }
  if (values === undefined) throw new BridgeError('the run had no critic, whose values GAE needs');
  if (
    (update.kind === 'clip' && update.ratio !== 'token') ||
    carry.kind !== 'none' ||
    claimed.safeguard !== undefined
  ) {
    throw new BridgeError('GAE gives every token its own advantage: no response has one that could be used or carried');
  }
  return exactGae(trajectories, values, advantage);
}

/** M_t = ρ_t·M_{t+1} (Eq. 8), or with both clips of the released code. */
function carryOn(
  member: Member,
  { ratio: kind, clip }: Extract<Carry, { kind: 'ratio' }>,
  now: NetworkPolicy,
  against: Against,
): void {
  const { carrier } = member;
  const ratio = responseRatio(member, kind, now, against);
  if (clip === undefined) {
    carrier.factor = REALS.mul(ratio, carrier.factor);
    return;
  }
  const width = Rational.fromDouble(clip);
  const clipped = (x: Real): Real => limited(x, Rational.ONE.sub(width), Rational.ONE.add(width));
  carrier.factor = clipped(REALS.mul(clipped(ratio), carrier.factor));
}
