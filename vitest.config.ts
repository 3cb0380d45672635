import { defineConfig } from 'vitest/config';

/** Searches, command lines and drivers that take their time: a run of their own, `npm run test:slow`. */
export const SLOW: readonly string[] = [
  'test/atlas/notes.test.ts',
  'test/bench/gpuCheck.test.ts',
  'test/certificate/{fresh,python,stored,tampering}.test.ts',
  'test/claims/budgets.test.ts',
  'test/cli/{atlas,check,checkFailures,compare,compareDocs,train}.test.ts',
  'test/decide/*.test.ts',
  'test/neural/shaders/*.test.ts',
  'test/neural/steady/*.test.ts',
];

/** What both runs have in common. */
export const COMMON = {
  allowOnly: false,
  watch: false,
  testTimeout: 30_000,
  hookTimeout: 60_000,
  maxWorkers: '100%',
};

export default defineConfig({
  test: { ...COMMON, include: ['test/**/*.test.ts', 'properties/**/*.test.ts'], exclude: [...SLOW] },
});
