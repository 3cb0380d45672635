import { randomStream } from '../../environments/random.js';
import type { Algorithm } from '../algorithm/algorithm.js';
import { shuffled } from './shuffled.js';

/** The turns of each update of one iteration, in order: one turn a stage, or all turns in one stage. */
export function stagesOf(
  order: Algorithm['turns'],
  turns: number,
  { seed, iteration }: { readonly seed: number; readonly iteration: number },
): number[][] {
  const forward = Array.from({ length: turns }, (_, n) => n + 1);
  switch (order) {
    case 'simultaneous':
      return [forward];
    case 'forward':
      return forward.map((t) => [t]);
    case 'reverse':
      return forward.reverse().map((t) => [t]);
    case 'random':
      return shuffled(forward, randomStream(seed, `order ${iteration}`)).map((t) => [t]);
  }
}
