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
  const { algorithm, settings, complete, cells, getsThere } = run;
  const { corpus, ...asked } = settings;
  return {
    schemaVersion: 1,
    kind: 'seeupo-check',
    algorithm,
    settings: corpus === undefined ? asked : { ...asked, corpus: corpus.instances.length },
    complete,
    verdicts: cells.map(({ guarantee, regime, ...found }) => ({ guarantee, ...regime, ...found })),
    ...(Object.keys(getsThere).length === 0 ? {} : { getsThere }),
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
