import { fileURLToPath } from 'node:url';
import { contest, type Contestant, ratio } from './support/contest.js';
import { pythonPeer } from './support/peers.js';
import { printTable } from './support/table.js';

/** Up to 3 turns, 3 actions at every decision node, chance nodes and early ends: 43 nodes on average. */
const LAW = ['3', '3', '3'];
const SEED = '1';

const program = fileURLToPath(new URL('claimD1Ours.js', import.meta.url));
const CLIP = 'seeupo, clipped step in reverse order';
const ALL = 'seeupo, the full claim: every step, order and tie';
const PYTHON = 'fractions, Python, clipped step in reverse order';

/** Random instances of claim D1 a second of processor time, generation included; see README.md. */
export function claimD1(): void {
  const contestants: Contestant[] = [
    { name: CLIP, command: [process.execPath, program, 'clip', SEED, '10000', ...LAW] },
    { name: ALL, command: [process.execPath, program, 'all', SEED, '10000', ...LAW] },
  ];
  const python = pythonPeer('claim_d1.py');
  if ('missing' in python) console.log(`skipped: ${PYTHON}: ${python.missing}`);
  else contestants.push({ name: PYTHON, command: [...python.command, SEED, '1000', ...LAW] });

  const figures = contest(contestants);
  console.log('\nclaimD1: random instances generated and checked a second of processor time, one worker');
  const base = figures.get(CLIP)?.['perSecond'] ?? NaN;
  printTable(
    ['', 'instances/s', 'seeupo is faster by', 'nodes on average', 'strict improvement'],
    [...figures].map(([name, of]) => [
      name,
      of['perSecond'].toFixed(0),
      ratio(base, of['perSecond']),
      of['meanNodes'].toFixed(1),
      `${(100 * of['strict']).toFixed(1)} %`,
    ]),
  );
}
