import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { examinedOf } from '../../src/atlas/algorithmOf.js';
import { cellInstanceSpec } from '../../src/atlas/cell.js';
import { columnOf } from '../../src/atlas/columns.js';
import { instanceOf } from '../../src/atlas/examineRow.js';
import { checkInCell } from '../../src/atlas/replayCell.js';
import { parseRow } from '../../src/atlas/row.js';
import type { Confirmation } from '../../src/certify/confirm.js';
import { certificateOfClaim } from '../../src/claims/certificate.js';
import { counterexampleSpec, instanceFromJson } from '../../src/claims/counterexampleFile.js';
import type { Counterexample } from '../../src/claims/search.js';
import { searchByKey } from '../../src/claims/searches.js';
import { confirmed } from '../../src/search/examine.js';

/** JSON as a file holds it: what a checker meets. */
export type Json = Readonly<Record<string, unknown>>;

/** A counterexample by name, and its certificate. */
export interface Stored {
  readonly name: string;
  readonly certificate: Json;
}

/** Exactly as it would be written to a file and read back. */
export function asFile(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

const FIXTURES = new URL('../../fixtures/', import.meta.url);
const ATLAS = new URL('../../paper-notes/atlas.json', import.meta.url);

type Violation = Counterexample['violation'];

/** The certificates of all stored counterexamples to claims and variants. */
export function fixtureCertificates(): Stored[] {
  return readdirSync(FIXTURES)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const stored = counterexampleSpec.parse(JSON.parse(readFileSync(new URL(file, FIXTURES), 'utf8')));
      const violation = { status: 'violated', ...stored.violation } as Violation;
      const found = { instance: instanceFromJson(stored), violation };
      return { name: stored.search, certificate: asFile(certificateOfClaim(searchByKey(stored.search), found)) };
    });
}

/** What is needed of the stored atlas, of whatever version: its cells' counterexamples. */
const storedAtlas = z.object({
  instances: z.array(cellInstanceSpec),
  cells: z.array(
    z.object({ row: z.string(), column: z.string(), counterexample: z.object({ instance: z.int() }).optional() }),
  ),
});

/** The counterexamples of the atlas' refuted cells of which `wanted` is true, decided anew, with what is said of them. */
export function* atlasCounterexamples(
  wanted: (name: string) => boolean = () => true,
): Generator<{ readonly name: string; readonly confirmation: Confirmation }> {
  const { cells, instances } = storedAtlas.parse(JSON.parse(readFileSync(ATLAS, 'utf8')));
  for (const { row, column: columnName, counterexample } of cells) {
    // "limit" is what "rests" was called.
    const column = columnName === 'limit' ? 'rests' : columnName;
    const name = `${row}: ${column}`;
    if (counterexample === undefined || !wanted(name)) continue;
    const instance = instanceOf({ ...instances[counterexample.instance], violation: NO_VIOLATION });
    const violation = checkInCell({ row, column: columnOf(column).id }, instance);
    if (violation.status !== 'violated') continue;
    const { confirmation } = confirmed(examinedOf(parseRow(row)), column, { instance, violation });
    yield { name, confirmation };
  }
}

const NO_VIOLATION = { expected: '', left: { label: '', value: '' }, right: { label: '', value: '' }, gap: '' };

/** The certificates of these. */
export function* atlasCertificates(wanted?: (name: string) => boolean): Generator<Stored> {
  for (const { name, confirmation } of atlasCounterexamples(wanted)) {
    const { certificate } = confirmation;
    if (certificate !== undefined) yield { name, certificate: asFile(certificate) };
  }
}
