import { mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../sourceTree.js';
import { cover, testFiles } from './coverage.js';
import { addLine } from './lines.js';
import { sample } from './mutants.js';
import { writePage } from './page.js';
import { isCaught, readResults } from './results.js';
import { share, Slot } from './slots.js';
import { Tree } from './tree.js';
import { tryMutant } from './tryMutant.js';

// Plants a sample of small bugs, one at a time, and asks whether a test notices: npm run mutation (build first).

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    each: { type: 'string', default: '56' },
    budget: { type: 'string', default: '90' },
    workers: { type: 'string', default: String(availableParallelism()) },
    only: { type: 'string', default: '' },
    again: { type: 'boolean', default: false },
    slow: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const HELP = `npm run mutation -- [options]
  --seed N      which sample (1)
  --each N      mutants a folder (56)
  --budget N    seconds of processor time for the tests of one mutant (90)
  --workers N   mutants at a time (the cores)
  --only TEXT   mutants whose file, or whose key, holds the text
  --again       try again what survived, as after a new test
  --slow        with the tests of npm run test:slow, after the others
  --page        write docs/mutation.md from what there is, and try nothing
A run that was stopped goes on where it was; tools/mutation/results.jsonl holds what is known.`;

const results = new URL('results.jsonl', import.meta.url).pathname;

async function main(): Promise<void> {
  const [seed, each, budget, workers] = [values.seed, values.each, values.budget, values.workers].map(Number);
  const mutants = await sample(seed, each);
  // What they are planted in stays what they were drawn from, whatever happens to the working tree meanwhile.
  const texts = new Map(mutants.map(({ file }) => [file, readFileSync(join(ROOT, file), 'utf8')]));
  if (!values.page) {
    const place = join(tmpdir(), 'seeupo-mutation');
    mkdirSync(place, { recursive: true });
    const known = readResults(results);
    const wanted = mutants.filter(({ key, file }) => {
      const result = known.get(key);
      const isOpen = result === undefined || (values.again && !isCaught(result));
      return isOpen && (file.includes(values.only) || key.includes(values.only));
    });
    console.log(`${mutants.length} mutants, ${wanted.length} to try`);
    const trees = Array.from({ length: workers }, (_, n) => new Tree(join(place, `tree${n}`)));
    for (const tree of trees) tree.make();
    const store = join(place, `coverage-${seed}-${each}.jsonl`);
    const coverage = await cover(testFiles('fast'), mutants, trees, store);
    if (values.slow) coverage.push(...(await cover(testFiles('slow'), mutants, trees, store)));
    for (const tree of trees) tree.make();
    const slots = trees.map(({ folder }) => new Slot(folder));
    let done = 0;
    await share(slots, wanted, async (mutant, slot) => {
      const result = await tryMutant(mutant, texts.get(mutant.file) ?? '', coverage, slot, budget);
      addLine(results, result);
      const { outcome, key, file, line, operator, original, replacement, test, cpu = 0 } = result;
      console.log(
        `${++done}/${wanted.length} ${outcome} ${cpu} s ${key} ${file}:${line} ${operator} ${original} → ${replacement} ${test ?? ''}`,
      );
    });
  }
  writePage(mutants, readResults(results), seed);
}

if (values.help) console.log(HELP);
else await main();
