import { existsSync } from 'node:fs';
import { guaranteeById } from '../guarantees/guarantees.js';
import { type Baseline, baselineOf, baselineSpec } from '../userAlgorithm/baseline.js';
import type { CheckRun } from '../userAlgorithm/checkRun.js';
import type { CheckSettings } from '../userAlgorithm/checkTask.js';
import { prepareDirectoryOf, writeWhole } from './files.js';
import { MOST_RUNS } from './optionValues.js';
import { jsonText } from './output.js';
import { readJson } from './readJson.js';
import { asUsage, UsageError } from './usageError.js';

/** The baseline in the file, or undefined when there is no such file. Throws UsageError or GameFileError for any other file. */
export function readBaseline(fileName: string): Baseline | undefined {
  if (!existsSync(fileName)) return undefined;
  const json = readJson(fileName, baselineSpec);
  const { settings, verdicts } = json.value;
  if (settings.runs > MOST_RUNS) throw json.problem(`the most runs are ${MOST_RUNS}`, ['settings', 'runs']);
  settings.guarantees.forEach((id, n) => {
    asKnown(id, (message) => json.problem(message, ['settings', 'guarantees', n]));
  });
  verdicts.forEach(({ guarantee }, n) => {
    asKnown(guarantee, (message) => json.problem(message, ['verdicts', n, 'guarantee']));
  });
  return json.value;
}

function asKnown(id: string, problem: (message: string) => Error): void {
  try {
    guaranteeById(id);
  } catch (error) {
    if (error instanceof RangeError) throw problem(error.message);
    throw error;
  }
}

/**
 * Refuses settings that were asked for and differ from the baseline's: verdicts of other searches would be compared.
 * Throws UsageError.
 */
export function refuseOtherSettings(fileName: string, { settings }: Baseline, asked: Partial<CheckSettings>): void {
  for (const key of ['seed', 'runs', 'information', 'guarantees'] as const) {
    const wish = asked[key];
    if (wish === undefined || String(wish) === String(settings[key])) continue;
    throw new UsageError(
      `--${key === 'guarantees' ? 'guarantee' : key} ${String(wish)} differs from ${String(settings[key])}, with which ${fileName} was recorded; leave it out, or record anew with --update-baseline`,
    );
  }
}

/** Makes sure that the baseline can be written: before the work, not after it. */
export function prepareBaseline(fileName: string): void {
  prepareDirectoryOf(fileName);
}

/** Writes the verdicts of a complete check. Throws UsageError when it is not complete, or cannot be written. */
export function writeBaseline(fileName: string, run: CheckRun): void {
  writeWhole(fileName, jsonText(asUsage(() => baselineOf(run), `${fileName} is not written`)));
}
