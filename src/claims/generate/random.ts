import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of random choices; the same seed gives the same choices on every machine. */
export class Random {
  private readonly generator;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed | 0);
  }

  /** A uniform integer in min … max, both included. */
  int(min: number, max: number): number {
    return uniformInt(this.generator, min, max);
  }

  /** `count` such integers. */
  ints(count: number, min: number, max: number): number[] {
    const result: number[] = [];
    for (let n = 0; n < count; n++) result.push(this.int(min, max));
    return result;
  }

  /** True once in `n` times on average. */
  oneIn(n: number): boolean {
    return this.int(1, n) === 1;
  }

  /** A uniform element. */
  pick<T>(items: readonly T[]): T {
    return items[this.int(0, items.length - 1)];
  }
}

/** A 32-bit seed for the named stream of a run: FNV-1a over the root seed and the name. */
export function streamSeed(seed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed}/${name}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash | 0;
}
