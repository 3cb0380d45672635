import { basename } from 'node:path';
import type { Coverage } from './coverage.js';
import { GROUPS } from './groups.js';
import { type Mutant, mutate } from './mutants.js';
import { type Result, resultOf } from './results.js';
import type { Slot } from './slots.js';
import { patternOf } from './testNames.js';

/** Seconds of processor time to load a test file. */
const LOADING = 1;

interface Chosen {
  readonly file: string;
  readonly pattern?: string;
  readonly cost: number;
}

/** The tests that run the mutant's place, the promising and cheap ones first. */
export function testsOf(mutant: Mutant, coverage: readonly Coverage[]): Chosen[] {
  const worth = ({ file, cost }: Chosen): number => {
    if (basename(file) === basename(mutant.file).replace(/\.ts$/, '.test.ts')) return cost / 10;
    return GROUPS[mutant.group].some((folder) => file.startsWith(`test/${folder}/`)) ? cost / 3 : cost;
  };
  return coverage
    .flatMap(({ file, whole, hits, tests }): Chosen[] => {
      const names = (hits[mutant.key] ?? []).filter((name) => name === '' || name in tests);
      const all = Object.keys(tests);
      if (names.length === 0 || all.length === 0) return [];
      const run = names.includes('') ? all : names;
      const cost = run.reduce((sum, name) => sum + tests[name], LOADING);
      // Names may be made of what the mutant changes: where loading the file runs it, names choose nothing.
      return [{ file, cost, ...(whole && run === all ? {} : { pattern: patternOf(run) }) }];
    })
    .sort((a, b) => worth(a) - worth(b));
}

/** Plants the mutant and runs its tests until one fails, as far as the budget (seconds of processor time) goes. */
export async function tryMutant(
  mutant: Mutant,
  text: string,
  coverage: readonly Coverage[],
  slot: Slot,
  budget: number,
): Promise<Result> {
  const all = testsOf(mutant, coverage);
  if (all.length === 0) return resultOf(mutant, { outcome: 'uncovered' });
  let cost = 0;
  const tests = all.filter((chosen, n) => (cost += chosen.cost) <= budget || n === 0);
  const cpuLimit = 15 + 4 * tests.reduce((sum, chosen) => sum + chosen.cost, 0);
  const change = { file: mutant.file, text: mutate(text, mutant) };
  const answer = await slot.ask({ change, tests, bail: true, cpuLimit });
  if (answer === undefined) return resultOf(mutant, { outcome: 'caught', test: 'the process of the tests ends' });
  const cpu = Math.round(10 * answer.cpu) / 10;
  if (answer.outOfTime) return resultOf(mutant, { outcome: 'timeout', cpu });
  if (answer.failed !== undefined) {
    const { test, message } = answer.failed;
    return resultOf(mutant, { outcome: /timed out in \d+ms/.test(message) ? 'timeout' : 'caught', cpu, test });
  }
  const untried = all.length - tests.length;
  return resultOf(mutant, { outcome: 'survived', cpu, ...(untried > 0 ? { untried } : {}) });
}
