import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** How long each search of the claims must be to say something (corpus/budgets.json). */
export const budgetsSpec = z
  .strictObject({
    version: z.literal(1),
    /** With this seed they were measured. */
    seed: z.int(),
    /**
     * Per search, "D8" or "D8/always-halved": the smallest `--runs` with which it finds the counterexample that it should
     * find, or with which the premise occurs often enough (`worth.ts`). Absent: no run that was tried is long enough.
     */
    runs: z.record(z.string(), z.int().min(1)),
  })
  .meta({ title: 'The smallest budgets of the claims' });

/** The stored smallest budgets. */
export type Budgets = z.infer<typeof budgetsSpec>;

/** With another seed than the recorded one chance has a say: a search must be so many times as long before a miss counts. */
const OTHER_SEED = 10;

let stored: Budgets | undefined;

/** The smallest budgets that come with this version. */
export function budgets(): Budgets {
  stored ??= budgetsSpec.parse(
    JSON.parse(readFileSync(new URL('../../../corpus/budgets.json', import.meta.url), 'utf8')),
  );
  return stored;
}

/** The `--runs` that the search needs with this seed; Infinity where no length is known to suffice. */
export function neededRuns(key: string, seed: number, { seed: recorded, runs }: Budgets = budgets()): number {
  const least = runs[key] ?? Infinity;
  return seed === recorded || least === 1 ? least : least * OTHER_SEED;
}
