import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ROWS } from '../../src/cli/atlasChoice.js';
import { examinedOf } from '../../src/guarantees/examinedOf.js';
import { columnCheck } from '../../src/decide/columnCheck.js';
import { decideCells } from '../../src/decide/decideCells.js';
import { decidedToJson, type DecidedJson, instanceOfWitness, taskOf } from '../../src/decide/decidedFile.js';
import { shapeOf, SHAPES } from '../../src/decide/shapes.js';
import { loadSolver } from '../../src/decide/solver.js';
import { tasksOf } from '../../src/decide/tasks.js';
import { shuffled } from '../../src/sweep/order.js';
import { DECIDE_PAGE, decidePageText } from '../../tools/decidedPage.js';
import { committedDecided } from '../../tools/decidedResults.js';
import { ROOT } from '../../tools/sourceTree.js';

type CellJson = DecidedJson['cells'][number];

const { cells, shapes, policyDomain } = committedDecided();
const nameOf = ({ subject, shape, column }: CellJson): string => `${shape} ${subject}: ${column}`;
const DECIDED = ['none', 'counterexample'];
const answersOf = ({ any, stay }: CellJson): CellJson['any'][] => [any, ...(stay === undefined ? [] : [stay])];

describe('the committed answers', () => {
  test('name their shapes and the domain of policies', () => {
    expect(policyDomain).toBe('every policy of full support');
    expect(shapes).toEqual(
      SHAPES.filter(({ id }) => cells.some(({ shape }) => shape === id)).map(({ id, title }) => ({ id, title })),
    );
    expect(new Set(cells.map(nameOf)).size).toBe(cells.length);
  });

  test('are those of the tables in docs/decide.md (npm run decide writes them)', async () => {
    const page = readFileSync(join(ROOT, DECIDE_PAGE), 'utf8');
    expect(page).toBe(await decidePageText(page, committedDecided()));
  });

  test('two arms with a coin: every cell is decided', () => {
    const own = cells.filter(({ shape }) => shape === 'two-arms-one-coin');
    expect(new Set(own.map(({ subject }) => subject)).size).toBe(
      tasksOf(DEFAULT_ROWS, [shapeOf('two-arms-one-coin')]).length,
    );
    expect(own.filter((cell) => answersOf(cell).some(({ answer }) => !DECIDED.includes(answer)))).toEqual([]);
  });

  test('three arms: every rule is asked, and at least 90 % of the cases are decided', () => {
    const own = cells.filter(({ shape }) => shape === 'three-arms');
    expect(new Set(own.map(({ subject }) => subject)).size).toBe(tasksOf(DEFAULT_ROWS, [shapeOf('three-arms')]).length);
    const open = own.filter((cell) => answersOf(cell).some(({ answer }) => !DECIDED.includes(answer)));
    // What is left is the root of REINFORCE++ over three different returns.
    expect(open.filter(({ subject }) => !subject.startsWith('batch-std:1x3 '))).toEqual([]);
    const cases = own.flatMap(answersOf).map((answer) => answer.cases);
    const [decided, total] = [cases.map((c) => c.decided), cases.map((c) => c.total)].map((list) =>
      list.reduce((x, y) => x + y, 0),
    );
    expect(decided / total).toBeGreaterThanOrEqual(0.9);
  });

  test('every "none" has all of its cases answered, and asked its twin', () => {
    const none = cells.flatMap(answersOf).filter(({ answer }) => answer === 'none');
    expect(none.length).toBeGreaterThan(100);
    for (const { cases, questions } of none) {
      expect(cases.decided).toBe(cases.total);
      expect(cases.undecided).toEqual([]);
      expect(questions).toBeGreaterThan(cases.total);
    }
  });

  test('every counterexample is one by the exact check', () => {
    let count = 0;
    for (const cell of cells) {
      for (const { answer, witness } of answersOf(cell)) {
        expect(witness !== undefined, nameOf(cell)).toBe(answer === 'counterexample');
        if (witness === undefined) continue;
        const { instance, next } = instanceOfWitness(cell, witness);
        const examined = next === undefined ? examinedOf(taskOf(cell).algorithm) : { step: (): typeof next => next };
        expect(columnCheck(cell.column, examined)(instance).status, nameOf(cell)).toBe('violated');
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(50);
  });

  test('a sample of them comes out the same again, from the same questions', async () => {
    const solver = await loadSolver();
    const quick = cells.filter((cell) =>
      answersOf(cell).every(({ used, from }) => used < 60_000 && from === undefined),
    );
    for (const n of shuffled([...quick.keys()], 5).slice(0, 6)) {
      const { column, rlimit } = quick[n];
      const options = { solver, ...(rlimit === undefined ? {} : { rlimit }) };
      const again = decidedToJson(await decideCells(taskOf(quick[n]), [column], options), solver.version);
      expect(again.cells.map(withoutCosts)).toEqual([withoutCosts(quick[n])]);
    }
  }, 30_000);
});

/** The count of resources differs by a few units with what the solver was asked before. */
function withoutCosts(cell: CellJson): unknown {
  return { ...cell, any: { ...cell.any, used: 0 }, ...(cell.stay && { stay: { ...cell.stay, used: 0 } }) };
}
