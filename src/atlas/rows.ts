import { advantageOf, type Advantage } from './advantages.js';
import { INFORMATION, ORDERS, type Row } from './row.js';
import { whyNot } from './sensible.js';
import { type Update, updateOf } from './updates.js';

/**
 * The advantages of the atlas. Groups and batches are as small as their definition allows: expectations over all of
 * them are exact, and a guarantee that fails for two rollouts is no guarantee.
 */
export const ADVANTAGES: readonly Advantage[] = [
  'joint',
  'grae:2',
  'loo:2',
  'group-std:2',
  'batch-std:1x3',
  'gae:19/20',
].map(advantageOf);

/** The updates of the atlas; the sizes are common ones. */
export const UPDATES: readonly Update[] = [
  'gradient:1',
  'length-gradient:1',
  'clip-token:1/5',
  'clip-turn:1/5',
  'clip-joint:1/5',
  'kl:1',
  'euclidean:1',
  'unrestricted',
].map(updateOf);

/** Every combination on games of several turns, sensible or not, in the order of the tables. */
export function combinations(): Row[] {
  return UPDATES.flatMap(({ id: update }) =>
    ORDERS.flatMap((order) =>
      INFORMATION.flatMap((information) =>
        ADVANTAGES.map(({ id: advantage }): Row => ({ advantage, update, order, information, turns: 'multi' })),
      ),
    ),
  );
}

/** The combinations that make sense (`whyNot`). */
export const MATRIX_ROWS: readonly Row[] = combinations().filter((row) => whyNot(row) === undefined);

/** The advantages that occur in these rows, in the order of the tables; others than the atlas's own come last. */
export function advantagesIn(rows: readonly Row[]): string[] {
  const own = ADVANTAGES.map(({ id }) => id);
  const occurring = new Set(rows.map(({ advantage }) => advantage));
  return [...own.filter((id) => occurring.has(id)), ...[...occurring].filter((id) => !own.includes(id))];
}
