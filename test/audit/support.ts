import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Auditor, type AuditReport } from '../../src/audit/audit.js';
import { openLog } from '../../src/audit/readLog.js';
import { SEARCH_LIMITS } from '../../src/audit/stageRun.js';
import { ROOT } from '../../tools/sourceTree.js';

/** A line of a log, as it may be changed. */
export type Line = Record<string, unknown>;

/** Where a kept log lies. */
export function logPath(name: string): string {
  return join(ROOT, 'test/audit/logs', `${name}.jsonl`);
}

/** The lines of a kept log, each call anew. */
export function linesOf(name: string): Line[] {
  return readFileSync(logPath(name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text) as Line);
}

/** The audit of the files at `paths`. */
export function auditOf(paths: readonly string[], reading: 'by-step' | 'whole' = 'by-step'): AuditReport {
  const { header, steps } = openLog(paths, reading);
  const auditor = new Auditor(header, SEARCH_LIMITS);
  for (const step of steps) auditor.see(step);
  return auditor.report();
}

/** The audit of these lines, or of these texts. */
export function auditLines(...files: (readonly (Line | string)[])[]): AuditReport {
  const folder = mkdtempSync(join(tmpdir(), 'seeupo-audit-'));
  try {
    const paths = files.map((lines, i) => {
      const path = join(folder, `${i}.jsonl`);
      writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
      return path;
    });
    return auditOf(paths);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The first cause that a report names: a contradiction's, or that of the first quantity that differs. */
export function firstCause({ contradictions, quantities }: AuditReport): string {
  const found = contradictions[0];
  if (found !== undefined) return `${found.text}: ${found.cause ?? ''}`;
  const quantity = quantities.find(({ differing }) => differing > 0);
  if (quantity === undefined) return '';
  return (
    quantity.explanations[0]?.changes[0] ?? (quantity.permuted === undefined ? 'unexplained' : 'permuted between rows')
  );
}
