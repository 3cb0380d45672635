import type { Atlas } from '../atlas/atlasFile.js';
import { isBreak } from '../certify/confirm.js';
import { type CellVerdict, theoremOf, verdictOf } from '../atlas/cell.js';
import { columnOf } from '../atlas/columns.js';
import { EXCLUSIONS } from '../atlas/sensible.js';
import { compareTable1, type ComparedLine, unexplained } from '../atlas/table1Comparison.js';
import { differencesOf } from './atlasTable1.js';
import { atlasTable } from './atlasTable.js';
import { MARKS } from './atlasWords.js';
import { grouped } from './numberText.js';

/**
 * The page "Where the checks and the paper differ" as Markdown, made from an atlas alone. Throws RangeError when the
 * atlas is not complete, or has a difference from Table 1 that no sentence explains.
 */
export function atlasNotes(atlas: Atlas): string {
  if (!atlas.complete) throw new RangeError('the atlas is not complete: go on with seeupo atlas --resume');
  const lines = compareTable1(atlas);
  const open = unexplained(lines);
  if (open.length > 0) throw new RangeError(`no sentence explains these differences from Table 1: ${open.join('; ')}`);
  const { seed, runs, rows, columns } = atlas.settings;
  return [
    '# Where the checks and the paper differ',
    '',
    `Made by \`npm run notes\` from [\`atlas.json\`](atlas.json), which \`seeupo atlas --seed ${seed} --runs ${runs}\` makes; a test compares, replays every counterexample, and examines a sample of the cells again. [The question and the verdicts](01-question-and-verdicts.md) restates the paper's own table.`,
    '',
    '## The table beside the atlas',
    '',
    'A "yes" of the paper\'s Table 1 promises Theorem 1 (no iteration lowers the expected return) and Theorem 2 (the iteration ends at the optimum, and stalls nowhere else); "no" says that the paper finds no guarantee. The columns "everywhere", "one sweep" and "T sweeps" are more than the table speaks of. A verdict in **bold** differs from the table.',
    '',
    ...table(
      ['method', 'regime', 'the paper', ...columns.map((id) => columnOf(id).head)],
      lines.map(({ line, regime, paper, cells }) => [
        line.method,
        regime,
        paper,
        ...cells.map(({ verdict, standing }) => (standing === 'differ' ? `**${verdict}**` : verdict)),
      ]),
    ),
    '',
    'GSPO stands here as one unclipped step over the deviation of its own group, PPO and GRPO as one clipped step: the update of the table, not of every implementation.',
    '',
    ...columns.map((id) => `- _${columnOf(id).head}_: ${columnOf(id).guarantee.statement}`),
    '',
    '## Every difference',
    '',
    ...differencesOf(lines).map(({ where, why }) => `- **${where}.** ${why}`),
    '',
    '## What refutes, cell by cell',
    '',
    'Each command examines the cell again and draws the counterexample.',
    '',
    ...refutedIn(lines),
    '',
    '## The whole matrix',
    '',
    `${grouped(rows.length)} combinations, ${grouped(atlas.cells.length)} cells: ${countsOf(atlas)}. ${theoremsOf(atlas)}`,
    '',
    '```text',
    atlasTable(atlas, { colour: false }),
    '```',
    '',
    '## What is left out, and why',
    '',
    ...EXCLUSIONS.map(({ id, reason }) => `- **${id}.** ${reason}`),
    '',
  ].join('\n');
}

function refutedIn(lines: readonly ComparedLine[]): string[] {
  return lines.flatMap(({ line, regime, row, cells }) => {
    const refuted = cells.filter(({ verdict, standing }) => isBreak(verdict) && standing !== 'silent');
    return refuted.map(
      ({ column }) =>
        `- ${line.method}, ${regime}, ${columnOf(column).head}: \`seeupo atlas --cell "${row}" --column ${column}\``,
    );
  });
}

function countsOf({ cells }: Atlas): string {
  const verdicts = cells.map(verdictOf);
  return (Object.keys(MARKS) as CellVerdict[])
    .map((verdict) => [verdicts.filter((own) => own === verdict).length, verdict] as const)
    .filter(([count]) => count > 0)
    .map(([count, verdict]) => `${grouped(count)} ${verdict}`)
    .join(', ');
}

function theoremsOf({ cells }: Atlas): string {
  const proved = cells.filter((cell) => verdictOf(cell) === 'proved').map((cell) => theoremOf(cell)?.theorem ?? '');
  const names = [...new Set(proved)].sort();
  return names.length === 0
    ? ''
    : `The theorems behind "proved" are ${names.map((name) => `\`${name}\``).join(', ')} ([proofs](../proofs/README.md)).`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
