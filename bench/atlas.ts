import { commandTime } from './support/commandTime.js';
import { printTable } from './support/table.js';

/** The whole default atlas on two workers; the aim is at most fifteen minutes on two idle cores. */
export function atlas(): void {
  const { seconds, exitCode } = commandTime(['atlas', '--workers', '2']);
  console.log('\natlas: every cell, default settings, two workers');
  printTable(['', 'seconds', 'exit code'], [['atlas --workers 2', seconds.toFixed(1), `${exitCode}`]]);
}
