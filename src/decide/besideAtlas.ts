import type { Atlas } from '../atlas/atlasFile.js';
import { type Cell, type CellCounterexample, cellKey, verdictOf } from '../atlas/cell.js';
import { instanceOf } from '../atlas/examineRow.js';
import { checkInCell } from '../atlas/replayCell.js';
import { parseRow } from '../atlas/row.js';
import { isBreak } from '../certify/confirm.js';
import { sameColumn } from './decideCells.js';
import type { DecidedJson } from './decidedFile.js';
import { shapesOfInstance } from './gameShape.js';
import { shapeOf, SHAPES } from './shapes.js';
import { subjectName } from './tasks.js';
import { DECIDED_COLUMNS } from './violation.js';

/** An atlas cell and a decided one that do not go together. */
export interface Disagreement {
  /** "grae:2 clip-turn:1/5 reverse full: monotone". */
  readonly cell: string;
  readonly verdict: string;
  readonly shape: string;
  /**
   * `broken`: a game of the shape violates what the atlas does not refute. `impossible`: the atlas has a counterexample, to
   * the cell or for one of its tie rules, of a shape on which nothing violates it; then one of the two is wrong.
   */
  readonly kind: 'broken' | 'impossible';
}

/** Where an atlas and what is decided do not go together; `ties` says whose counterexamples count. */
export function besideAtlas(atlas: Atlas, decided: DecidedJson, ties: 'any' | 'stay' = 'stay'): Disagreement[] {
  const known = new Map(decided.cells.map((cell) => [`${cell.shape} ${cell.subject}: ${cell.column}`, cell]));
  return atlas.cells.flatMap((cell): Disagreement[] => {
    const column = DECIDED_COLUMNS.find((id) => id === cell.column);
    if (column === undefined) return [];
    const row = parseRow(cell.row);
    const verdict = verdictOf(cell);
    const found = SHAPES.flatMap((shape) => {
      if (row.turns === 'single' && shape.turns > 1) return [];
      const key = `${shape.id} ${subjectName(row, shape)}: ${sameColumn(column, shape)}`;
      return known.get(key) ?? [];
    });
    const about = { cell: cellKey(cell), verdict };
    const broken = isBreak(verdict)
      ? undefined
      : found.find(({ any, stay }) => (ties === 'any' ? any : (stay ?? any)).answer === 'counterexample');
    if (broken !== undefined) return [{ ...about, shape: broken.shape, kind: 'broken' }];
    const breaks = [
      ...(cell.counterexample === undefined ? [] : [cell.counterexample]),
      ...cell.ties.map(({ counterexample }) => counterexample),
    ];
    const impossible = found.find(({ shape, any, stay = any }) =>
      breaks.some((counterexample) => {
        const isStay = (counterexample.parameters['tie'] ?? 'stay') === 'stay';
        const denies = any.answer === 'none' || (isStay && stay.answer === 'none');
        return denies && shapesOfBreak(cell, counterexample).includes(shapeOf(shape).id);
      }),
    );
    return impossible === undefined ? [] : [{ ...about, shape: impossible.shape, kind: 'impossible' }];
  });
}

/** The shapes on which the counterexample breaks the cell's guarantee within one iteration. */
function shapesOfBreak(cell: Cell, counterexample: CellCounterexample): ReturnType<typeof shapesOfInstance> {
  const instance = instanceOf(counterexample);
  const shapes = shapesOfInstance(instance);
  if (shapes.length === 0) return [];
  const once = { ...instance, parameters: { ...instance.parameters, iterations: '1' } };
  return checkInCell(cell, once).status === 'violated' ? shapes : [];
}
