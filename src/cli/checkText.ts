import Table from 'cli-table3';
import picocolors from 'picocolors';
import { guaranteeById } from '../guarantees/guarantees.js';
import { counted, grouped } from '../report/numberText.js';
import { safe, wrap } from '../report/plainText.js';
import type { Change } from '../userAlgorithm/baseline.js';
import type { CheckCell, CheckRun } from '../userAlgorithm/checkRun.js';
import { cellOf, type CheckVerdict, regimesOf } from '../userAlgorithm/checkTask.js';
import { nodesOfGame } from './checkCounterexampleText.js';
import { regimeTitle } from './checkRegimeText.js';

type Colours = ReturnType<typeof picocolors.createColors>;

const FIRST_WIDTH = 34;
const WIDTH = 17;

/** A verdict in one word or two. */
export function verdictWord(verdict: CheckVerdict): string {
  return verdict === 'refuted' ? 'breaks' : verdict;
}

/**
 * The verdicts as a table, a guarantee a row and a regime a column: the algorithm's verdict, with the number of
 * instances on which a guarantee that holds had something to say, and below it SeeUPO's where that is another one.
 */
export function checkTable({ cells, settings }: CheckRun, colour: boolean): string {
  const colours = picocolors.createColors(colour);
  const regimes = regimesOf(settings.information);
  const table = new Table({
    head: [
      'Guarantee',
      ...regimes.map(
        ({ information, turns }) => `${information}, ${turns === 'single' ? 'one turn' : 'several turns'}`,
      ),
    ],
    colWidths: [FIRST_WIDTH + 2, ...regimes.map(() => WIDTH + 2)],
    wordWrap: true,
    style: { head: colour ? ['bold'] : [], border: colour ? ['gray'] : [] },
  });
  const byKey = new Map(cells.map((cell) => [cellOf(cell), cell]));
  for (const id of new Set(cells.map(({ guarantee }) => guarantee))) {
    const row = regimes.map((regime) => cellText(byKey.get(cellOf({ guarantee: id, regime })), colours));
    table.push([`${colours.bold(id)}\n${guaranteeById(id).title}`, ...row]);
  }
  const notes = reasons(cells);
  const legend = cells.some(({ reference }) => reference !== undefined)
    ? ['SeeUPO has the same verdict except where another one is told.']
    : [];
  return [table.toString(), ...legend, ...notes].join('\n');
}

function cellText(cell: CheckCell | undefined, colours: Colours): string {
  if (cell === undefined) return '';
  const { verdict, reference, checked, vacuous } = cell;
  const evidence = verdict === 'holds' ? ` (${grouped(checked - vacuous)})` : '';
  const own = paint(colours, verdict)(`${verdictWord(verdict)}${evidence}`);
  const differs = reference !== undefined && reference !== verdict;
  return differs ? `${own}\n${colours.dim(`SeeUPO: ${verdictWord(reference)}`)}` : own;
}

/** Why guarantees do not apply to the algorithm, each reason once. */
function reasons(cells: readonly CheckCell[]): string[] {
  const told = new Map<string, Set<string>>();
  for (const { verdict, reason, regime } of cells) {
    if (verdict !== 'not applicable' || reason === undefined) continue;
    told.set(reason, (told.get(reason) ?? new Set()).add(regimeTitle(regime)));
  }
  return [...told].map(([reason, regimes]) =>
    wrap(`Not applicable with ${[...regimes].join('; ')}: ${safe(reason)}`, '  ', ''),
  );
}

/** The verdict with its evidence: "holds on 1,272 instances". "holds" is never worded as a proof. */
export function verdictText(cell: CheckCell): string {
  const { verdict, checked, vacuous, undecided, counterexample, reason, failure } = cell;
  switch (verdict) {
    case 'holds':
      return `holds on ${counted(checked - vacuous, 'instance')}`;
    case 'refuted':
      return `breaks (${counterexample === undefined ? 'no instance' : counted(nodesOfGame(counterexample), 'node')})`;
    case 'open':
      return `open: ${safe(reason ?? '')}`;
    case 'too large':
      return `too large: ${safe(reason ?? '')}`;
    case 'inconclusive':
      return `inconclusive: ${reason ?? `${counted(undecided, 'instance')} of ${checked} undecided`}`;
    case 'not applicable':
      return reason === undefined ? 'not applicable' : `not applicable: ${safe(reason)}`;
    case 'failed':
      return `failed: ${failure?.kind ?? 'no reason given'}`;
  }
}

function paint(colours: Colours, verdict: CheckVerdict): (text: string) => string {
  return {
    holds: colours.green,
    refuted: colours.red,
    open: colours.yellow,
    inconclusive: colours.yellow,
    'not applicable': colours.gray,
    'too large': colours.gray,
    failed: colours.red,
  }[verdict];
}

/** "27 verdicts: 12 hold …", how that compares with SeeUPO, and whether the check is partial. */
export function checkSummary({ cells, complete }: CheckRun): string {
  const parts = (
    ['holds', 'refuted', 'open', 'inconclusive', 'not applicable', 'too large', 'failed'] as const
  ).flatMap((verdict) => {
    const count = cells.filter((cell) => cell.verdict === verdict).length;
    return count === 0 ? [] : [`${verdictWord(verdict)} ${count}`];
  });
  const kept = cells.filter(({ reference }) => reference === 'holds');
  const lost = kept.filter(({ verdict }) => verdict === 'refuted').length;
  const comparison = kept.length === 0 ? '' : `; of the ${kept.length} guarantees that hold for SeeUPO, ${lost} broken`;
  const partial = complete ? '' : 'PARTIAL, the check ended early: ';
  return wrap(`${partial}${counted(cells.length, 'verdict')}: ${parts.join(', ')}${comparison}`);
}

const HEADS = {
  worse: 'Worse than the baseline',
  better: 'Better than the baseline (record it with --update-baseline)',
  other: 'Different from the baseline',
  unknown: 'Not compared with the baseline, since the check ended early',
} as const;

/** What differs from the baseline, one line each. */
export function changesText(changes: readonly Change[]): string {
  if (changes.length === 0) return 'Nothing differs from the baseline.';
  return (['worse', 'better', 'other', 'unknown'] as const)
    .flatMap((kind) => {
      const lines = changes
        .filter(({ change }) => change === kind)
        .map(({ cell, before }) => {
          const where = regimeTitle(cell.regime);
          return wrap(`${cell.guarantee}: ${verdictWord(before)} → ${verdictText(cell)} (${where})`, '    ', '  ');
        });
      return lines.length === 0 ? [] : [HEADS[kind], ...lines];
    })
    .join('\n');
}
