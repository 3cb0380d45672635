import type { Against } from '../audit/against.js';
import type { AuditReport } from '../audit/audit.js';
import type { Difference, StageReport } from '../audit/stageRun.js';
import { fields, safe, wrap } from './plainText.js';

/** How many formulas of one kind are listed. */
const LISTED = 6;

/** The result of an audit for a terminal. */
export function auditText(report: AuditReport, files: readonly string[]): string {
  const parts = [headline(report, files)];
  for (const found of report.contradictions) {
    const times = found.count === 1 ? '' : ` (${found.count} times)`;
    parts.push(
      [
        wrap(`CONTRADICTION: ${safe(found.text)}${times}`, '  ', ''),
        ...(found.row === undefined ? [] : [`  first at ${at(found.row, files)}`]),
        ...(found.cause === undefined ? [] : [wrap(`cause: ${safe(found.cause)}`, '    ', '  ')]),
      ].join('\n'),
    );
  }
  for (const quantity of report.quantities) parts.push(quantityText(quantity, files));
  for (const { quantity, why } of report.notChecked)
    parts.push(wrap(`${quantity}: not checked; ${safe(why)}`, '  ', ''));
  if (report.undecided.length > 0) {
    parts.push(
      [
        'Not decidable from this configuration',
        ...report.undecided.map(({ key, why }) => wrap(safe(`${key}: ${why}`), '    ', '  ')),
      ].join('\n'),
    );
  }
  parts.push(coverageText(report));
  for (const text of report.notes) parts.push(wrap(`No bug: ${text}`, '  ', ''));
  return parts.join('\n\n');
}

function headline(report: AuditReport, files: readonly string[]): string {
  const { verdict, trainer, steps, rows, tokens, calls, notExercised } = report;
  const words =
    verdict === 'agrees' && notExercised.length > 0 ? `agrees; not exercised: ${notExercised.join(', ')}` : verdict;
  const counts = `${trainer}: ${steps} steps, ${rows} rows, ${tokens} tokens, ${calls} loss calls`;
  return `${wrap(`${files.map(safe).join(', ')}: ${words}`, '  ', '')}\n${counts}`;
}

function quantityText(quantity: StageReport, files: readonly string[]): string {
  const { checked, differing, undecidable, claimed, first, largest, explanations, permuted, notToldApart } = quantity;
  const lines: string[] = [];
  if (checked === 0) lines.push(`${quantity.quantity}: not decidable from this log`);
  else if (differing === 0) lines.push(`${quantity.quantity}: agrees (${checked} values)`);
  else lines.push(`${quantity.quantity}: DIFFERS at ${differing} of ${checked} values`);
  lines.push(wrap(`claimed: ${claimed}`, '    ', '  '));
  if (first !== undefined && largest !== undefined) {
    lines.push(wrap(`first: ${differenceText(first, files)}`, '    ', '  '));
    lines.push(wrap(`largest: ${differenceText(largest, files)}`, '    ', '  '));
  }
  lines.push(...causes(explanations));
  if (permuted !== undefined) {
    lines.push(
      wrap(
        `permuted between rows: ${permuted.explained} of the values that differ are those of another row: ${permuted.pairs.map(({ row, has }) => safe(`${row} has that of ${has}`)).join('; ')}`,
        '    ',
        '  ',
      ),
    );
  } else if (differing > 0 && explanations.length === 0) {
    lines.push('  no other formula that was searched reproduces these rows');
  }
  for (const [why, count] of Object.entries(undecidable))
    lines.push(`  not decidable at ${count} values: ${safe(why)}`);
  if (notToldApart.length > 0) {
    lines.push(
      wrap(
        `cannot be told apart by this log: ${listed(notToldApart.map((words) => words.replace(/: .*/, '')))}`,
        '    ',
        '  ',
      ),
    );
  }
  return lines.join('\n');
}

function causes(explanations: StageReport['explanations']): string[] {
  if (explanations.length === 0) return [];
  const [{ reproduces }] = explanations;
  const lines = [`  reproduces ${reproduces}:`];
  for (const { changes, formula } of explanations.slice(0, LISTED)) {
    lines.push(wrap(`- ${changes.join('; and ')}`, '      ', '    '));
    lines.push(wrap(`= ${formula}`, '        ', '      '));
  }
  if (explanations.length > 1) {
    const more = explanations.length > LISTED ? ` (${explanations.length - LISTED} more in --json)` : '';
    lines.push(`    these cannot be told apart by this log${more}`);
  }
  return lines;
}

function listed(words: readonly string[]): string {
  const more = words.length > LISTED ? `; ${words.length - LISTED} more` : '';
  return `${words.slice(0, LISTED).join('; ')}${more}`;
}

function coverageText({ coverage }: AuditReport): string {
  const seen = coverage.filter(({ count }) => count > 0).map(({ name, count }) => `${name} ${count}`);
  const not = coverage.filter(({ count, claimed }) => count === 0 && claimed).map(({ name }) => name);
  return fields([
    ['Exercised', seen.length === 0 ? 'nothing' : seen.join(', ')],
    ['Not exercised', not.length === 0 ? 'nothing that was claimed' : not.join(', ')],
  ]);
}

function differenceText(difference: Difference, files: readonly string[]): string {
  const { used, expected, place } = difference;
  return `${safe(place)} (${at(difference, files)}): used ${shortNumber(used)}, the claim gives ${shortNumber(expected)}`;
}

function at({ file, line }: { readonly file: number; readonly line: number }, files: readonly string[]): string {
  return files.length > 1 ? `${safe(files[file] ?? '')}, line ${line}` : `line ${line}`;
}

/** Seven significant digits: what float32 has. */
export function shortNumber(x: number): string {
  return Number.isFinite(x) ? String(Number(x.toPrecision(7))) : String(x);
}

/** Where two logs diverge, for a terminal. */
export function againstText({ first, quantities, rows, tolerance }: Against, left: string, right: string): string {
  if (first === undefined) return `${safe(left)} and ${safe(right)} agree in ${rows} rows (to ${tolerance} relative)`;
  const where = `(${safe(left)} line ${first.leftLine}, ${safe(right)} line ${first.rightLine})`;
  return [
    wrap(`${safe(left)} and ${safe(right)} diverge`, '  ', ''),
    fields([
      ['First', `${safe(first.place)} ${where}`],
      ['Quantity', `${safe(first.quantity)}: ${safe(first.left)} | ${safe(first.right)}`],
      [
        'Rows that differ',
        Object.entries(quantities)
          .map(([name, count]) => `${safe(name)} ${count}`)
          .join(', '),
      ],
    ]),
  ].join('\n');
}
