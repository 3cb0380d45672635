import { join } from 'node:path';
import { isBreak, UNCHECKED } from '../certify/confirm.js';
import { type Atlas, atlasToJson } from '../atlas/atlasFile.js';
import { cellKey, theoremOf, verdictOf } from '../atlas/cell.js';
import { compareTable1, unexplained } from '../atlas/table1Comparison.js';
import { atlasTable } from '../report/atlasTable.js';
import { getsThereTable } from '../report/getsThereText.js';
import { atlasTable1 } from '../report/atlasTable1.js';
import { counted } from '../report/numberText.js';
import { safe, wrap } from '../report/plainText.js';
import { atlasPage } from '../report/html/atlasPage.js';
import { EXIT, type ExitCode } from './exitCode.js';
import { prepareDirectory, writeWhole } from './files.js';
import { hasColour, jsonText, note, print } from './output.js';

/** Where an atlas goes. */
export interface AtlasOutput {
  readonly json: boolean;
  /** The directory of its files; none are written without one. */
  readonly report?: string;
}

/** Makes sure that the files can be written: before the work, not after it. */
export function prepareAtlasReport({ report }: AtlasOutput): void {
  if (report !== undefined) prepareDirectory(report);
}

/** Writes what is there of an atlas, to go on from with `--resume`. */
export function keepAtlas(atlas: Atlas, { report }: AtlasOutput): void {
  if (report !== undefined) writeWhole(join(report, 'atlas.json'), jsonText(atlasToJson(atlas)));
}

/** Writes `atlas.json` (to resume, or for machines) and `atlas.html`, then prints the tables, or the JSON. */
export function presentAtlas(atlas: Atlas, { json, report }: AtlasOutput): void {
  const text = jsonText(atlasToJson(atlas));
  if (report !== undefined) {
    writeWhole(join(report, 'atlas.json'), text);
    writeWhole(join(report, 'atlas.html'), atlasPage(atlas));
  }
  if (json) {
    print(text);
    return;
  }
  const colour = hasColour();
  const table1 = atlasTable1(compareTable1(atlas), { colour });
  const measured = getsThereTable(atlas.getsThere);
  const below = [measured ?? '', table1].filter((text) => text !== '');
  print([atlasTable(atlas, { colour }), ...below].join('\n\n'));
  const unchecked = uncheckedText(atlas);
  if (unchecked !== undefined) print(`\n${unchecked}`);
  if (report !== undefined) print(`\nAtlas: ${join(report, 'atlas.html')}`);
}

/** How many cells hold a counterexample that the small checker has not confirmed, and why; undefined where there is none. */
function uncheckedText({ cells }: Atlas): string | undefined {
  const reasons = new Map<string, number>();
  for (const { counterexample } of cells) {
    if (counterexample?.confirmation.word !== UNCHECKED) continue;
    const { reason } = counterexample.confirmation;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const total = [...reasons.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  const lines = [...reasons].map(([reason, count]) => wrap(`${count}: ${safe(reason)}`, '    ', '  '));
  return [`${counted(total, 'cell')}: ${UNCHECKED}`, ...lines].join('\n');
}

/**
 * The exit code: `failed` when a counterexample contradicts a theorem that covers its cell, or a difference from Table 1
 * has no explanation; `inconclusive` when cells are open or inconclusive, or the atlas is not whole (for a shard: its part
 * of it); else `fine`. Problems go to stderr.
 */
export function exitOfAtlas(atlas: Atlas, isWholeShard: boolean): ExitCode {
  const contradictions = atlas.cells.filter((cell) => isBreak(cell.examined) && theoremOf(cell) !== undefined);
  for (const cell of contradictions) {
    note(
      `${cellKey(cell)}: ${cell.examined}, although ${theoremOf(cell)?.theorem ?? ''} covers it; one of the two is wrong`,
    );
  }
  const open = unexplained(compareTable1(atlas));
  for (const key of open) note(`${key}: differs from Table 1, and no sentence explains this verdict`);
  if (contradictions.length + open.length > 0) return EXIT.failed;
  const undecided = atlas.cells.some((cell) => ['open', 'inconclusive'].includes(verdictOf(cell)));
  return undecided || !(atlas.crossed || isWholeShard) ? EXIT.inconclusive : EXIT.fine;
}
