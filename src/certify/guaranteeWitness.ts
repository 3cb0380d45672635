import type { Algorithm } from '../algorithm/algorithm.js';
import type { IterateOptions } from '../algorithm/iterate.js';
import { Rational } from '../exact/rational.js';
import type { Policy } from '../policy/policy.js';
import type { RealPolicy } from '../sweep/klSweep.js';
import { parseTie, type Tie } from '../sweep/tie.js';
import { bestKnown } from '../evaluate/bestKnown.js';
import { NoCertificate } from './noCertificate.js';
import { placedAction, placedHistory } from './places.js';
import { recordAsReturned, recordIteration } from './record.js';
import { listedTheOtherWay, withNoOps } from './twinGames.js';
import type { Witness, WitnessIteration, WitnessStatement } from './witness.js';

/** One iteration of what is examined, from a policy that may be enclosed, recorded. */
export type Recorder = (
  old: RealPolicy,
  options: Required<Pick<IterateOptions, 'tie' | 'seed' | 'precision'>>,
) => WitnessIteration;

/** Records the iterations of an algorithm of named parts. */
export const recorderOf =
  (algorithm: Algorithm): Recorder =>
  (old, options) =>
    recordIteration(algorithm, old, options);

/** Records what somebody's own step returns from exact policies: nothing is claimed of how it was made. */
export const recorderOfStep =
  (step: (old: Policy, options: { tie: Tie; seed: number; precision: number }) => RealPolicy): Recorder =>
  (old, options) => {
    if (!isExact(old)) throw new NoCertificate('a step that somebody wrote takes exact policies only');
    return recordAsReturned(step(old, options));
  };

/** An instance on which a guarantee fails: the policy π_k on its game, and "tie" and "seed". */
export interface FailingInstance {
  readonly old: Policy;
  readonly parameters: Readonly<Record<string, string>>;
  /** The place that the violation names, such as "history b". */
  readonly where?: string | undefined;
}

/** Digits of enclosures that are recorded; the certificate states fewer. */
const PRECISION = 100;

/** With what an instance is run, as its parameters have it. */
export function optionsOf(parameters: FailingInstance['parameters']): Parameters<Recorder>[1] {
  return {
    tie: parseTie(parameters['tie'] ?? 'first'),
    seed: Number(parameters['seed'] ?? '1'),
    precision: PRECISION,
  };
}

/** The most iterations until a run rests, the last of which changes nothing. */
const MOST = 21;

/**
 * The witness of a guarantee's failure: the iterations are run once more as the instance says, and recorded; of the policy
 * that is better, `bestKnown`. Throws NoCertificate where nothing is known to be better, or a run does not rest;
 * RangeError for a guarantee or a place that is none; and whatever the step throws.
 */
export function guaranteeWitness(guarantee: string, record: Recorder, instance: FailingInstance): Witness {
  const { old, parameters, where } = instance;
  const { game } = old;
  const options = optionsOf(parameters);
  const chain = (goesOn: (made: readonly WitnessIteration[]) => boolean): WitnessIteration[] => {
    const made: WitnessIteration[] = [];
    for (let policy: RealPolicy = old; goesOn(made); policy = made[made.length - 1].policy) {
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
  const compared = (id: string, iterations: readonly WitnessIteration[]): Witness => {
    const best = bestKnown(game);
    if (best === undefined) throw new NoCertificate('there are too many policies to list a better one');
    return { ...plain({ id }, iterations), policies: { old, better: best.policy } };
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
    case 'rests': {
      const run = chain((made) => made.length < MOST && goesOn(old, made));
      if (!rests(old, run)) throw new NoCertificate(`no standstill is seen exactly within ${run.length} iterations`);
      return compared('rests', run);
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
  return policy.probability.every((p) => p instanceof Rational);
}

function goesOn(old: Policy, made: readonly WitnessIteration[]): boolean {
  const last = made.at(-1)?.policy ?? old;
  return !rests(old, made) && isExact(last) && last.probability.every((p) => p.denominator < LONGEST);
}

function rests(old: Policy, made: readonly WitnessIteration[]): boolean {
  if (made.length === 0) return false;
  const [before, after] = [made.at(-2)?.policy ?? old, made[made.length - 1].policy];
  return isExact(after) && isExact(before) && after.probability.every((p, e) => p.equals(before.probability[e]));
}
