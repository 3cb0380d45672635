import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { DEFAULT_ROWS } from '../src/cli/atlasChoice.js';
import type { DecidedJson } from '../src/decide/decidedFile.js';
import { shapeOf } from '../src/decide/shapes.js';
import { tasksOf } from '../src/decide/tasks.js';
import { ROOT } from './sourceTree.js';

/** The page that tells what is decided. */
export const DECIDE_PAGE = 'docs/decide.md';

const [BEGIN, END] = ['<!-- The answers: written by npm run decide -->', '<!-- End of the answers -->'];

type CellJson = DecidedJson['cells'][number];

/** The page with its tables made anew from the answers, formatted as the project's other pages. Throws without the place. */
export async function decidePageText(page: string, decided: DecidedJson): Promise<string> {
  const [before, rest] = page.split(BEGIN);
  const [, after] = (rest ?? '').split(END);
  if (after === undefined) throw new Error(`${DECIDE_PAGE} has no place for the answers`);
  const path = join(ROOT, DECIDE_PAGE);
  const text = `${before}${BEGIN}\n\n${answers(decided)}\n\n${END}${after}`;
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

function answers({ shapes, cells }: DecidedJson): string {
  const lines = shapes.map(({ id, title }) => {
    const own = cells.filter(({ shape }) => shape === id);
    const kinds = own.map(kindOf);
    const counts = KINDS.map((kind) => kinds.filter((known) => known === kind).length);
    const asked = new Set(own.map(({ subject }) => subject)).size;
    const rules = tasksOf(DEFAULT_ROWS, [shapeOf(id)]).length;
    return [`${title} (\`${id}\`)`, `${asked} of ${rules}`, ...counts];
  });
  const head = ['shape', 'rules asked', ...KINDS];
  const table = [head, head.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n');
  const unknown = shapes.flatMap(({ id }) => {
    const own = cells.filter((cell) => cell.shape === id && kindOf(cell) === 'unknown');
    const items = [...new Set(own.map(({ subject }) => subject))].map((subject) => {
      const columns = own.filter((cell) => cell.subject === subject).map((cell) => `${cell.column} ${casesOf(cell)}`);
      return `${subject} (${columns.join(', ')})`;
    });
    if (items.length === 0) return [];
    const text =
      items.length > MOST_LISTED
        ? byColumn(
            own,
            cells.filter(({ shape }) => shape === id),
          )
        : items.join('; ');
    return [`- \`${id}\`: ${text}.`];
  });
  return [table, 'Unknown, with the cases decided of those reached:', unknown.join('\n')].join('\n\n');
}

/** More rules than these are counted, not listed. */
const MOST_LISTED = 20;

/** "monotone 12 of 405, rests 3 of 405". */
function byColumn(unknown: readonly CellJson[], all: readonly CellJson[]): string {
  const count = (cells: readonly CellJson[], column: string): number =>
    cells.filter((cell) => cell.column === column).length;
  return [...new Set(unknown.map(({ column }) => column))]
    .map((column) => `${column} ${count(unknown, column)} of ${count(all, column)} rules`)
    .join(', ');
}

const KINDS = ['none', 'breaks', 'breaks unless ties stay', 'unknown', 'not decidable'] as const;

function kindOf({ any, stay = any }: CellJson): (typeof KINDS)[number] {
  const found = [any.answer, stay.answer];
  if (found.includes('unknown')) return 'unknown';
  if (any.answer === 'counterexample') return stay.answer === 'none' ? 'breaks unless ties stay' : 'breaks';
  return any.answer;
}

function casesOf({ any, stay = any }: CellJson): string {
  const { decided, total } = (any.answer === 'unknown' ? any : stay).cases;
  return `${decided}/${total}`;
}
