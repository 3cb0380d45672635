import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'properties/**/*.test.ts'],
    allowOnly: false,
    watch: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
