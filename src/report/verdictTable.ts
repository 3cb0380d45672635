import Table from 'cli-table3';
import picocolors from 'picocolors';
import type { ClaimResult, Verdict } from '../claims/run/verdict.js';
import { safe, wrap } from './plainText.js';
import { controlStatus, premiseShare, unprovedNote, untestedLines, verdictText } from './verdictText.js';

/** How `verdictTable` writes. */
export interface TableOptions {
  /** Terminal colours. */
  readonly colour: boolean;
}

type Colours = ReturnType<typeof picocolors.createColors>;

const WIDTHS = [4, 36, 30, 14, 7, 10];

/**
 * The verdicts as a table: claim, title, verdict in words, what the paper says, the share of instances on which
 * the hypotheses held, and whether the negative control was caught, with the
 * number of variants judged as they should be; below it every problem, what so short a run did not test, and which
 * expected proofs are not confirmed.
 */
export function verdictTable(results: readonly ClaimResult[], options: TableOptions): string {
  const colours = picocolors.createColors(options.colour);
  const table = new Table({
    head: ['Id', 'Claim', 'Verdict', 'Paper', 'Premise', 'Controls'],
    colWidths: WIDTHS.map((width) => width + 2),
    wordWrap: true,
    style: { head: options.colour ? ['bold'] : [], border: options.colour ? ['gray'] : [] },
  });
  table.push(
    ...results.map((result) => [
      result.claim.id,
      result.claim.title,
      paint(colours, result)(verdictText(result)),
      result.claim.paper,
      premiseShare(result),
      controlText(result),
    ]),
  );
  const note = unprovedNote(results);
  const untested = untestedLines(results);
  return [
    table.toString(),
    ...problemLines(results, colours),
    ...(untested.length === 0
      ? []
      : ['', colours.bold('Not tested'), ...untested.map((line) => wrap(line, '    ', '  '))]),
    ...(note === undefined ? [] : ['', wrap(note)]),
  ].join('\n');
}

/** The negative control's status, and how many of all variants came out as they should: "caught 3/3". */
function controlText({ variants }: ClaimResult): string {
  if (variants.length === 0) return '–';
  const right = variants.filter((variant) => ['caught', 'holds'].includes(controlStatus(variant))).length;
  return `${controlStatus(variants[0])} ${right}/${variants.length}`;
}

function problemLines(results: readonly ClaimResult[], { bold, red }: Colours): string[] {
  const problems = results.flatMap(({ claim, problems: found }) =>
    found.map((problem) => `${claim.id}: ${safe(problem)}`),
  );
  return problems.length === 0
    ? []
    : ['', bold('Problems'), ...problems.map((problem) => red(wrap(problem, '    ', '  ')))];
}

/** Red for what differs from what was expected; else a colour by verdict. */
function paint(colours: Colours, { verdict, problems }: ClaimResult): (text: string) => string {
  if (problems.length > 0) return colours.red;
  const byVerdict: Readonly<Record<Verdict, (text: string) => string>> = {
    proved: colours.green,
    holds: colours.cyan,
    refuted: colours.magenta,
    open: colours.yellow,
    inconclusive: colours.yellow,
    'not applicable': colours.gray,
  };
  return byVerdict[verdict];
}
