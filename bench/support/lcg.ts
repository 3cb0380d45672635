/**
 * The linear congruential generator that all languages of the benchmark share, so that all compute on the
 * same numbers: x ← 1664525·x + 1013904223 mod 2^32, and the upper 16 bits count.
 */
export class Lcg {
  constructor(private state: number) {}

  /** An integer in 0 … n − 1, for n ≤ 2^16. */
  below(n: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return (this.state >>> 16) % n;
  }
}
