import { mkdirSync, writeFileSync } from 'node:fs';
import type { Check } from '../src/claims/claim.js';
import {
  type CounterexampleFile,
  counterexampleToJson,
  fixtureUrl,
  instanceFromJson,
  readFixture,
} from '../src/claims/counterexampleFile.js';
import { instanceSize } from '../src/claims/generate/shrink.js';
import { CLAIMS } from '../src/claims/registry.js';
import { runTask } from '../src/claims/run/runTask.js';
import { searchesOf } from '../src/claims/searches.js';
import { printJson } from '../src/game/printJson.js';

/**
 * Stores a counterexample for every search that should find one (`npm run fixtures`): the one that a search
 * from scratch finds, where none is stored, the stored one is none any more, or the new one is smaller.
 */
const SEED = 1;
const RUNS = 5000;

mkdirSync(new URL('./', fixtureUrl('any')), { recursive: true });
for (const { key, check, refutable } of CLAIMS.flatMap(searchesOf)) {
  if (!refutable) continue;
  const hunted = runTask({ id: key, kind: 'hunt', search: key, block: 0, count: RUNS }, SEED).counterexample;
  if (hunted === undefined) {
    console.error(`${key}: nothing found in ${RUNS} random instances`);
    process.exitCode = 1;
    continue;
  }
  const found = plain(hunted);
  const stored = readFixture(key);
  const kept = stored === undefined ? undefined : stillViolated(key, check, stored);
  const keep = kept !== undefined && !smaller(sizeOf(found), sizeOf(kept));
  writeFileSync(fixtureUrl(key), printJson(keep ? kept : found));
  console.log(`${key}: ${keep ? 'kept' : `stored, ${sizeOf(found)[0]} nodes`}`);
}

type Plain = Omit<CounterexampleFile, 'confirmation'>;

/** A counterexample without its certificate, which is made anew in every run. */
function plain({ version, search, game, policies, parameters, violation }: CounterexampleFile): Plain {
  return { version, search, game, policies, parameters, violation };
}

/** The stored counterexample with what the check says of it today; undefined when it is none any more. */
function stillViolated(key: string, check: Check, stored: CounterexampleFile): Plain | undefined {
  const instance = instanceFromJson(stored);
  const violation = check(instance);
  if (violation.status !== 'violated') return undefined;
  return plain(counterexampleToJson(key, { instance, violation }));
}

function sizeOf(file: CounterexampleFile): readonly [number, number] {
  return instanceSize(instanceFromJson(file));
}

function smaller(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}
