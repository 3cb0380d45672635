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
import { type Counterexample, smallestByTwo } from '../src/claims/search.js';
import { runTask } from '../src/claims/run/runTask.js';
import { searchesOf } from '../src/claims/searches.js';
import { printJson } from '../src/game/printJson.js';

/**
 * Stores a counterexample for every search that should find one (`npx tsx tools/fixtures.ts [SEARCH…]`): the smaller of
 * the one stored and the one that a search from scratch finds, each shrunk by two edits at a time.
 */
const SEED = 1;
const RUNS = 5000;

mkdirSync(new URL('./', fixtureUrl('any')), { recursive: true });
const wanted = process.argv.slice(2);
for (const { key, check, family, refutable } of CLAIMS.flatMap(searchesOf)) {
  if (!refutable || (wanted.length > 0 && !wanted.includes(key))) continue;
  const found = runTask({ id: key, kind: 'hunt', search: key, block: 0, count: RUNS }, SEED).counterexample;
  if (found === undefined) {
    console.error(`${key}: nothing found in ${RUNS} random instances`);
    process.exitCode = 1;
    continue;
  }
  const stored = readFixture(key);
  const kept = stored === undefined ? undefined : stillViolated(check, stored);
  const candidates = [...(kept === undefined ? [] : [kept]), ...(found === undefined ? [] : [violated(check, found)])];
  const [best] = candidates
    .map((one) => smallestByTwo(check, family, one))
    .sort((a, b) => compare(instanceSize(a.instance), instanceSize(b.instance)));
  const file = counterexampleToJson(key, best);
  writeFileSync(fixtureUrl(key), printJson(file));
  const text = stored !== undefined && JSON.stringify(file) === JSON.stringify(stored) ? 'kept' : 'stored';
  console.log(`${key}: ${text}, ${best.instance.game.nodeCount} nodes`);
}

/** The stored counterexample with what the check says of it today; undefined when it is none any more. */
function stillViolated(check: Check, stored: CounterexampleFile): Counterexample | undefined {
  const instance = instanceFromJson(stored);
  const violation = check(instance);
  return violation.status === 'violated' ? { instance, violation } : undefined;
}

function violated(check: Check, file: CounterexampleFile): Counterexample {
  const again = stillViolated(check, file);
  if (again === undefined) throw new Error(`${file.search}: not found again on the same instance`);
  return again;
}

function compare(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0] || a[1] - b[1];
}
