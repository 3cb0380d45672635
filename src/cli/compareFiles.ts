import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { type CompareSettings, compareSettingsSpec, type CompareTask } from '../neural/compare/compareSettings.js';
import { type RunRecord, runRecordSpec } from '../neural/compare/runRecord.js';
import { prepareDirectory, readText, writeWhole } from './files.js';
import { jsonText } from './output.js';
import { SettingsJson } from './settingsJson.js';
import { specProblem } from './specProblem.js';
import { UsageError } from './usageError.js';

const SETTINGS = 'settings.json';

/**
 * Makes `dir` the place of a new comparison, and writes its settings. Throws UsageError when it holds another one, or
 * cannot be written.
 */
export function startComparison(dir: string, settings: CompareSettings): void {
  const file = join(dir, SETTINGS);
  if (existsSync(file)) {
    throw new UsageError(
      `${dir} holds a comparison already: go on with --resume ${dir}, or name another with --report`,
    );
  }
  prepareDirectory(runsOf(dir));
  writeWhole(file, jsonText(settings));
}

/** The settings of the comparison in `dir`. Throws UsageError when there is none. */
export function resumeComparison(dir: string): CompareSettings {
  const file = join(dir, SETTINGS);
  if (!existsSync(file)) throw new UsageError(`--resume: ${dir} holds no comparison (there is no ${file})`);
  prepareDirectory(runsOf(dir));
  return parsed(compareSettingsSpec, file, 'mend it, or start the comparison again in another directory');
}

/** Writes one run, as a whole or not at all. */
export function writeRun(dir: string, record: RunRecord): void {
  writeWhole(join(runsOf(dir), runFile(record)), jsonText(record));
}

/** The runs in `dir` that belong to these tasks. Throws UsageError for a file that is not understood or was made by other settings. */
export function readRuns(dir: string, tasks: readonly CompareTask[]): RunRecord[] {
  const present = new Set(readdirSync(runsOf(dir)));
  return tasks.flatMap((task) => {
    const name = runFile(task);
    if (!present.has(name)) return [];
    const file = join(runsOf(dir), name);
    const record = parsed(runRecordSpec, file, 'remove the file to make that run again');
    if (record.algorithm !== task.algorithm || JSON.stringify(record.config) !== JSON.stringify(task.config)) {
      throw new UsageError(
        `${file} was made by other settings than ${join(dir, SETTINGS)} has; remove it to run it again`,
      );
    }
    return [record];
  });
}

/** The name of a run's file, and the run's own: no two of a comparison have one name. */
export function runFile({ algorithm, config: { seed } }: CompareTask | RunRecord): string {
  return `${algorithm}-${seed}.json`;
}

function runsOf(dir: string): string {
  return join(dir, 'runs');
}

/** Reads a file that "compare" wrote; `cure` tells what to do when it is damaged. Throws UsageError with the place. */
function parsed<Spec extends z.ZodType>(spec: Spec, file: string, cure: string): z.output<Spec> {
  let json: SettingsJson;
  try {
    json = SettingsJson.parse(readText(file), file);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message}; ${cure}`, { cause: error });
  }
  const problem = specProblem(spec, json.value);
  if (problem !== undefined) throw json.problem(`${problem.message}; ${cure}`, problem.path);
  return spec.parse(json.value);
}
