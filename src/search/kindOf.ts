import { Rational } from '../exact/rational.js';
import type { Examined } from '../guarantees/guarantee.js';
import type { Kind } from './panel.js';

/** The same algorithm, and what kind of numbers it has returned so far. */
export interface Watched {
  readonly examined: Examined;
  /** `enclosed` as soon as one of its exact iterations had a probability that is not rational. */
  readonly kind: () => Kind;
}

/** Watches which numbers an algorithm returns. */
export function kindOf(examined: Examined): Watched {
  let kind: Kind = 'exact';
  return {
    kind: () => kind,
    examined: {
      ...examined,
      step: (policy, options) => {
        const next = examined.step(policy, options);
        if (kind === 'exact' && next.probability.some((p) => !(p instanceof Rational))) kind = 'enclosed';
        return next;
      },
    },
  };
}
