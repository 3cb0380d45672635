import fc from 'fast-check';
import type { Instance } from '../instance.js';
import type { Family } from './family.js';
import { Random } from './random.js';
import { randomInstance } from './randomInstance.js';
import { shrinkInstance } from './shrink.js';

/**
 * The instances of a family as a fast-check arbitrary, for property tests: `fc.property(instances(family), …)`.
 * Same law and same shrinking as the project's own search.
 */
export function instances(family: Family): fc.Arbitrary<Instance> {
  return new InstanceArbitrary(family);
}

class InstanceArbitrary extends fc.Arbitrary<Instance> {
  constructor(private readonly family: Family) {
    super();
  }

  override generate(random: fc.Random): fc.Value<Instance> {
    return new fc.Value(randomInstance(new Random(random.nextInt(-2147483648, 2147483647)), this.family), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Instance {
    return typeof value === 'object' && value !== null && 'game' in value && 'policies' in value;
  }

  override shrink(value: Instance): fc.Stream<fc.Value<Instance>> {
    return fc.stream(shrinkInstance(value, this.family)).map((instance) => new fc.Value(instance, undefined));
  }
}
