import { type Cell, type CellVerdict, theoremOf, verdictOf } from '../atlas/cell.js';
import { grouped } from './numberText.js';

/** One character for each verdict, in the order of the legend; `·` stands for a combination that is not in the atlas. */
export const MARKS: Readonly<Record<CellVerdict, string>> = {
  proved: 'P',
  holds: '+',
  refuted: 'x',
  open: 'o',
  inconclusive: '?',
  'not applicable': '–',
  'too large': '#',
};

/** What the verdicts mean in the atlas, in a sentence each. */
export const MEANINGS: Readonly<Record<CellVerdict, string>> = {
  proved: 'a machine-checked theorem covers the cell, and the search found no contradiction',
  holds: 'no violation found by a search that finds every mistake planted beside it; evidence, not a proof',
  refuted: 'a counterexample was found, exact; the cell holds it',
  open: 'searched in full without a counterexample, and not good enough for "holds": the cell says why',
  inconclusive: 'the search was shorter than the smallest that finds every planted mistake',
  'not applicable': 'the guarantee does not speak of it, or the algorithm is not defined there',
  'too large': 'the exact expectation was refused for its size',
};

/** Which other tie rules break what "stay" keeps. */
function tiesText(ties: Cell['ties']): string {
  return `with ties to ${ties.map(({ tie }) => tie).join(', ')} it breaks`;
}

/** What a combination shows that is not in the atlas. */
export const ABSENT = '·';

/** The evidence of a cell in a sentence: counts, and the theorem if one covers it. */
export function evidenceOf(cell: Cell): string {
  const { counts, counterexample, shared, why, ties } = cell;
  const { checked, vacuous, strict, undecided, refused } = counts;
  const parts = [
    counterexample === undefined
      ? `${grouped(checked)} instances checked`
      : shared === true
        ? `none of ${grouped(checked)} instances refutes it, but a counterexample of another cell does`
        : `a counterexample after ${grouped(checked)} instances, then shrunk`,
    ...(vacuous === 0 ? [] : [`the hypothesis was false on ${grouped(vacuous)}`]),
    `the interesting case occurred on ${grouped(strict)}`,
    ...(undecided === 0 ? [] : [`${grouped(undecided)} undecided`]),
    ...(refused === 0 ? [] : [`not defined on ${grouped(refused)} more`]),
    ...(why === undefined ? [] : [why]),
    ...(ties.length === 0 ? [] : [tiesText(ties)]),
  ];
  const theorem = theoremOf(cell);
  const proof =
    theorem === undefined
      ? ''
      : verdictOf(cell) === 'proved'
        ? ` Proved by ${theorem.theorem} (${theorem.claim}): ${theorem.by}.`
        : ` The theorem ${theorem.theorem} (${theorem.claim}) covers it: ${theorem.by}.`;
  return `${parts.join('; ')}.${proof}`;
}
