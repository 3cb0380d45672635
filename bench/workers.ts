import { availableParallelism } from 'node:os';
import { ratio } from './support/contest.js';
import { median } from './support/passes.js';
import { printTable } from './support/table.js';
import { verifyTime } from './support/verifyTime.js';

/** Enough that starting the workers does not count. */
const RUNS = '40000';
const ROUNDS = 3;

/** Whole `verify --claim D1` processes with one and with two workers; see README.md. */
export function workers(): void {
  if (availableParallelism() < 2) {
    console.log('skipped: workers: this machine has one core');
    return;
  }
  const seconds = new Map<string, number[]>([
    ['1', []],
    ['2', []],
  ]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [count, times] of seconds) {
      times.push(verifyTime(['--claim', 'D1', '--runs', RUNS, '--seed', '1', '--workers', count]).seconds);
    }
  }
  const one = median(seconds.get('1') ?? []);
  console.log(`\nworkers: verify --claim D1 --runs ${RUNS}, seconds of wall time`);
  printTable(
    ['workers', 'seconds', 'speed-up'],
    [...seconds].map(([count, times]) => [count, median(times).toFixed(1), ratio(one, median(times))]),
  );
}
