import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
/** A stream of random choices; the same seed gives the same choices on every machine. */
export class Random {
    generator;
    constructor(seed) {
        this.generator = xoroshiro128plus(seed | 0);
    }
    /** A uniform integer in min … max, both included. */
    int(min, max) {
        return uniformInt(this.generator, min, max);
    }
    /** True once in `n` times on average. */
    oneIn(n) {
        return this.int(1, n) === 1;
    }
    /** A uniform element. */
    pick(items) {
        return items[this.int(0, items.length - 1)];
    }
}
/** A 32-bit seed for the named stream of a run: FNV-1a over the root seed and the name. */
export function streamSeed(seed, name) {
    let hash = 0x811c9dc5;
    for (const character of `${seed}/${name}`) {
        hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
    return hash | 0;
}
