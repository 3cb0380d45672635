import type { Algorithm } from '../algorithm/algorithm.js';
import type { IterateOptions } from '../algorithm/iterate.js';
import { Rational } from '../exact/rational.js';
import type { Policy } from '../policy/policy.js';
import type { RealPolicy } from '../sweep/klSweep.js';
import { parseTie, type Tie } from '../sweep/tie.js';
import { betterPolicy } from './betterPolicy.js';
import { placedAction, placedHistory } from './places.js';
import { recordAsReturned, recordIteration } from './record.js';
import { listedTheOtherWay, withNoOps } from './twinGames.js';
import type { Witness, WitnessIteration, WitnessStatement } from './witness.js';

/** One iteration of what is examined, recorded. */
export type Recorder = (
  old: Policy,
  options: Required<Pick<IterateOptions, 'tie' | 'seed' | 'precision'>>,
) => WitnessIteration;

/** Records the iterations of an algorithm of named parts. */
export const recorderOf =
  (algorithm: Algorithm): Recorder =>
  (old, options) =>
    recordIteration(algorithm, old, options);

/** Records what somebody's own step returns: nothing is claimed of how it was made. */
export const recorderOfStep =
  (step: (old: Policy, options: { tie: Tie; seed: number; precision: number }) => RealPolicy): Recorder =>
  (old, options) =>
    recordAsReturned(step(old, options));

/** An instance on which a guarantee fails: the policy π_k on its game, and "tie" and "seed". */
export interface FailingInstance {
  readonly old: Policy;
  readonly parameters: Readonly<Record<string, string>>;
  /** The place that the violation names, such as "history b". */
  readonly where?: string | undefined;
}

/** Digits of enclosures that are recorded; the certificate states fewer. */
const PRECISION = 100;

/** The most iterations until a run rests. */
const MOST = 40;

/**
 * The witness of a guarantee's failure: the iterations are run once more as the instance says, and recorded; of the policy
 * that is better, `betterPolicy`. Undefined where nothing is known to be better, or a run does not rest.
 * Throws RangeError for a guarantee or a place that is none, and whatever the step throws.
 */
export function guaranteeWitness(guarantee: string, record: Recorder, instance: FailingInstance): Witness | undefined {
  const { old, parameters, where } = instance;
  const { game } = old;
  const options = {
    tie: parseTie(parameters['tie'] ?? 'first'),
    seed: Number(parameters['seed'] ?? '1'),
    precision: PRECISION,
  };
  const chain = (goesOn: (made: readonly WitnessIteration[]) => boolean): WitnessIteration[] => {
    const made: WitnessIteration[] = [];
    for (let policy: RealPolicy = old; isExact(policy) && goesOn(made); policy = made[made.length - 1].policy) {
      made.push(record(policy, options));
    }
    return made;
  };
  const first = (): WitnessIteration[] => chain((made) => made.length < 1);
  const plain = (statement: WitnessStatement, iterations: readonly WitnessIteration[]): Witness => ({
    game,
    statement,
    policies: { old },
    iterations,
  });
  const compared = (id: string, iterations: readonly WitnessIteration[]): Witness | undefined => {
    const better = betterPolicy(game);
    return better === undefined ? undefined : { ...plain({ id }, iterations), policies: { old, better } };
  };
  switch (guarantee) {
    case 'monotone':
    case 'equal-rewards': {
      if (guarantee === 'monotone') return plain({ id: guarantee }, first());
      const { history, action } = placedAction(game, where);
      const set = game.infoSetName[game.infoSet[game.nodeName.indexOf(history)]];
      return plain({ id: guarantee, set, action }, first());
    }
    case 'monotone-everywhere':
      return plain({ id: guarantee, history: placedHistory(where) }, first());
    case 'fixed-point':
    case 'one-sweep':
      return compared(guarantee, first());
    case 'all-turns':
      return compared(
        guarantee,
        chain((made) => made.length < game.turns),
      );
    case 'limit':
    case 'rests': {
      const run = chain((made) => made.length < MOST && !rests(old, made));
      return rests(old, run) ? compared('rests', run) : undefined;
    }
    case 'early-ends':
    case 'relabelling': {
      const other = guarantee === 'early-ends' ? withNoOps(old) : listedTheOtherWay(old);
      return { ...plain({ id: guarantee, ...placedAction(game, where) }, first()), twin: record(other, options) };
    }
    default:
      throw new RangeError(`no certificate is known for the guarantee "${guarantee}"`);
  }
}

/** Some updates double the digits at every iteration; a run of them is given up. */
const LONGEST = 10n ** 400n;

function isExact(policy: RealPolicy): policy is Policy {
  return policy.probability.every((p) => p instanceof Rational && p.denominator < LONGEST);
}

function rests(old: Policy, made: readonly WitnessIteration[]): boolean {
  if (made.length === 0) return false;
  const [before, after] = [made.length < 2 ? old : made[made.length - 2].policy, made[made.length - 1].policy];
  return isExact(after) && isExact(before) && after.probability.every((p, e) => p.equals(before.probability[e]));
}
