import { placedAction, placedHistory } from '../../certify/places.js';
import { recordAsReturned, recordCandidate, recordSweep, type SweepWords } from '../../certify/record.js';
import type { WitnessIteration, WitnessStatement } from '../../certify/witness.js';
import { paths } from '../../evaluate/paths.js';
import type { MirrorStep } from '../../mirror/mirrorStep.js';
import type { Policy } from '../../policy/policy.js';
import { parseOrder } from '../../sweep/order.js';
import { sweep, sweeps } from '../../sweep/sweep.js';
import { NoCertificate } from '../../certify/noCertificate.js';
import { bestKnown } from '../../evaluate/bestKnown.js';
import type { WitnessMaker } from '../claim.js';
import type { Instance } from '../instance.js';
import type { Violation } from '../outcome.js';
import { pathInWords } from './inWords.js';
import { sweepOf, sweepOptions } from './sweepOf.js';

// How the claims of the catalogue make the certificates of what refutes them. What an iteration did is taken from the very
// function that the check runs.

/** A statement, or how it follows from the instance and from what is violated on it. */
export type StatementOf = WitnessStatement | ((instance: Instance, violation: Violation) => WitnessStatement);

/** The statement at the history at which a violation says that it fails. */
export const atHistory =
  (statement: WitnessStatement): StatementOf =>
  (_, { where }) => ({ ...statement, history: placedHistory(where) });

/** The statement at the action that is named. */
export const atAction =
  (statement: WitnessStatement): StatementOf =>
  ({ game }, { where }) => ({ ...statement, ...placedAction(game, where) });

/** The statement at the node that is named. */
export const atNode =
  (statement: WitnessStatement): StatementOf =>
  (_, { where = '' }) => ({ ...statement, history: where });

/** The statement at the information set that is named. */
export const atSet =
  (statement: WitnessStatement): StatementOf =>
  (_, { where = '' }) => ({ ...statement, set: where });

/** The statement at the information set and the share of the way that are named, "SET, s = SHARE". */
export const onTheWay =
  (statement: WitnessStatement) =>
  (_: Instance, { where = '' }: Violation): WitnessStatement => {
    const [, set = where, share = '1'] = /^(.*), s = (.*)$/s.exec(where) ?? [];
    return { ...statement, set, share };
  };

/** The statement on the path that is named. */
export const onPath =
  (statement: WitnessStatement): StatementOf =>
  ({ game }, { where }) => {
    const path = paths(game).find((own) => pathInWords(game, own) === where);
    if (path === undefined) throw new RangeError(`"${where ?? ''}" names no path`);
    return { ...statement, path: path.edges.map((e) => game.label[e]) };
  };

const made = (statement: StatementOf, instance: Instance, violation: Violation): WitnessStatement =>
  typeof statement === 'function' ? statement(instance, violation) : statement;

/** A witness without an iteration: the instance's policies of these names ("old" always), and the statement on them. */
export function stated(statement: StatementOf, ...names: readonly string[]): WitnessMaker {
  return (instance, violation) => ({
    game: instance.game,
    statement: made(statement, instance, violation),
    policies: Object.fromEntries(['old', ...names].map((name) => [name, instance.policies[name]])),
    iterations: [],
  });
}

/** How `sweepOf` runs with the instance's parameters, in the words of a certificate. */
export function wordsOf({ game, parameters }: Instance): SweepWords {
  const { step = 'clip:1/5', order = 'reverse', weighting = 'every-history' } = parameters;
  const whole = game.information.kind === 'full' && weighting === 'every-history' ? 'argmax' : 'kept';
  return { step, order: parseOrder(order), unreached: weighting === 'anything' ? 'anything' : whole };
}

/** What a witness has beside its statement and one iteration. */
export interface Besides {
  /** Other policies that the statement or the iteration names. */
  readonly policies?: (instance: Instance) => Readonly<Record<string, Policy>>;
}

/** A witness with the iteration that the check itself runs. */
export function iterated(
  statement: StatementOf,
  iterations: (instance: Instance) => readonly WitnessIteration[],
  { policies = () => ({}) }: Besides = {},
): WitnessMaker {
  return (instance, violation) => ({
    game: instance.game,
    statement: made(statement, instance, violation),
    policies: { old: instance.policies['old'], ...policies(instance) },
    iterations: iterations(instance),
  });
}

/** One sweep with the instance's parameters, as the check makes it (`sweepOf`). */
export function swept(statement: StatementOf, besides?: Besides): WitnessMaker {
  return iterated(statement, (instance) => [recordSweep(sweepOf(instance), wordsOf(instance))], besides);
}

/** So many sweeps one after the other, and the policy that is better. */
export function sweptOften(statement: StatementOf, count: (instance: Instance) => number): WitnessMaker {
  return iterated(
    statement,
    (instance) =>
      sweeps(instance.policies['old'], sweepOptions(instance), count(instance)).map((made) =>
        recordSweep(made, wordsOf(instance)),
      ),
    BETTER,
  );
}

/** Sweeps until one changes nothing, and the policy that is better. Throws RangeError beyond `most`. */
export function sweptToRest(most: number): WitnessMaker {
  return iterated(
    { id: 'rests' },
    (instance) => {
      const iterations: WitnessIteration[] = [];
      let policy = instance.policies['old'];
      while (iterations.length <= most) {
        const made = sweep(policy, sweepOptions(instance));
        iterations.push(recordSweep(made, wordsOf(instance)));
        if (made.policy.probability.every((p, e) => p.equals(policy.probability[e]))) return iterations;
        policy = made.policy;
      }
      throw new RangeError(`the sweeps do not come to rest within ${most}`);
    },
    BETTER,
  );
}

/** A sweep with an altered step, of which only this much is claimed: its policy lies in the neighbourhood of the step. */
export function sweptToCandidate(statement: StatementOf, altered: (step: MirrorStep) => MirrorStep): WitnessMaker {
  return iterated(statement, (instance) => {
    const { policy } = sweepOf(instance, altered);
    // What an unreached history gets need not lie in any neighbourhood.
    const { step, unreached } = wordsOf(instance);
    return [unreached === 'anything' ? recordAsReturned(policy) : recordCandidate(step, policy)];
  });
}

/** The policy "better": an optimal one, or the best that is known with the game's information. */
export const BETTER: Besides = {
  policies: ({ game }) => {
    const best = bestKnown(game);
    if (best === undefined) throw new NoCertificate('there are too many policies to list a better one');
    return { better: best.policy };
  },
};
