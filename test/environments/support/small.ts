import type { Environment } from '../../../src/environments/environment.js';
import { environmentByName } from '../../../src/environments/registry.js';

/** Every family, at sizes whose every episode can be played out in a moment. */
export const SMALL: readonly (readonly [name: string, sizes: Readonly<Record<string, number | boolean>>])[] = [
  ['delayed-credit-bandit', { arms: 2, delay: 2, days: 2 }],
  ['delayed-credit-bandit', { arms: 3, delay: 0, days: 1 }],
  ['combination-lock', { wheels: 2, positions: 12 }],
  ['combination-lock', { wheels: 4, positions: 2 }],
  ['guess-the-number', { numbers: 5, guesses: 3 }],
  ['guess-the-number', { numbers: 11, guesses: 2 }],
  ['mastermind', { pegs: 2, colours: 3, guesses: 2 }],
  ['mastermind', { pegs: 3, colours: 2, guesses: 2 }],
  ['calculator', { steps: 2, tasks: 1, reuse: false }],
  ['calculator', { steps: 1, tasks: 3, reuse: true }],
  ['flaky-tool', { facts: 3, calls: 2 }],
  ['flaky-tool', { facts: 11, calls: 1 }],
  ['frozen-lake', { side: 2, steps: 3, slippery: true }],
  ['frozen-lake', { side: 3, steps: 4, slippery: false }],
];

/** `SMALL` for `test.each`: a title, and the environment. */
export const SMALL_CASES: readonly (readonly [title: string, environment: Environment])[] = SMALL.map(
  ([name, sizes]) => [`${name} ${JSON.stringify(sizes)}`, environmentByName(name, sizes)],
);
