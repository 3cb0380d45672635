import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Atlas } from '../src/atlas/atlasFile.js';
import { type Cell, verdictOf } from '../src/atlas/cell.js';
import { columnOf, type ColumnId } from '../src/atlas/columns.js';
import { ROOT } from './sourceTree.js';

/** The verdicts of an earlier atlas: per row a letter a column (p proved, r refuted, h holds). */
interface Before {
  readonly columns: readonly string[];
  readonly rows: Readonly<Record<string, string>>;
}

const WORDS: Readonly<Record<string, string>> = { p: 'proved', r: 'refuted', h: 'holds' };

/** `limit` became `rests`, which asks for more. */
const NAMES: Readonly<Record<string, ColumnId>> = { limit: 'rests' };

/** The section "What changed": how the verdicts of paper-notes/atlas-before.json came out now, and why. */
export function atlasChanges({ cells }: Atlas): string {
  const before = JSON.parse(readFileSync(join(ROOT, 'paper-notes/atlas-before.json'), 'utf8')) as Before;
  const now = new Map(cells.map((cell) => [`${cell.row}: ${cell.column}`, cell]));
  const lines = before.columns.map((id, n) => {
    const column = NAMES[id] ?? (id as ColumnId);
    const pairs = Object.entries(before.rows).flatMap(([row, letters]) => {
      const cell = now.get(`${row}: ${column}`);
      return cell === undefined ? [] : [{ was: WORDS[letters[n]], cell }];
    });
    return { column, pairs };
  });
  const all = lines.flatMap(({ pairs }) => pairs);
  const broken = all.filter(({ was, cell }) => was === 'holds' && isBroken(cell));
  return [
    '## What changed since the search was renewed',
    '',
    `${Object.keys(before.rows).length} combinations were examined before as well. Of the ${count(all, 'holds')} cells that said "holds", ${broken.length} are refuted now, ${count(all, 'holds', 'proved')} are proved, ${count(all, 'holds', 'holds')} hold and ${count(all, 'holds', 'open') + count(all, 'holds', 'inconclusive')} are open. Of the ${count(all, 'refuted')} refuted ones ${all.filter(({ was, cell }) => was === 'refuted' && isBroken(cell)).length} are refuted still.`,
    '',
    '| column | held before | now refuted | now proved | holds still | open | refuted before, not now |',
    '| --- | --: | --: | --: | --: | --: | --: |',
    ...lines.map(({ column, pairs }) => {
      const held = pairs.filter(({ was }) => was === 'holds');
      const cellsOf = (verdict: string): number => held.filter(({ cell }) => verdictOf(cell) === verdict).length;
      return `| ${[
        columnOf(column).head,
        held.length,
        held.filter(({ cell }) => isBroken(cell)).length,
        cellsOf('proved'),
        cellsOf('holds'),
        cellsOf('open') + cellsOf('inconclusive'),
        pairs.filter(({ was, cell }) => was === 'refuted' && !isBroken(cell)).length,
      ].join(' | ')} |`;
    }),
    '',
    'Why: games of one reward size, without early ends, noise or rare events, and start policies near the middle were all that was tried; what could not be decided counted as "hypothesis false"; a counterexample of one cell was not tried on the others; "limit" judged only iterations that come to rest exactly, and became "rests". Verdicts are by the tie rule "stay" now; other rules that break a cell are listed beside it.',
    '',
  ].join('\n');

  function count(pairs: typeof all, was: string, is?: string): number {
    return pairs.filter((pair) => pair.was === was && (is === undefined || verdictOf(pair.cell) === is)).length;
  }
}

function isBroken(cell: Cell): boolean {
  return cell.counterexample !== undefined;
}
