import { writeFileSync } from 'node:fs';
import { CLAIMS } from '../../src/claims/registry.js';
import { randomInstance } from '../../src/claims/generate/randomInstance.js';
import { Random, streamSeed } from '../../src/claims/generate/random.js';
import { tinyInstances } from '../../src/claims/generate/tinyInstances.js';
import type { Budgets } from '../../src/claims/run/budgets.js';
import { BLOCK } from '../../src/claims/search.js';
import { type Search, searchesOf } from '../../src/claims/searches.js';
import { PREMISE_COUNT } from '../../src/claims/worth.js';

// Measures the smallest budgets of the claims' searches: npm run budgets. Writes corpus/budgets.json.

const SEED = 1;
/** No search is longer; a default run has 2000 random instances a claim. */
const MOST = 20_000;

/** The random instances after which `enough` is first true of the outcomes so far; 0: after the tiny ones. */
function countUntil({ check, family, key }: Search, enough: (status: string) => boolean): number | undefined {
  for (const instance of tinyInstances(family)) if (enough(check(instance).status)) return 0;
  let random = new Random(0);
  for (let n = 0; n < MOST; n++) {
    if (n % BLOCK === 0) random = new Random(streamSeed(SEED, `${key}/${n / BLOCK}`));
    if (enough(check(randomInstance(random, family)).status)) return n + 1;
  }
  return undefined;
}

/** A search that should find a counterexample needs to find it; another one instances on which its premise holds. */
function smallest(search: Search): number | undefined {
  if (search.refutable) return countUntil(search, (status) => status === 'violated');
  let premise = 0;
  return countUntil(search, (status) => {
    premise += status === 'vacuous' ? 0 : 1;
    return premise >= PREMISE_COUNT;
  });
}

const runs: Record<string, number> = {};
for (const claim of CLAIMS) {
  for (const search of searchesOf(claim)) {
    const count = smallest(search);
    console.log(search.key, count ?? `not within ${MOST}`);
    if (count !== undefined) runs[search.key] = Math.max(1, Math.ceil(count / (claim.effort ?? 1)));
  }
}
writeFileSync(
  new URL('../../corpus/budgets.json', import.meta.url),
  `${JSON.stringify({ version: 1, seed: SEED, runs } satisfies Budgets, undefined, 1)}\n`,
);
