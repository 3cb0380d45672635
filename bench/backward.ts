import { fileURLToPath } from 'node:url';
import { contest, type Contestant, type Figures, ratio } from './support/contest.js';
import { gmpPeer, pythonPeer } from './support/peers.js';
import { printTable } from './support/table.js';

const DEPTH = 14;
const SEED = 1;
/** The weights of a node's two actions are drawn from 1 … K, so its probabilities have denominators up to 2K. */
const LARGEST_WEIGHTS = [5, 10, 100, 1000];
/** Milliseconds for which each process repeats the pass. */
const BUDGET = 300;

const program = fileURLToPath(new URL('backwardOurs.js', import.meta.url));
const ROOT = 'expectedReturn';
const EVERY_NODE = 'value';
const GMP = 'GMP mpq, C++ -O2';
const PYTHON = 'fractions, Python';

/** One backward pass over a complete binary tree, against GMP and Python; see README.md. */
export function backward(): void {
  const contestants: Contestant[] = [
    { name: ROOT, command: [process.execPath, program, 'root'] },
    { name: EVERY_NODE, command: [process.execPath, program, 'every-node'] },
  ];
  for (const [name, peer] of [
    [GMP, gmpPeer('backward.cpp')],
    [PYTHON, pythonPeer('backward.py')],
  ] as const) {
    if ('missing' in peer) console.log(`skipped: ${name}: ${peer.missing}`);
    else contestants.push({ name, command: peer.command });
  }
  for (const most of LARGEST_WEIGHTS) {
    const sizes = [DEPTH, most, SEED, BUDGET].map(String);
    const figures = contest(contestants.map(({ name, command }) => ({ name, command: [...command, ...sizes] })));
    console.log(
      `\nbackward: complete binary tree of depth ${DEPTH}, weights 1…${most}; milliseconds of processor time a pass`,
    );
    const base = figures.get(ROOT) ?? {};
    printTable(
      ['', 'evaluate', 'vs expectedReturn', 'by medians', 'with making the policy', 'vs expectedReturn'],
      [...figures].map(([name, of]) => row(name, of, base)),
    );
  }
}

function row(name: string, of: Figures, base: Figures): string[] {
  const both = (figures: Figures): number => figures['best'] + figures['make'];
  return [
    name,
    of['best'].toFixed(2),
    ratio(of['best'], base['best']),
    ratio(of['median'], base['median']),
    both(of).toFixed(2),
    ratio(both(of), both(base)),
  ];
}
