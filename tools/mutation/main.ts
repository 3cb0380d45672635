import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../sourceTree.js';
import { cover, type Coverage, coveringAll, testFiles } from './coverage.js';
import { addLine } from './lines.js';
import { type Mutant, sample } from './mutants.js';
import { pageText, readEquivalent } from './page.js';
import { isCaught, readResults, type Result, RESULTS, tidyResults } from './results.js';
import { SAMPLE } from './sample.js';
import { share, Slot } from './slots.js';
import { Tree } from './tree.js';
import { tryMutant } from './tryMutant.js';

// Plants a sample of small bugs, one at a time, and asks whether a test notices: npm run mutation (build first).

const { values } = parseArgs({
  options: {
    budget: { type: 'string', default: '90' },
    workers: { type: 'string', default: String(availableParallelism()) },
    only: { type: 'string', default: '' },
    tests: { type: 'string', default: '' },
    again: { type: 'boolean', default: false },
    slow: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const HELP = `npm run mutation -- [options]
  --budget N    seconds of processor time for the tests of one mutant (90)
  --workers N   mutants at a time (the cores)
  --only LIST   mutants whose file, or whose key, holds one of these texts (separated by commas)
  --tests LIST  these files of tests, whatever they run (separated by commas)
  --again       try again what survived, as after a new test
  --slow        with the tests of the command line and of npm run test:slow
  --page        write docs/mutation.md from what is known, and try nothing
A run that was stopped goes on where it was; tools/mutation/results.jsonl holds what is known.`;

async function main(): Promise<void> {
  const mutants = await sample(SAMPLE.seed, SAMPLE.each);
  if (!values.page) await tryAll(mutants);
  tidyResults(mutants);
  writeFileSync(join(ROOT, 'docs/mutation.md'), pageText([...readResults().values()], readEquivalent(), SAMPLE));
}

async function tryAll(mutants: readonly Mutant[]): Promise<void> {
  // What they are planted in stays what they were drawn from, whatever happens to the working tree meanwhile.
  const texts = new Map(mutants.map(({ file }) => [file, readFileSync(join(ROOT, file), 'utf8')]));
  const wanted = mutants.filter(isWanted);
  console.log(`${mutants.length} mutants, ${wanted.length} to try`);
  const place = join(tmpdir(), 'seeupo-mutation');
  mkdirSync(place, { recursive: true });
  const trees = Array.from({ length: Number(values.workers) }, (_, n) => new Tree(join(place, `tree${n}`)));
  for (const tree of trees) tree.make();
  const coverage = await coverageOf(mutants, trees, join(place, 'coverage.jsonl'));
  for (const tree of trees) tree.make();
  const slots = trees.map(({ folder }) => new Slot(folder));
  let done = 0;
  await share(slots, wanted, async (mutant, slot) => {
    const result = await tryMutant(mutant, texts.get(mutant.file) ?? '', coverage, slot, Number(values.budget));
    addLine(RESULTS, result);
    console.log(`${++done}/${wanted.length} ${textOf(result)}`);
  });
}

async function coverageOf(mutants: readonly Mutant[], trees: readonly Tree[], store: string): Promise<Coverage[]> {
  if (values.tests !== '') return values.tests.split(',').map((file) => coveringAll(file, mutants));
  const coverage = await cover(testFiles('fast'), mutants, trees, store);
  return values.slow ? [...coverage, ...(await cover(testFiles('slow'), mutants, trees, store))] : coverage;
}

const known = readResults();

function isWanted({ key, file }: Mutant): boolean {
  const result = known.get(key);
  const isOpen = result === undefined || (values.again && !isCaught(result));
  return isOpen && values.only.split(',').some((text) => file.includes(text) || key.includes(text));
}

function textOf({ outcome, key, file, line, operator, original, replacement, test = '', cpu = 0 }: Result): string {
  return `${outcome} ${cpu} s ${key} ${file}:${line} ${operator} ${original} → ${replacement} ${test}`;
}

if (values.help) console.log(HELP);
else await main();
