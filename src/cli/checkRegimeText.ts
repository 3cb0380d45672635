import type { CheckRegime } from '../userAlgorithm/checkTask.js';

/** A regime as a heading: "Full information, several turns". */
export function regimeTitle({ information, turns }: CheckRegime): string {
  const seen = {
    full: 'Full information',
    truncated: 'Truncated history (no turn sees its past)',
    shared: 'Shared parameters (one policy for all turns)',
  }[information];
  return `${seen}, ${turns === 'single' ? 'one turn' : 'several turns'}`;
}
