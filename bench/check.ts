import { commandTime } from './support/commandTime.js';
import { printTable } from './support/table.js';

/** `seeupo check` of a named algorithm on two workers; the aim is an answer within a minute on two idle cores. */
export function check(): void {
  const { seconds, exitCode } = commandTime(['check', '--algorithm', 'GRPO', '--workers', '2']);
  console.log('\ncheck: one algorithm, default settings, two workers');
  printTable(['', 'seconds', 'exit code'], [['check --algorithm GRPO --workers 2', seconds.toFixed(1), `${exitCode}`]]);
}
