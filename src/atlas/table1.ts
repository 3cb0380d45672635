import type { ColumnId } from './columns.js';
import { type Row, parseRow } from './row.js';

/** What Table 1 says of a combination: a convergence guarantee, none found, or nothing. */
export type PaperAnswer = 'yes' | 'no' | '–';

/** A line of the paper's Table 1, one for each method that it names as an example. */
export interface Table1Line {
  readonly method: string;
  /** The paper's words for the combination. */
  readonly advantage: 'GAE' | 'GRAE';
  readonly update: string;
  readonly level: 'token' | 'sequence';
  readonly single: PaperAnswer;
  readonly multi: PaperAnswer;
  /** The combination in the atlas, for several turns and full information. */
  readonly row: string;
}

/** The paper's Table 1. */
export const TABLE1: readonly Table1Line[] = [
  {
    method: 'PPO',
    advantage: 'GAE',
    update: 'PPU',
    level: 'token',
    single: 'yes',
    multi: 'yes',
    row: 'gae:19/20 clip-token:1/5 simultaneous full',
  },
  {
    method: 'GRPO',
    advantage: 'GRAE',
    update: 'PPU',
    level: 'token',
    single: 'no',
    multi: 'no',
    row: 'group-std:2 clip-token:1/5 simultaneous full',
  },
  {
    method: 'REINFORCE++',
    advantage: 'GRAE',
    update: 'PPU',
    level: 'token',
    single: 'no',
    multi: 'no',
    row: 'batch-std:1x3 clip-token:1/5 simultaneous full',
  },
  {
    method: 'RLOO',
    advantage: 'GRAE',
    update: 'REINFORCE',
    level: 'sequence',
    single: 'yes',
    multi: 'no',
    row: 'loo:2 gradient:1 simultaneous full',
  },
  {
    method: 'GSPO',
    advantage: 'GRAE',
    update: 'PPU',
    level: 'sequence',
    single: 'yes',
    multi: 'no',
    row: 'group-std:2 length-gradient:1 simultaneous full',
  },
  {
    method: 'SeeUPO',
    advantage: 'GRAE',
    update: 'HAML, reverse sequential',
    level: 'sequence',
    single: '–',
    multi: 'yes',
    row: 'grae:2 clip-turn:1/5 reverse full',
  },
];

/**
 * The columns that a "yes" of Table 1 promises: Theorem 1 (no iteration lowers the expected return) and Theorem 2 (the
 * iteration rests at the optimum, and stalls nowhere else). Of the others the table says nothing.
 */
export const PROMISED: readonly ColumnId[] = ['monotone', 'fixed-point', 'rests'];

/** Where a line of the table is looked at. */
export const REGIMES = ['one turn', 'several turns', 'several turns, one policy for all of them'] as const;

/** One of `REGIMES`. */
export type Table1Regime = (typeof REGIMES)[number];

/** The line's row of the atlas in a regime, and what the paper says there; undefined where there is no such row. */
export function rowIn(line: Table1Line, regime: Table1Regime): { row: Row; paper: PaperAnswer } | undefined {
  const row = parseRow(line.row);
  switch (regime) {
    case 'one turn':
      if (line.single === '–') return undefined;
      return { row: { ...row, order: 'simultaneous', turns: 'single' }, paper: line.single };
    case 'several turns':
      return { row, paper: line.multi };
    case 'several turns, one policy for all of them':
      // Tokens of different turns cannot share a distribution here: they are decisions that see everything before them.
      if (line.level === 'token') return undefined;
      return { row: { ...row, information: 'shared' }, paper: line.multi };
  }
}

/** The table's rows on games of one turn, which the matrix does not have. */
export const SINGLE_TURN_ROWS: readonly Row[] = TABLE1.flatMap((line) => {
  const found = rowIn(line, 'one turn');
  return found === undefined ? [] : [found.row];
});
