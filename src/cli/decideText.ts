import { type DecidedJson } from '../decide/decidedFile.js';
import { SHAPES } from '../decide/shapes.js';
import { DECIDED_COLUMNS } from '../decide/violation.js';

type CellJson = DecidedJson['cells'][number];

const HEADS: Readonly<Record<CellJson['column'], string>> = {
  monotone: 'monotone',
  'monotone-everywhere': 'everywhere',
  'fixed-point': 'no stall',
  rests: 'rests',
  'one-sweep': 'one sweep',
  'all-turns': 'T sweeps',
};

const WORDS: Readonly<Record<CellJson['any']['answer'], string>> = {
  none: 'none',
  counterexample: 'breaks',
  unknown: 'unknown',
  'not decidable': '–',
};

const LEGEND = [
  'none     no game of the shape and no policy of the domain breaks it, whichever maximiser is taken',
  'breaks   a game and a policy break it, confirmed by the exact check; "breaks/none": with some',
  '         maximisers, but not where ties stay (of the maximisers the nearest to π_k)',
  'unknown  the solver gave up;  –  no sentence over the reals is known',
].join('\n');

/** What is decided, as tables for a terminal: one a shape, a line a rule, a column a guarantee. */
export function decidedText(decided: DecidedJson): string {
  const shapes = SHAPES.filter(({ id }) => decided.cells.some(({ shape }) => shape === id));
  const blocks = shapes.map(({ id, title }) => {
    const cells = decided.cells.filter(({ shape }) => shape === id);
    const columns = DECIDED_COLUMNS.filter((column) => cells.some((cell) => cell.column === column));
    const subjects = [...new Set(cells.map(({ subject }) => subject))];
    const rows = subjects.map((subject) => [
      subject,
      ...columns.map((column) => {
        const cell = cells.find((known) => known.subject === subject && known.column === column);
        return cell === undefined ? '' : answerText(cell);
      }),
    ]);
    const table = [['', ...columns.map((column) => HEADS[column])], ...rows];
    const widths = table[0].map((_, n) => Math.max(...table.map((line) => line[n].length)));
    const lines = table.map((line) =>
      line
        .map((text, n) => text.padEnd(widths[n]))
        .join('  ')
        .trimEnd(),
    );
    return [`Decided for ${title}, ${decided.policyDomain}`, ...lines].join('\n');
  });
  const reasons = [...new Set(decided.cells.flatMap(({ any, stay }) => [any.reason ?? [], stay?.reason ?? []].flat()))];
  const why =
    reasons.length === 0 ? [] : [['Not decided, because', ...reasons.map((reason) => `  ${reason}`)].join('\n')];
  const solver = `By Z3 ${decided.solver}, beside the verdicts and never instead of them.`;
  return [...blocks, LEGEND, ...why, solver].join('\n\n');
}

function answerText({ any, stay = any }: CellJson): string {
  const [first, second] = [WORDS[any.answer], WORDS[stay.answer]];
  return first === second ? first : `${first}/${second}`;
}
