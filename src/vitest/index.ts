/** What `seeupo/vitest` offers to test files of one's own: the matcher `toKeep`, and generators for fast-check. */

import type {} from 'vitest';
import { type KeepOptions, toKeep } from './matcher.js';

/** For `expect.extend(guaranteeMatchers)`; then `expect(algorithm).toKeep('monotone')`. */
export const guaranteeMatchers = { toKeep };

export { type KeepOptions, type MatcherResult, toKeep } from './matcher.js';
export { policies, type PolicyConstraints } from './generators.js';

declare module 'vitest' {
  interface Matchers<T> {
    /** Does the algorithm (or bare step) keep this guarantee, such as "monotone"? */
    toKeep: (guarantee: string, options?: KeepOptions) => T extends Promise<unknown> ? Promise<undefined> : undefined;
  }
}
