import { z } from 'zod';
import { UNCHECKED } from '../certify/confirm.js';
import { checkRegimeSpec } from './checkCounterexample.js';
import type { CheckCell, CheckRun } from './checkRun.js';
import { cellOf, type CheckVerdict } from './checkTask.js';

const verdict = z.enum([
  'holds',
  'refuted',
  UNCHECKED,
  'open',
  'inconclusive',
  'not applicable',
  'too large',
  'failed',
]);

/** Recorded verdicts of an algorithm, to compare later ones with. */
export const baselineSpec = z
  .strictObject({
    version: z.literal(2, { error: 'a baseline of an earlier version; make it anew with --update-baseline' }),
    kind: z.literal('seeupo-check-baseline'),
    algorithm: z.string().meta({ description: 'The name of the algorithm, for the reader.' }),
    settings: z
      .strictObject({
        seed: z.int().min(0),
        runs: z.int().min(1),
        information: z.array(checkRegimeSpec.shape.information).min(1),
        guarantees: z.array(z.string()).min(1),
      })
      .meta({ description: 'What the verdicts depend on; a check against this file runs with the same.' }),
    verdicts: z
      .array(z.strictObject({ guarantee: z.string(), ...checkRegimeSpec.shape, verdict }))
      .meta({ description: 'One verdict a guarantee and regime.' }),
  })
  .meta({ title: 'A baseline of seeupo check' });

/** The JSON form of a baseline (schemas/check-baseline.schema.json). */
export type Baseline = z.infer<typeof baselineSpec>;

/** The baseline that records a check. Throws RangeError for one that is not complete. */
export function baselineOf({ algorithm, settings, complete, cells }: CheckRun): Baseline {
  if (!complete) throw new RangeError('only a complete check can be a baseline');
  const { seed, runs, information, guarantees } = settings;
  return {
    version: 2,
    kind: 'seeupo-check-baseline',
    algorithm,
    settings: { seed, runs, information: [...information], guarantees: [...guarantees] },
    verdicts: cells.map(({ guarantee, regime, verdict: now }) => ({ guarantee, ...regime, verdict: now })),
  };
}

/** A verdict that differs from the recorded one. */
export interface Change {
  readonly cell: CheckCell;
  readonly before: CheckVerdict;
  readonly change: 'worse' | 'better' | 'other' | 'unknown';
}

/**
 * What differs from the baseline, in the order of the cells. `worse`: a guarantee that held does not hold any more,
 * one that nobody knew about breaks, or the step fails where it did not; `better`: the other way round; `unknown`:
 * the search was cut short, so that nothing can be compared; `other`: from or to "not applicable" otherwise.
 */
export function changesSince({ verdicts }: Baseline, cells: readonly CheckCell[]): Change[] {
  const before = new Map(
    verdicts.map(({ guarantee, information, turns, verdict: known }) => [
      cellOf({ guarantee, regime: { information, turns } }),
      known,
    ]),
  );
  return cells.flatMap((cell): Change[] => {
    const known = before.get(cellOf(cell));
    if (known === undefined || known === cell.verdict) return [];
    return [{ cell, before: known, change: changeOf(known, cell) }];
  });
}

/** The better the higher; what does not apply is in no order with the rest, except that a guarantee held is one lost. */
const RANK: Readonly<Record<Exclude<CheckVerdict, 'not applicable'>, number>> = {
  holds: 3,
  open: 2,
  inconclusive: 2,
  'too large': 2,
  refuted: 1,
  [UNCHECKED]: 1,
  failed: 0,
};

function changeOf(before: CheckVerdict, { verdict: now, reason, checked }: CheckCell): Change['change'] {
  if (now === 'inconclusive' && checked === 0 && reason !== undefined) return 'unknown';
  if (now === 'not applicable') return before === 'holds' ? 'worse' : 'other';
  if (before === 'not applicable') return now === 'failed' ? 'worse' : 'other';
  const difference = RANK[now] - RANK[before];
  if (difference === 0) return 'other';
  return difference < 0 ? 'worse' : 'better';
}
