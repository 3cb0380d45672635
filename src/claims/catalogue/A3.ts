import { advantage } from '../../evaluate/actionValue.js';
import { pathProbability, paths } from '../../evaluate/paths.js';
import { reachProbability } from '../../evaluate/reachProbability.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import { NodeKind } from '../../game/game.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { equal, type Outcome } from '../outcome.js';
import { alongPath } from './alongPath.js';
import { stated } from './witnesses.js';

const family: Family = {
  ...COMMON,
  edgeRewards: true,
  discounts: ['1', '1/2'],
  policies: { old: 'any', candidate: 'any' },
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1'],
    distributions: [
      ['1/2', '1/2'],
      ['1', '0'],
    ],
  },
};

/** J(π̄) − J(π_k) by two backward passes against `right`, made from the advantages of π_k. */
function difference(
  instance: Instance,
  label: string,
  right: (instance: Instance, advantages: readonly Rational[]) => Rational,
): Outcome {
  const { game, policies } = instance;
  const values = value(policies['old']);
  const gain = value(policies['candidate'])[0].sub(values[0]);
  return equal('J(π̄) − J(π_k)', gain, label, right(instance, advantage(game, values)));
}

/** E_{τ∼π̄}[Σ_t γ^(t−1)·A^t(h_t,a_t)], path by path. */
function overCandidatePaths(
  { game, policies }: Instance,
  advantages: readonly Rational[],
  discount = game.discount,
): Rational {
  const { probability } = policies['candidate'];
  return Rational.sum(
    paths(game).map((path) =>
      pathProbability(probability, path).mul(alongPath(game, path, advantages, NodeKind.decision, discount)),
    ),
  );
}

/** Σ_h d_{π_k}(h)·γ^(t−1)·E_{a∼π̄}[A^t(h,a)]: histories as π_k visits them. */
function overOldVisits({ game, policies }: Instance, advantages: readonly Rational[]): Rational {
  const reach = reachProbability(game, policies['old'].probability);
  const candidate = policies['candidate'].probability;
  let sum = Rational.ZERO;
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    const weight = reach[i].mul(game.discount.pow(game.turn[i] - 1));
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      sum = sum.add(weight.mul(candidate[e]).mul(advantages[e]));
    }
  }
  return sum;
}

/** The performance difference lemma. */
export const A3: Claim = {
  id: 'A3',
  title: "The gain of a candidate is the old policy's advantage summed along the candidate's paths",
  statement: 'J(π̄) − J(π_k) = E_{τ∼π̄}[Σ_t γ^(t−1)·A^t_{π_k}(h_t,a_t)] for every candidate π̄.',
  source: 'performance difference lemma (Kakade and Langford, ICML 2002), the base of Theorem 1',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'none',
    support: 'any',
    discount: 'any γ; rewards on the way allowed',
    order: 'none',
  },
  paper: 'silent',
  expected: 'proved',
  family,
  check: (instance) => difference(instance, 'E_π̄[Σ_t γ^(t−1)·A^t]', overCandidatePaths),
  variants: [
    {
      id: 'old-visits',
      title: 'The histories may be visited as π_k does',
      expected: 'refuted',
      drops: "the histories are those of the candidate's paths",
      witness: stated({ id: 'performance-difference', visits: 'old', discounted: 'yes' }, 'candidate'),
      check: (instance) => difference(instance, 'E_{h∼π_k, a∼π̄}[Σ_t γ^(t−1)·A^t]', overOldVisits),
    },
    {
      id: 'without-discount',
      title: 'The advantages may be summed without their discounts',
      expected: 'refuted',
      drops: "each term's discount γ^(t−1)",
      witness: stated({ id: 'performance-difference', visits: 'candidate', discounted: 'no' }, 'candidate'),
      check: (instance) =>
        difference(instance, 'E_π̄[Σ_t A^t]', (same, advantages) => overCandidatePaths(same, advantages, Rational.ONE)),
    },
  ],
};
