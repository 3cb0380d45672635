import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CounterexampleFile } from '../claims/counterexampleFile.js';
import { CLAIMS } from '../claims/registry.js';
import type { Run } from '../claims/run/runFile.js';
import type { ClaimResult } from '../claims/run/verdict.js';
import { searchesOf } from '../claims/searches.js';
import { htmlReport } from '../report/htmlReport.js';
import { verificationJson } from '../report/verificationJson.js';
import { prepareDirectory, writeWhole } from './files.js';
import { jsonText } from './output.js';

const FOLDERS = ['counterexamples', 'certificates'];

/** Where a report of `dir` has the counterexample to the search `key`. */
export function counterexamplePath(dir: string, key: string): string {
  return join(dir, 'counterexamples', fileName(key));
}

/** Where a report of `dir` has the certificate of that counterexample, for any checker. */
export function certificatePath(dir: string, key: string): string {
  return join(dir, 'certificates', fileName(key));
}

/** Every counterexample that the run found, by the key of its search, in catalogue order. */
export function foundCounterexamples(results: readonly ClaimResult[]): ReadonlyMap<string, CounterexampleFile> {
  const findings = results.flatMap((result) => [result, ...result.variants]);
  return new Map(
    findings.flatMap(({ key, counterexample }) =>
      counterexample === undefined ? [] : [[key, counterexample] as const],
    ),
  );
}

/** Makes sure that a report can be written to `dir`: before the work, not after it. */
export function prepareReport(dir: string): void {
  prepareDirectory(dir);
  for (const folder of FOLDERS) prepareDirectory(join(dir, folder));
}

/**
 * Writes the report of a run, complete or not: `report.html` for people, `verification.json` for machines,
 * `run.json` to resume or merge, and each counterexample and its certificate as files of their own. Every file is there as a whole;
 * those of an earlier report in the same directory are removed.
 */
export async function writeReport(dir: string, run: Run, results: readonly ClaimResult[]): Promise<void> {
  const html = await htmlReport(run, results);
  const found = foundCounterexamples(results);
  removeOldCounterexamples(dir, found);
  for (const [key, file] of found) {
    writeWhole(counterexamplePath(dir, key), jsonText(file));
    const certificate = file.confirmation?.certificate;
    if (certificate !== undefined) writeWhole(certificatePath(dir, key), jsonText(certificate));
  }
  writeWhole(join(dir, 'run.json'), jsonText(run));
  writeWhole(join(dir, 'verification.json'), jsonText(verificationJson(run, results)));
  writeWhole(join(dir, 'report.html'), html);
}

/** Removes only files that a report would have written: those named after a search. */
function removeOldCounterexamples(dir: string, found: ReadonlyMap<string, unknown>): void {
  const keys = CLAIMS.flatMap(searchesOf).map(({ key }) => key);
  const old = new Set(keys.filter((key) => !found.has(key)).map(fileName));
  for (const folder of FOLDERS.map((name) => join(dir, name))) {
    for (const name of readdirSync(folder)) if (old.has(name)) rmSync(join(folder, name));
  }
}

function fileName(key: string): string {
  return `${key.replace('/', '.')}.json`;
}
