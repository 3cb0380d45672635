import { afterEach, expect, test, vi } from 'vitest';
import type * as Z3Package from '../../src/decide/z3Package.js';
import { UsageError } from '../../src/cli/usageError.js';

vi.mock('../../src/decide/z3Package.js', async (original) => ({
  ...(await original<typeof Z3Package>()),
  installedZ3: (): string | undefined => installed,
}));

let installed: string | undefined;
afterEach(() => vi.resetModules());

/** What `--decide` says; loaded anew, since a solver is loaded once. */
async function failure(): Promise<unknown> {
  const { decideCheck } = await import('../../src/cli/decideCheck.js');
  const options = { information: ['full'], timeLimit: 5, json: true } as const;
  return decideCheck({ named: 'GRPO' }, options).catch((error: unknown) => error);
}

test('without the optional package there is one line that names it and how to get it', async () => {
  installed = undefined;
  const error = await failure();
  expect((error as Error).name).toBe(new UsageError('').name);
  expect((error as Error).message).toBe(
    'the optional package z3-solver is not installed; to get it: npm install z3-solver@4.16.0',
  );
});

test('another version is refused, since its answers could be others', async () => {
  installed = '4.8.0';
  expect(((await failure()) as Error).message).toBe(
    'z3-solver 4.8.0 is installed, but answers are repeatable with 4.16.0 only; to get it: npm install z3-solver@4.16.0',
  );
});
