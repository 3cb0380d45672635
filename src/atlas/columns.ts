import type { Guarantee } from '../guarantees/guarantee.js';
import { GUARANTEES } from '../guarantees/guarantees.js';
import { AtlasError } from './atlasError.js';

/** The guarantees that are columns of the atlas, the paper's theorems first. The others ask about an implementation. */
const IDS = ['monotone', 'monotone-everywhere', 'fixed-point', 'rests', 'one-sweep', 'all-turns'] as const;

/** The id of a column. */
export type ColumnId = (typeof IDS)[number];

/** A column: the guarantee that its cells examine, and a head of a word or two. */
export interface Column {
  readonly id: ColumnId;
  readonly head: string;
  readonly guarantee: Guarantee;
}

const HEADS: Readonly<Record<ColumnId, string>> = {
  monotone: 'monotone',
  'monotone-everywhere': 'everywhere',
  'fixed-point': 'no stall',
  rests: 'rests',
  'one-sweep': 'one sweep',
  'all-turns': 'T sweeps',
};

/** Every column, in the order of the tables. */
export const COLUMNS: readonly Column[] = IDS.map((id) => {
  const guarantee = GUARANTEES.find((known) => known.id === id);
  if (guarantee === undefined) throw new Error(`the guarantee "${id}" is missing`);
  return { id, head: HEADS[id], guarantee };
});

/** The column with this id. Throws AtlasError when there is none. */
export function columnOf(id: string): Column {
  const column = COLUMNS.find((known) => known.id === id);
  if (column === undefined) throw new AtlasError(`unknown column "${id}"; write one of ${IDS.join(', ')}`);
  return column;
}
