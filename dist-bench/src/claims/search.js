import { Random, streamSeed } from './generate/random.js';
import { randomInstance } from './generate/randomInstance.js';
import { shrinkInstance } from './generate/shrink.js';
import { tinyInstances } from './generate/tinyInstances.js';
export const NOTHING = { checked: 0, vacuous: 0, strict: 0, undecided: 0 };
/** Instances in one block of a random search: the unit of work for workers and shards. */
export const BLOCK = 250;
/** Checks the family's tiny instances, smallest first, until one is violated. */
export function searchTiny(check, family) {
    return tally(check, family, tinyInstances(family));
}
/**
 * Checks `count` random instances of block `block`; the stream's seed depends on the run's seed, the name of
 * the search and the block, so that the result does not depend on who runs it. The first violation is shrunk.
 */
export function searchBlock(check, family, stream, count = BLOCK, game) {
    const random = new Random(streamSeed(stream.seed, `${stream.name}/${stream.block}`));
    const instances = function* () {
        for (let n = 0; n < count; n++)
            yield randomInstance(random, family, game);
    };
    return tally(check, family, instances());
}
function tally(check, family, instances) {
    const counts = { checked: 0, vacuous: 0, strict: 0, undecided: 0 };
    for (const instance of instances) {
        const outcome = check(instance);
        counts.checked += 1;
        if (outcome.status === 'vacuous')
            counts.vacuous += 1;
        else if (outcome.status === 'undecided')
            counts.undecided += 1;
        else if (outcome.status === 'violated')
            return { ...counts, counterexample: smallest(check, family, { instance, violation: outcome }) };
        else if (outcome.strict)
            counts.strict += 1;
    }
    return counts;
}
/** Shrinks greedily: as long as a simpler neighbour is violated too, go on from it. */
export function smallest(check, family, found) {
    for (const instance of shrinkInstance(found.instance, family)) {
        const violation = check(instance);
        if (violation.status === 'violated')
            return smallest(check, family, { instance, violation });
    }
    return found;
}
