import { uniformBigInt } from 'pure-rand/distribution/uniformBigInt';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { type Rational } from '../exact/rational.js';

/** A stream of random choices; the same root seed and name give the same choices on every machine. */
export interface RandomStream {
  /** A uniform integer in 0 … count − 1. */
  below(count: number): number;
  /** A uniform double in [0, 1), a multiple of 2^−53. */
  unit(): number;
  /** An index drawn with exactly these probabilities, which must be positive and sum to 1. */
  index(probabilities: readonly Rational[]): number;
}

/**
 * The stream called `name` of a run with root seed `seed`. Streams with different names are independent for all
 * purposes here, so that what one consumer draws (the policy of episode 7) never shifts what another one gets.
 */
export function randomStream(seed: number, name: string): RandomStream {
  const generator = xoroshiro128plusFromState([1, 2, 3, 4].map((lane) => hash(`${lane}/${seed}/${name}`)));
  return {
    below: (count) => uniformInt(generator, 0, count - 1),
    unit: () => (uniformInt(generator, 0, 2 ** 26 - 1) * 2 ** 27 + uniformInt(generator, 0, 2 ** 27 - 1)) / 2 ** 53,
    index: (probabilities) => {
      if (probabilities.length === 1) return 0;
      const { common, upTo } = thresholdsOf(probabilities);
      const drawn = uniformBigInt(generator, 0n, common - 1n);
      return upTo.findIndex((threshold) => drawn < threshold);
    },
  };
}

interface Thresholds {
  readonly common: bigint;
  readonly upTo: readonly bigint[];
}

/** Per list of probabilities, so that a long one (of contexts) is summed once. */
const KNOWN = new WeakMap<readonly Rational[], Thresholds>();

/** The cumulative probabilities, over their common denominator. */
function thresholdsOf(probabilities: readonly Rational[]): Thresholds {
  const known = KNOWN.get(probabilities);
  if (known !== undefined) return known;
  const common = probabilities.reduce((lcm, { denominator }) => (lcm / gcd(lcm, denominator)) * denominator, 1n);
  let total = 0n;
  const upTo = probabilities.map(({ numerator, denominator }) => (total += numerator * (common / denominator)));
  const thresholds = { common, upTo };
  KNOWN.set(probabilities, thresholds);
  return thresholds;
}

/** FNV-1a, then the finaliser of MurmurHash3, which spreads each bit over all 32. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (const character of text) h = Math.imul(h ^ (character.codePointAt(0) ?? 0), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}
