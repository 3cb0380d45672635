import { Rational } from '../../exact/rational.js';
import { distributionAt } from '../../policy/policy.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { equal, type Outcome } from '../outcome.js';
import { asPlain } from './asPlain.js';

/** For claims about a distance between distributions: one decision, an old and a candidate distribution, no rewards. */
export const TWO_DISTRIBUTIONS: Family = {
  ...COMMON,
  turns: 1,
  actions: [2, 4],
  chance: false,
  earlyEnds: false,
  rewards: [0, 0],
  policies: { old: 'full', candidate: 'any' },
  tiny: {
    turns: [1],
    rewards: ['0'],
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
      ['3/4', '1/4'],
      ['1', '0'],
      ['0', '1'],
    ],
  },
};

/** The old and the candidate distribution at one information set, and how to name it. */
export interface Pair {
  readonly p: readonly Rational[];
  readonly q: readonly Rational[];
  readonly where: () => string;
}

/** The pair at every information set. */
export function* pairsOf({ game, policies }: Instance): Generator<Pair> {
  for (let set = 0; set < game.infoSets.length; set++) {
    yield {
      p: distributionAt(policies['old'], set),
      q: distributionAt(policies['candidate'], set),
      where: () => game.infoSetName[set],
    };
  }
}

/** χ²(q‖p) = Σ_a (q_a − p_a)²/p_a over the actions with p_a > 0. */
export function chiSquareDistance(q: readonly Rational[], p: readonly Rational[]): Rational {
  return Rational.sum(
    p.map((mass, a) => {
      const move = q[a].sub(mass);
      return mass.isZero() ? Rational.ZERO : move.mul(move).div(mass);
    }),
  );
}

/** Is D(q|p) finite, where it divides by p_a or takes its logarithm? It is when q has no mass where p has none. */
export function finite({ p, q, where }: Pair): Outcome {
  const outside = Rational.sum(q.filter((_, a) => p[a].isZero()));
  return asPlain(equal('q(actions that p never takes), else D(q|p) = ∞', outside, '0', Rational.ZERO, where));
}
