import { existsSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Against, compareLogs } from '../audit/against.js';
import { Auditor, type AuditReport } from '../audit/audit.js';
import { AuditError } from '../audit/auditError.js';
import { claimedHeader } from '../audit/claims/index.js';
import type { LogHeader } from '../audit/logRow.js';
import { NotSorted, openLog, type OpenLog } from '../audit/readLog.js';
import { SEARCH_LIMITS } from '../audit/stageRun.js';
import { readText } from './files.js';
import { note } from './output.js';
import { UsageError } from './usageError.js';

/** Options of an audit that bear on its result. */
export interface AuditOptions {
  /** A preset or a file. */
  readonly claimed?: string;
  readonly search?: boolean;
}

/** Audits the files of one run. Throws UsageError for a log that cannot be read. */
export function auditFiles(paths: readonly string[], options: AuditOptions): AuditReport {
  return asUsage(() =>
    inAnyOrder(paths, ({ header, steps }) => {
      const auditor = auditorOf(header, options);
      for (const step of steps) auditor.see(step);
      return auditor.report();
    }),
  );
}

/** Compares two logs. Throws UsageError for one that cannot be read. */
export function compareFiles(left: string, right: string, tolerance: number | undefined): Against {
  return asUsage(() => compareLogs(openLog([left], 'whole').steps, openLog([right], 'whole').steps, tolerance));
}

/** How often a growing log is looked at. */
const POLL_MS = 500;

/**
 * Audits a log while it grows, and prints a line whenever the verdict changes; ends with Ctrl-C, or when the log was
 * removed. The log is read anew when it has grown, so that what is reported is what an audit of the file gives.
 */
export async function followFile(path: string, options: AuditOptions): Promise<AuditReport> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal);
  let [size, verdict] = [-1, ''];
  let report: AuditReport | undefined;
  try {
    while (!stop.signal.aborted && existsSync(path)) {
      const now = statSync(path).size;
      if (now !== size && now > 0) {
        size = now;
        report = auditFiles([path], options);
        const words = `${report.verdict}${report.verdict === 'differs' ? `: ${firstDifference(report)}` : ''}`;
        if (words !== verdict) note(`step ${report.steps}: ${words}`);
        verdict = words;
      }
      await sleep(POLL_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  } finally {
    process.off('SIGINT', onSignal);
  }
  return report ?? auditFiles([path], options);
}

function firstDifference({ contradictions, quantities }: AuditReport): string {
  const quantity = quantities.find(({ differing }) => differing > 0);
  return (
    contradictions[0]?.text ?? (quantity === undefined ? '' : `${quantity.quantity} at ${quantity.first?.place ?? ''}`)
  );
}

function inAnyOrder<T>(paths: readonly string[], use: (log: OpenLog) => T): T {
  try {
    return use(openLog(paths, 'by-step'));
  } catch (error) {
    if (!(error instanceof NotSorted)) throw error;
    return use(openLog(paths, 'whole'));
  }
}

function auditorOf(logged: LogHeader, { claimed, search = true }: AuditOptions): Auditor {
  const header = claimed === undefined ? logged : claimedHeader(claimGiven(claimed), logged);
  return new Auditor(header, search ? SEARCH_LIMITS : undefined);
}

function claimGiven(claimed: string): string | Record<string, unknown> {
  if (!existsSync(claimed)) return claimed;
  const text = readText(claimed);
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw new UsageError(`cannot read ${claimed}: it is not JSON`, { cause });
  }
}

function asUsage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof AuditError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
