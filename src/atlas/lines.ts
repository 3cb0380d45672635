import type { Row } from './row.js';

/** A line of a table of rows: an update and an order; its cells are those of the advantages. */
export type Line = Pick<Row, 'update' | 'order'>;

/** The lines that the rows make, each once, in their order. */
export function linesOf(rows: readonly Row[]): Line[] {
  const byName = new Map(rows.map(({ update, order }) => [`${update} ${order}`, { update, order }]));
  return [...byName.values()];
}
