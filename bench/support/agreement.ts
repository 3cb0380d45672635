import type { Figures } from './contest.js';

/**
 * Throws unless all contestants have found the same values of the named figures, up to `tolerance` relative to the
 * larger of two: who computes something else is no competitor.
 */
export function checkAgreement(
  measured: ReadonlyMap<string, Figures>,
  figures: readonly string[],
  tolerance: number,
): void {
  const [first, ...others] = measured;
  for (const [name, own] of others) {
    for (const figure of figures) {
      const [a, b] = [first[1][figure], own[figure]];
      if (Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))) continue;
      throw new Error(`${name} finds the ${figure} ${b}, but ${first[0]} finds ${a}`);
    }
  }
}
