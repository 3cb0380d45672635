import { type Rational } from '../../src/exact/rational.js';
import type { History } from './model.js';
import type { Row } from './numbers.js';

/** A rational as Coq's Q, e.g. "-1 # 2". */
export function printRational(x: Rational): string {
  const text = x.toString();
  return text.includes('/') ? text.replace('/', ' # ') : `${text} # 1`;
}

/** A list of rationals in Coq. */
export function printRationals(list: readonly Rational[]): string {
  return `[${list.map(printRational).join('; ')}]`;
}

/** A list of natural numbers in Coq; a history is one. */
export function printHistory(history: History): string {
  return `[${history.join('; ')}]%nat`;
}

/** A line of a table, without what separates it from the next, and a remark for the reader. */
export interface Line {
  readonly text: string;
  readonly remark?: string;
}

/** The line of a table that gives `history` the Coq term `entry`. */
export function line(history: History, entry: string, remark?: string): Line {
  const text = `(${printHistory(history)}, ${entry})`;
  return remark === undefined ? { text } : { text, remark };
}

/** The lines of a table of values. */
export function valueLines(rows: readonly Row<Rational>[]): Line[] {
  return rows.map(({ history, entry }) => line(history, printRational(entry)));
}

/** The lines of a table with one number per move. */
export function moveLines(rows: readonly Row<readonly Rational[]>[]): Line[] {
  return rows.map(({ history, entry }) => line(history, printRationals(entry)));
}

/** A list in Coq, one line each. */
export function printTable(lines: readonly Line[], indent: string): string {
  if (lines.length === 0) return `${indent}[]`;
  const printed = lines.map(({ text, remark }, n) => {
    const separator = n === lines.length - 1 ? ' ]' : ';';
    return `${text}${separator}${remark === undefined ? '' : `  (* ${remark} *)`}`;
  });
  return `${indent}[ ${printed.join(`\n${indent}  `)}`;
}
