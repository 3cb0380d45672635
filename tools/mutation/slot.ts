import { join, relative } from 'node:path';
import {
  BaseSequencer,
  createVitest,
  type TestCase,
  type TestModule,
  type TestSpecification,
  type Vitest,
} from 'vitest/node';
import { SEED_IN_NAME } from './testNames.js';
import { Tree } from './tree.js';

// A process that runs tests in its own copy of the tree, again and again, with one file of it changed: main.ts asks.

/** What is asked of a slot. */
export interface Order {
  /** The file to replace while the tests run, if any. */
  readonly change?: { readonly file: string; readonly text: string };
  /** In this order; without a pattern every test of the file. */
  readonly tests: readonly { readonly file: string; readonly pattern?: string }[];
  /** Stop at the first test that fails. */
  readonly bail: boolean;
  /** Seconds of processor time after which the slot gives up: it says so and ends, because a loop may never return. */
  readonly cpuLimit: number;
}

interface Outcome {
  /** Full names of the tests that passed. */
  readonly passed: readonly string[];
  /** The first failure, or that a file did not load. */
  readonly failed?: { readonly test: string; readonly message: string };
}

/** What a slot answers. */
export interface Answer extends Outcome {
  /** Seconds of processor time that it took. */
  readonly cpu: number;
  readonly outOfTime: boolean;
}

const folder = process.argv[2];
const tree = new Tree(folder);
let vitest: Vitest | undefined;

process.on('message', (order: Order) => {
  void answer(order).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit());

/** Keeps the order that was asked for. */
class AsAsked extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files);
  }
}

async function start(): Promise<Vitest> {
  return await createVitest(
    'test',
    {
      root: folder,
      watch: false,
      include: ['test/**/*.test.ts', 'properties/**/*.test.ts'],
      exclude: [],
      reporters: [{}],
      setupFiles: [join(folder, 'tools/mutation/setup.ts')],
      pool: 'threads',
      execArgv: [],
      isolate: false,
      maxWorkers: 1,
      fileParallelism: false,
      testTimeout: 300_000,
      hookTimeout: 300_000,
      sequence: { sequencer: AsAsked },
    },
    { server: { watch: null } },
    {},
  );
}

async function answer({ change, tests, bail, cpuLimit }: Order): Promise<Answer> {
  vitest ??= await start();
  vitest.config.bail = bail ? 1 : 0;
  const before = seconds();
  const timer = setInterval(() => {
    if (seconds() - before < cpuLimit) return;
    const late: Answer = { passed: [], cpu: seconds() - before, outOfTime: true };
    process.send?.(late, () => process.exit());
  }, 500);
  const original = change === undefined ? '' : tree.read(change.file);
  try {
    if (change !== undefined) put(vitest, change.file, change.text);
    const found = bail ? await untilFailure(vitest, tests) : await run(vitest, tests);
    return { ...found, cpu: seconds() - before, outOfTime: false };
  } finally {
    clearInterval(timer);
    if (change !== undefined) put(vitest, change.file, original);
  }
}

function put(runner: Vitest, file: string, text: string): void {
  tree.write(file, text);
  runner.invalidateFile(join(folder, file));
}

/** The first file alone, as it will mostly do; the others in one thread, which loads shared modules once. */
async function untilFailure(runner: Vitest, [first, ...others]: Order['tests']): Promise<Outcome> {
  const alone = await run(runner, [first]);
  if (alone.failed !== undefined || others.length === 0) return alone;
  const { failed } = await run(runner, others);
  if (failed === undefined) return { passed: [] };
  // A failure counts if the file fails by itself too: files that share a thread might disturb each other.
  for (const test of others.slice(
    Math.max(
      0,
      others.findIndex(({ file }) => failed.test.startsWith(file)),
    ),
  )) {
    const again = await run(runner, [test]);
    if (again.failed !== undefined) return again;
  }
  return { passed: [] };
}

async function run(runner: Vitest, tests: Order['tests']): Promise<Outcome> {
  const project = runner.getRootProject();
  const asked = tests.map(({ file, pattern }) =>
    project.createSpecification(
      join(folder, file),
      pattern === undefined ? undefined : { testNamePattern: new RegExp(pattern) },
    ),
  );
  // What earlier runs found would be reported again.
  runner.state.filesMap.clear();
  runner.state.clearErrors();
  const { testModules, unhandledErrors } = await runner.runTestSpecifications(asked, false);
  const passed: string[] = [];
  let failed: Outcome['failed'];
  for (const module of testModules) {
    const file = relative(folder, module.moduleId);
    for (const test of module.children.allTests()) {
      const { state, errors } = test.result();
      if (state === 'passed') passed.push(fullName(test));
      if (state === 'failed') failed ??= { test: `${file} > ${fullName(test)}`, message: errors?.[0]?.message ?? '' };
    }
    if (module.state() === 'failed') failed ??= { test: file, message: module.errors()[0]?.message ?? 'failed' };
  }
  if (unhandledErrors.length > 0) failed ??= { test: 'outside a test', message: String(unhandledErrors[0]) };
  return failed === undefined ? { passed } : { passed, failed };
}

function fullName(test: TestCase): string {
  const names = [test.name.replace(SEED_IN_NAME, '')];
  for (let at: TestCase['parent'] | TestModule = test.parent; at.type === 'suite'; at = at.parent)
    names.unshift(at.name);
  return names.join(' ');
}

function seconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
