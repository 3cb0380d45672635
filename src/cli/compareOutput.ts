import { join } from 'node:path';
import { type CompareSettings, tasksOf } from '../neural/compare/compareSettings.js';
import { bySamples, bySteps } from '../neural/compare/reached.js';
import type { RunRecord } from '../neural/compare/runRecord.js';
import { ordered, summarise } from '../neural/compare/summarise.js';
import { engineLine } from '../neural/engine/engineLine.js';
import type { Comparison } from '../report/compareSpec.js';
import { compareTable } from '../report/compareTable.js';
import { comparePage } from '../report/html/comparePage.js';
import { environmentText } from './environmentText.js';
import { writeWhole } from './files.js';
import { jsonText, print } from './output.js';

/** The comparison that these runs make, in the order of the settings whatever order they ended in. At least one run. */
export function comparisonOf(settings: CompareSettings, records: readonly RunRecord[]): Comparison {
  const tasks = tasksOf(settings);
  const names = settings.algorithms.map(({ name }): string => name);
  const sorted = records.toSorted(
    (a, b) => names.indexOf(a.algorithm) - names.indexOf(b.algorithm) || a.config.seed - b.config.seed,
  );
  const algorithms = summarise(sorted, settings.seeds[0]);
  const [{ config, optimum }] = sorted;
  return {
    schemaVersion: 1,
    kind: 'seeupo-comparison',
    environment: environmentText(settings.environment, settings.sizes),
    optimum,
    network: networkText(config.network),
    engines: [...new Set(sorted.map(({ engine }) => engineLine(engine)))],
    iterations: settings.iterations,
    seeds: settings.seeds,
    batchContexts: config.batchContexts,
    groupSize: config.groupSize,
    complete: records.length === tasks.length,
    algorithms: algorithms.map((summary) => ({ ...summary, curve: [...summary.curve] })),
    order: { bySamples: ordered(algorithms, 'samples'), bySteps: ordered(algorithms, 'steps') },
    runs: sorted.map(({ algorithm, config: { seed }, points, diverged }) => ({
      algorithm,
      seed,
      shares: points.map(({ share }) => share),
      samples: points.map(({ budget }) => bySamples(budget)),
      steps: points.map(({ budget }) => bySteps(budget)),
      ...(diverged === undefined ? {} : { diverged }),
    })),
  };
}

/** Writes `compare.json` and `compare.html` into `dir`, if any, then prints the table, or the JSON. */
export async function presentComparison(
  comparison: Comparison,
  { dir, json }: { readonly dir: string | undefined; readonly json: boolean },
): Promise<void> {
  const text = jsonText(comparison);
  if (dir !== undefined) {
    writeWhole(join(dir, 'compare.json'), text);
    writeWhole(join(dir, 'compare.html'), await comparePage(comparison));
  }
  if (json) print(text);
  else print(`${compareTable(comparison)}${dir === undefined ? '' : `\n\nReport: ${join(dir, 'compare.html')}`}`);
}

/** "gru (embedding 16, hidden 64)". */
function networkText({ kind, ...sizes }: RunRecord['config']['network']): string {
  const parts = Object.entries(sizes).map(([name, value]) => `${name} ${String(value)}`);
  return parts.length === 0 ? kind : `${kind} (${parts.join(', ')})`;
}
