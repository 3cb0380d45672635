import type { GuaranteeRegime } from '../guarantees/guarantee.js';
import { AtlasError } from './atlasError.js';
import { advantageOf } from './advantages.js';
import { updateOf } from './updates.js';

/** A row of the atlas: one combination of the choices that make an algorithm, each as the text that names it. */
export interface Row {
  /** How Â is estimated, e.g. "grae:2" (`advantageOf`). */
  readonly advantage: string;
  /** What a turn's update maximises or climbs, e.g. "clip-turn:1/5" (`updateOf`). */
  readonly update: string;
  readonly order: RowOrder;
  readonly information: GuaranteeRegime['information'];
  readonly turns: GuaranteeRegime['turns'];
}

/** The orders in which the atlas has turns updated. */
export type RowOrder = (typeof ORDERS)[number];

/** The paper's order first. */
export const ORDERS = ['reverse', 'forward', 'simultaneous', 'random'] as const;

/** What a policy may see, from most to least. */
export const INFORMATION = ['full', 'truncated', 'shared'] as const;

/** The word that marks a row on games of one turn. */
const SINGLE = 'single-turn';

/** "grae:2 clip-turn:1/5 reverse full", and "single-turn" after it on games of one turn: the inverse of `parseRow`. */
export function rowId({ advantage, update, order, information, turns }: Row): string {
  return [advantage, update, order, information, ...(turns === 'single' ? [SINGLE] : [])].join(' ');
}

/** The row of that name. Throws AtlasError, one line with the words allowed, when there is none. */
export function parseRow(text: string): Row {
  const [advantage, update, order, information, turns, ...rest] = text.trim().split(/\s+/);
  if (information === undefined || rest.length > 0 || (turns !== undefined && turns !== SINGLE)) {
    throw new AtlasError(
      `"${text}" is no row; write ADVANTAGE UPDATE ORDER INFORMATION, and single-turn where it is meant, such as "grae:2 clip-turn:1/5 reverse full"`,
    );
  }
  advantageOf(advantage);
  updateOf(update);
  return {
    advantage,
    update,
    order: oneOf('order', order, ORDERS),
    information: oneOf('information', information, INFORMATION),
    turns: turns === SINGLE ? 'single' : 'multi',
  };
}

function oneOf<T extends string>(what: string, word: string, allowed: readonly T[]): T {
  const found = allowed.find((known) => known === word);
  if (found === undefined) throw new AtlasError(`unknown ${what} "${word}"; write ${allowed.join(', ')}`);
  return found;
}
