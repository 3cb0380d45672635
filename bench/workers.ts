import { availableParallelism } from 'node:os';
import { ratio } from './support/contest.js';
import { loopTime } from './support/loopTime.js';
import { printTable } from './support/table.js';
import { verifyTime } from './support/verifyTime.js';

/** Enough that what every worker pays once, its start and the engine's compiler, is a few per cent. */
const RUNS = '200000';
const ROUNDS = 3;

/** Whole `verify --claim D1` processes with one and with two workers; see README.md. */
export async function workers(): Promise<void> {
  if (availableParallelism() < 2) {
    console.log('skipped: workers: this machine has one core');
    return;
  }
  const seconds: Record<string, number[]> = { verify1: [], verify2: [], loop1: [], loop2: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const count of [1, 2]) {
      seconds[`loop${count}`].push(await loopTime(count));
      seconds[`verify${count}`].push(
        verifyTime(['--claim', 'D1', '--runs', RUNS, '--seed', '1', '--workers', `${count}`]).seconds,
      );
    }
  }
  const best = (name: string): number => Math.min(...seconds[name]);
  console.log(`\nworkers: verify --claim D1 --runs ${RUNS}, seconds of wall time, best of ${ROUNDS} rounds`);
  printTable(
    ['', 'one', 'two', 'speed-up'],
    [
      ['verify', best('verify1').toFixed(1), best('verify2').toFixed(1), ratio(best('verify1'), best('verify2'))],
      ['plain loops', best('loop1').toFixed(1), best('loop2').toFixed(1), ratio(2 * best('loop1'), best('loop2'))],
    ],
  );
}
