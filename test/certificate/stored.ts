import { readdirSync, readFileSync } from 'node:fs';
import { algorithmOf } from '../../src/atlas/algorithmOf.js';
import { type AtlasJson, atlasSpec } from '../../src/atlas/atlasFile.js';
import { parseRow } from '../../src/atlas/row.js';
import { recorderOf } from '../../src/certify/guaranteeWitness.js';
import { certificateOfClaim } from '../../src/claims/certificate.js';
import { counterexampleSpec, instanceFromJson } from '../../src/claims/counterexampleFile.js';
import type { Counterexample } from '../../src/claims/search.js';
import { searchByKey } from '../../src/claims/searches.js';
import { certificateOfGuarantee } from '../../src/guarantees/certificate.js';
import { gameFromJson } from '../../src/game/buildGame.js';
import { policyFromJson } from '../../src/policy/policyFile.js';

/** JSON as a file holds it: what a checker meets. */
export type Json = Readonly<Record<string, unknown>>;

/** A stored counterexample and its certificate, or why none was made. */
export interface Stored {
  readonly name: string;
  readonly certificate: Json | undefined;
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
      const certificate = certificateOfClaim(searchByKey(stored.search), found);
      return { name: stored.search, certificate: certificate === undefined ? undefined : asFile(certificate) };
    });
}

/** The atlas as it is stored. */
export function storedAtlas(): AtlasJson {
  return atlasSpec.parse(JSON.parse(readFileSync(ATLAS, 'utf8')));
}

/** The certificates of the atlas' refuted cells of which `wanted` is true. */
export function* atlasCertificates(wanted: (name: string) => boolean = () => true): Generator<Stored> {
  const { cells, instances } = storedAtlas();
  for (const { row, column, counterexample } of cells) {
    const name = `${row}: ${column}`;
    if (counterexample === undefined || !wanted(name)) continue;
    const { game: spec, policies, parameters } = instances[counterexample.instance];
    const game = gameFromJson(spec);
    const found = {
      instance: { game, policies: { old: policyFromJson(game, policies['old']) }, parameters },
      violation: { status: 'violated', ...counterexample } as Violation,
    };
    const certificate = certificateOfGuarantee(column, recorderOf(algorithmOf(parseRow(row))), found, { row });
    yield { name, certificate: certificate === undefined ? undefined : asFile(certificate) };
  }
}
