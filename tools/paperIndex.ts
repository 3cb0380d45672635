import type { ExportedDeclaration } from './exportedDeclarations.js';
import { paperReferences } from './paperReferences.js';

/** What of the paper must be found in the code: every one has a heading in the notes. */
export const PAPER: readonly string[] = [
  'Table 1',
  ...[3, 4, 5, 6, 7, 8, 9].map((n) => `Eq. ${n}`),
  'Algorithm 1',
  'Theorem 1',
  'Theorem 2',
];

/** A page of the notes. */
export interface NotesPage {
  readonly file: string;
  readonly text: string;
}

/** What the index needs to know of a claim. */
export interface IndexedClaim {
  readonly id: string;
  readonly title: string;
  readonly source: string;
}

/** Everything that the index is made from; paths are relative to the project's folder. */
export interface IndexSources {
  readonly pages: readonly NotesPage[];
  readonly symbols: readonly ExportedDeclaration[];
  readonly claims: readonly IndexedClaim[];
}

/** The index as Markdown: from the paper to symbols and claims, and from each of these back to the paper. */
export function paperIndex({ pages, symbols, claims }: IndexSources): string {
  const places = new Map(PAPER.map((place) => [place, linkTo(place, pages)]));
  const link = (place: string): string => places.get(place) ?? place;
  const referring = symbols
    .map((symbol) => ({ symbol, places: paperReferences(symbol.doc ?? '') }))
    .filter((row) => row.places.length > 0);
  const sourced = claims.map((claim) => ({ claim, places: paperReferences(claim.source) }));

  return [
    '# Index of equations, symbols and claims',
    '',
    'Made by `npm run notes` from the headings of these notes, the comments of the exported symbols and the sources of the claims; a test compares.',
    '',
    '## Pages',
    '',
    ...pages.map(({ file, text }) => `- [${/^# (.*)$/m.exec(text)?.[1] ?? file}](${file})`),
    '',
    '## From the paper to the code',
    '',
    ...table(
      ['paper', 'symbols', 'claims'],
      PAPER.map((place) => [
        link(place),
        referring
          .filter((row) => row.places.includes(place))
          .map(({ symbol }) => symbolLink(symbol))
          .join(', '),
        sourced
          .filter((row) => row.places.includes(place))
          .map(({ claim }) => claim.id)
          .join(', '),
      ]),
    ),
    '',
    '## From the symbols to the paper',
    '',
    ...table(
      ['symbol', 'file', 'paper'],
      referring.map(({ symbol, places: named }) => [symbolLink(symbol), symbol.file, named.map(link).join(', ')]),
    ),
    '',
    '## From the claims to the paper',
    '',
    ...table(
      ['claim', 'title', 'source', 'paper'],
      sourced.map(({ claim, places: named }) => [claim.id, claim.title, claim.source, named.map(link).join(', ')]),
    ),
    '',
  ].join('\n');
}

/** Link to the heading that begins with `place`. Throws RangeError when no page, or more than one heading, has it. */
function linkTo(place: string, pages: readonly NotesPage[]): string {
  const headings = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/^##+ (.*)$/gm)]
      .filter(([, title]) => title === place || title.startsWith(`${place}:`))
      .map(([, title]) => ({ file, title })),
  );
  if (headings.length !== 1) throw new RangeError(`${place} has ${headings.length} headings in the notes, not one`);
  const [{ file, title }] = headings;
  return `[${place}](${file}#${slug(title)})`;
}

/** The anchor that Markdown viewers give a heading. */
function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s/g, '-');
}

function symbolLink({ name, file }: ExportedDeclaration): string {
  return `[\`${name}\`](../${file})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
