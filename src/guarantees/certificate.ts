import { certificateOf } from '../certify/certificate.js';
import type { Certificate } from '../certify/certificateSpec.js';
import { type Confirmation, confirm } from '../certify/confirm.js';
import { guaranteeWitness, optionsOf, type Recorder, recorderOfStep } from '../certify/guaranteeWitness.js';
import { NoCertificate } from '../certify/noCertificate.js';
import type { Witness } from '../certify/witness.js';
import type { Counterexample } from '../claims/search.js';
import { CHANCE_NODE, CHANCES, isBetween, otherEnd, RISE } from './between.js';
import { bestKnown } from '../evaluate/bestKnown.js';
import { labelsOf } from '../game/game.js';
import type { Examined } from './guarantee.js';
import { guaranteeById } from './guarantees.js';

/**
 * The certificate of a counterexample to a guarantee: the iterations from the instance's policy "old" with its tie-breaking
 * and seed, run once more by `record` and recorded (`recorderOf` an algorithm of named parts, `recorderOfStep` somebody's
 * own). `besides` is listed in its provenance. Throws NoCertificate and RangeError as `guaranteeWitness`, and whatever the
 * step throws.
 */
export function certificateOfGuarantee(
  guarantee: string,
  record: Recorder,
  { instance, violation }: Counterexample,
  besides: Readonly<Record<string, string>> = {},
): Certificate {
  const { policies, parameters } = instance;
  const { title } = guaranteeById(guarantee);
  const failing = { old: policies['old'], parameters, where: violation.where };
  const witness = isBetween(instance)
    ? witnessBetween(record, { instance, violation })
    : guaranteeWitness(guarantee, record, failing);
  const { tie = 'first', seed = '1' } = parameters;
  const sides = { left: violation.left.value, right: violation.right.value };
  return certificateOf(witness, sides, { title, guarantee, tie, seed, ...besides });
}

/** The witness of a standstill somewhere between two policies or two games: one iteration at either end. */
function witnessBetween(record: Recorder, { instance, violation }: Counterexample): Witness {
  const { game, policies, parameters } = instance;
  const other = otherEnd(instance);
  const best = bestKnown(game);
  if (other === undefined || best === undefined) throw new NoCertificate('the two ends are not on one line');
  const options = optionsOf(parameters);
  const node = parameters[CHANCE_NODE];
  const labels = node === undefined ? [] : labelsOf(game, game.nodeName.indexOf(node));
  const chances = (parameters[CHANCES] ?? '').split(' ');
  const line = Object.fromEntries(labels.map((label, n) => [label, chances[n]]));
  return {
    game,
    statement: {
      id: violation.left.label.startsWith(RISE) ? 'stalls-between' : 'rests-between',
      ...(node === undefined ? {} : { chance: node, chances: line }),
    },
    policies: {
      old: policies['old'],
      better: best.policy,
      ...(node === undefined ? { other: other.policies['old'] } : {}),
    },
    iterations: [record(policies['old'], options)],
    twin: record(other.policies['old'], options),
  };
}

/** What is said of a counterexample to a guarantee of `examined` (`confirm`). */
export function confirmOfGuarantee(
  guarantee: string,
  { record, step }: Pick<Examined, 'record' | 'step'>,
  found: Counterexample,
): Confirmation {
  return confirm(() => certificateOfGuarantee(guarantee, record ?? recorderOfStep(step), found));
}
