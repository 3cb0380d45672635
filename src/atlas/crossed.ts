import type { Corpus } from '../search/corpus.js';
import { corpusIn } from '../search/corpus.js';
import { tryInstances } from '../search/search.js';
import { examinedOf, regimeOf } from './algorithmOf.js';
import type { Atlas } from './atlasFile.js';
import { asData, type Cell, cellKey } from './cell.js';
import { columnOf } from './columns.js';
import { parseRow } from './row.js';

/** The counterexamples of an atlas as a corpus, each game with its policy once, in the order of the cells. */
export function poolOf({ cells }: Atlas): Corpus {
  const entries = new Map<string, Corpus['instances'][number]>();
  for (const cell of cells) {
    const { counterexample, shared } = cell;
    if (counterexample === undefined || shared === true) continue;
    const { game, policies } = counterexample;
    const entry = { from: cellKey(cell), game, policy: policies['old'] };
    const key = JSON.stringify([entry.game, entry.policy]);
    if (!entries.has(key)) entries.set(key, entry);
  }
  return { version: 1, instances: [...entries.values()] };
}

/**
 * The cells of one row after every counterexample of the pool, in all its guises, was tried on those that are not yet
 * refuted.
 */
export function crossRow(cells: readonly Cell[], pool: Corpus): Cell[] {
  const standing = cells.filter(({ examined }) => examined !== 'refuted' && examined !== 'not applicable');
  if (standing.length === 0) return [...cells];
  const row = parseRow(standing[0].row);
  const regime = regimeOf(row);
  const guarantees = standing.map(({ column }) => columnOf(column).guarantee);
  const findings = tryInstances(examinedOf(row), guarantees, regime, corpusIn(pool, regime));
  return cells.map((cell) => {
    const finding = findings[standing.indexOf(cell)];
    if (finding?.counterexample === undefined) return cell;
    const { row: name, column, counts, ties } = cell;
    const counterexample = asData(finding.counterexample);
    return { row: name, column, examined: 'refuted', counts, counterexample, shared: true, ties };
  });
}
