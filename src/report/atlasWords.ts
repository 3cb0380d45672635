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
};

/** What the verdicts mean in the atlas, in a sentence each. */
export const MEANINGS: Readonly<Record<CellVerdict, string>> = {
  proved: 'a machine-checked theorem covers the cell, and the check found no violation',
  holds: 'no violation on the instances counted; evidence, not a proof',
  refuted: 'a counterexample was found, exact; the cell holds it',
  open: 'the hypothesis was true on no instance, so that nothing is known',
  inconclusive: 'some comparison of enclosed numbers stayed undecided; never a pass',
  'not applicable': 'the guarantee does not speak of it',
};

/** What a combination shows that is not in the atlas. */
export const ABSENT = '·';

/** The evidence of a cell in a sentence: counts, and the theorem if one covers it. */
export function evidenceOf(cell: Cell): string {
  const { checked, vacuous, strict, undecided, counterexample } = cell;
  const parts = [
    counterexample === undefined
      ? `${grouped(checked)} instances checked`
      : `a counterexample after ${grouped(checked)} instances, then shrunk`,
    ...(vacuous === 0 ? [] : [`the hypothesis was false on ${grouped(vacuous)}`]),
    `the interesting case occurred on ${grouped(strict)}`,
    ...(undecided === 0 ? [] : [`${grouped(undecided)} undecided`]),
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
