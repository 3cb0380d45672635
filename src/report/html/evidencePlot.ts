import type { Run } from '../../claims/run/runFile.js';
import { searchByKey } from '../../claims/searches.js';
import { svgOf } from '../svgOf.js';

/** Instances checked for a claim (its variants included) by how they came about. */
export interface EvidenceCount {
  readonly claim: string;
  readonly kind: string;
  readonly checked: number;
}

const KINDS: Readonly<Record<string, string>> = {
  tiny: 'enumerated',
  block: 'random',
  hunt: 'until refuted',
  game: 'on the given game',
};

/** Adds the parts of a run up by claim and kind, in the run's order; replays of stored counterexamples are no search. */
export function evidenceCounts(run: Run): EvidenceCount[] {
  const counts = new Map<string, EvidenceCount>();
  for (const { task, checked } of run.parts) {
    const [key, name] = task.split(':');
    const kind = KINDS[name];
    if (kind === undefined) continue;
    const claim = searchByKey(key).claim.id;
    const id = `${claim}/${kind}`;
    counts.set(id, { claim, kind, checked: checked + (counts.get(id)?.checked ?? 0) });
  }
  return [...counts.values()];
}

/** The counts as stacked bars, one a claim. */
export function evidencePlot(counts: readonly EvidenceCount[]): Promise<string> {
  const claims = [...new Set(counts.map(({ claim }) => claim))];
  return svgOf({
    description: `Instances checked for each of ${claims.length} claims, by how they came about`,
    width: 560,
    height: { step: 20 },
    data: { values: counts.map((count) => ({ ...count })) },
    mark: { type: 'bar', height: { band: 0.7 } },
    encoding: {
      y: { field: 'claim', type: 'nominal', sort: claims, title: null },
      x: {
        field: 'checked',
        type: 'quantitative',
        title: 'instances checked, variants included',
        axis: { format: ',d', tickCount: 6 },
      },
      color: { field: 'kind', type: 'nominal', sort: Object.values(KINDS), legend: { title: null } },
      order: { field: 'kind', type: 'nominal', sort: 'ascending' },
    },
  });
}
