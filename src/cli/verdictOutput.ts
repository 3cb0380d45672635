import { join } from 'node:path';
import type { Run } from '../claims/run/runFile.js';
import type { ClaimResult } from '../claims/run/verdict.js';
import { replayCommand } from '../report/describeCounterexample.js';
import { summaryLine } from '../report/summaryLine.js';
import { verdictTable } from '../report/verdictTable.js';
import { verificationJson } from '../report/verificationJson.js';
import { hasColour, jsonText, print } from './output.js';
import { counterexamplePath, foundCounterexamples, writeReport } from './writeReport.js';

/** Where the verdicts go. */
export interface VerdictOutput {
  /** Print JSON instead of the table. */
  readonly json: boolean;
  /** The directory of the report; none is written without one. */
  readonly report?: string;
}

/** Writes the report, then prints the verdicts and where to read on. */
export async function presentVerdicts(run: Run, results: readonly ClaimResult[], output: VerdictOutput): Promise<void> {
  const { json, report } = output;
  if (report !== undefined) await writeReport(report, run, results);
  if (json) {
    print(jsonText(verificationJson(run, results)));
    return;
  }
  print(verdictTable(results, { colour: hasColour() }));
  print(`\n${summaryLine(results)}`);
  if (report !== undefined) print(whereToReadOn(results, report));
}

/** The report, and the commands that replay what should not have been found; else one that explains what was. */
function whereToReadOn(results: readonly ClaimResult[], report: string): string {
  // A refuted claim is of more interest than a control that was caught.
  const found = [...foundCounterexamples(results).keys()].sort(
    (a, b) => Number(a.includes('/')) - Number(b.includes('/')),
  );
  const unexpected = results.flatMap((result) =>
    [
      ...(result.claim.expected === 'refuted' ? [] : [result]),
      ...result.variants.filter(({ variant }) => variant.expected === 'holds'),
    ].flatMap(({ key, counterexample }) => (counterexample === undefined ? [] : [key])),
  );
  const shown = unexpected.length > 0 ? unexpected : found.slice(0, 1);
  return [
    `Report: ${join(report, 'report.html')}`,
    ...(found.length === 0 ? [] : [`${unexpected.length > 0 ? 'Replay' : 'A counterexample, explained'}:`]),
    ...shown.map((key) => `  ${replayCommand(counterexamplePath(report, key))}`),
  ].join('\n');
}
