import type { Change } from '../userAlgorithm/baseline.js';
import type { CheckRun } from '../userAlgorithm/checkRun.js';

/** The JSON of a check: what machines read. */
export interface CheckJson {
  readonly schemaVersion: 1;
  readonly kind: 'seeupo-check';
  readonly [key: string]: unknown;
}

/** A check for machines: settings, one entry a guarantee and regime, and what differs from the baseline if one is given. */
export function checkJson(run: CheckRun, changes?: readonly Change[]): CheckJson {
  const { algorithm, settings, complete, cells } = run;
  return {
    schemaVersion: 1,
    kind: 'seeupo-check',
    algorithm,
    settings,
    complete,
    verdicts: cells.map(({ guarantee, regime, ...found }) => ({ guarantee, ...regime, ...found })),
    ...(changes === undefined
      ? {}
      : {
          changes: changes.map(({ cell: { guarantee, regime, verdict }, before, change }) => ({
            guarantee,
            ...regime,
            before,
            now: verdict,
            change,
          })),
        }),
  };
}
