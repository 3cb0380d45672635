import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFixture } from '../src/claims/counterexampleFile.js';
import { instances } from '../src/claims/generate/arbitrary.js';
import { CLAIMS } from '../src/claims/registry.js';
import { runTask } from '../src/claims/run/runTask.js';
import { searchTiny } from '../src/claims/search.js';
import { searchesOf } from '../src/claims/searches.js';

const SEED = 20261122;
const RUNS = 200;

for (const claim of CLAIMS) {
  describe(`${claim.id} ${claim.title}`, () => {
    for (const { key, check, family, refutable } of searchesOf(claim)) {
      const runs = Math.max(10, Math.ceil(RUNS * (claim.effort ?? 1)));
      if (refutable) {
        test(`${key} is refuted again from scratch`, () => {
          const part = runTask({ id: key, kind: 'hunt', search: key, block: 0, count: 2000 }, SEED);
          expect(part.counterexample, `no counterexample in ${part.checked} instances`).toBeDefined();
        });
        test(`${key}: the stored counterexample still is one`, () => {
          const part = runTask({ id: key, kind: 'fixture', search: key, block: 0, count: 1 }, SEED);
          expect(part.counterexample, 'missing, or no counterexample any more').toBeDefined();
          const { confirmation, ...plain } = part.counterexample ?? {};
          expect(plain).toEqual(readFixture(key));
          expect(confirmation?.word).toBe('refuted');
        });
      } else {
        test(`${key} holds on every tiny instance`, () => {
          const tally = searchTiny(check, family);
          expect(tally.counterexample).toBeUndefined();
          expect(tally.undecided).toBe(0);
          expect(tally.checked - tally.vacuous).toBeGreaterThan(0);
        });
        test(`${key} holds on random instances`, () => {
          fc.assert(
            fc.property(instances(family), (instance) => {
              expect(check(instance).status).toMatch(/^(holds|vacuous)$/);
            }),
            { seed: SEED, numRuns: runs },
          );
        });
      }
    }
  });
}
