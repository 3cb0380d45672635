import { printTable } from './support/table.js';
import { verifyTime } from './support/verifyTime.js';
/** One full `verify` with default settings on two workers; see README.md. */
export function verify() {
    const { seconds, exitCode } = verifyTime(['--workers', '2']);
    console.log('\nverify: every claim, default settings, two workers');
    printTable(['', 'seconds', 'exit code'], [['verify --workers 2', seconds.toFixed(1), `${exitCode}`]]);
}
