import { join } from 'node:path';
import type { DecidedJson } from '../decide/decidedFile.js';
import type { DecideDone } from './decideRun.js';
import { decidedText } from './decideText.js';
import { EXIT, type ExitCode } from './exitCode.js';
import { prepareDirectory, writeWhole } from './files.js';
import { jsonText, note, print } from './output.js';

/** Where what is decided goes. */
export interface DecideOutput {
  readonly json: boolean;
  /** The directory of decided.json and decided.txt; none are written without one. */
  readonly report?: string;
}

/** Makes sure that the files can be written: before the work, not after it. */
export function prepareDecided({ report }: DecideOutput): void {
  if (report !== undefined) prepareDirectory(report);
}

/**
 * Writes `decided.json` and `decided.txt`, then prints the table, or the JSON. The exit code: `fine` when every question
 * is answered (a counterexample is an answer, and so is "not decidable"), `inconclusive` when one is unknown or missing.
 */
export function presentDecided({ decided, stoppedBy }: DecideDone, { json, report }: DecideOutput): ExitCode {
  const text = decidedText(decided);
  if (report !== undefined) {
    writeWhole(join(report, 'decided.json'), jsonText(decided));
    writeWhole(join(report, 'decided.txt'), `${text}\n`);
  }
  print(json ? jsonText(decided) : text);
  if (stoppedBy !== undefined) note(`Stopped by ${stoppedBy}: what is missing was not decided`);
  return stoppedBy === undefined && !hasUnknown(decided) ? EXIT.fine : EXIT.inconclusive;
}

function hasUnknown({ cells }: DecidedJson): boolean {
  return cells.some(({ any, stay = any }) => any.answer === 'unknown' || stay.answer === 'unknown');
}
