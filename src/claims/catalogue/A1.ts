import { advantage } from '../../evaluate/actionValue.js';
import { paths } from '../../evaluate/paths.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import { NodeKind } from '../../game/game.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { all, equal, type Outcome } from '../outcome.js';
import { alongPath } from './alongPath.js';
import { pathInWords } from './inWords.js';
import { onPath, stated } from './witnesses.js';

const family: Family = {
  ...COMMON,
  edgeRewards: true,
  discounts: ['1', '1/2'],
  policies: { old: 'any' },
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1'],
    distributions: [
      ['1/2', '1/2'],
      ['1', '0'],
    ],
    coin: true,
  },
};

/** What the sum over a path takes in; the claim takes everything. */
interface Terms {
  readonly chance: boolean;
  readonly discounted: boolean;
}

/** On every path R − V(s0) against the sum of the terms, and at every chance node the mean of the chance terms. */
function* decomposition({ game, policies }: Instance, terms: Terms): Generator<Outcome> {
  const values = value(policies['old']);
  const advantages = advantage(game, values);
  const discount = terms.discounted ? game.discount : Rational.ONE;
  const label = `Σ_t ${terms.discounted ? 'γ^(t−1)·' : ''}A^t(h_t,a_t)${terms.chance ? ' + Σ chance terms' : ''}`;
  for (const path of paths(game)) {
    const decisions = alongPath(game, path, advantages, NodeKind.decision, discount);
    const sum = terms.chance ? decisions.add(alongPath(game, path, advantages, NodeKind.chance, discount)) : decisions;
    yield equal('R − V(s0)', path.pathReturn.sub(values[0]), label, sum, () => pathInWords(game, path));
  }
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.chance) continue;
    let mean = Rational.ZERO;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) mean = mean.add(game.chance[e].mul(advantages[e]));
    yield equal('mean of the chance terms', mean, '0', Rational.ZERO, () => game.nodeName[i]);
  }
}

/** The advantage decomposition along every path. */
export const A1: Claim = {
  id: 'A1',
  title: 'Advantages and chance terms sum to the joint advantage along every path',
  statement:
    'R(τ) − V_π(s0) = Σ_t γ^(t−1)·A^t(h_t,a_t) + Σ_c γ^(decisions before c)·(value of the outcome drawn at c − V_π(c)) on every path τ, the second sum over its chance nodes c; at every chance node these terms have mean 0.',
  source: 'this project, after Eq. 5; without chance: the advantage decomposition of HATRPO (Kuba et al., ICLR 2022)',
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
  remark:
    'The discount counts decisions: γ^(t−1) for turn t, 1 across a chance node. Paths of probability 0 are included.',
  family,
  check: (instance) => all(decomposition(instance, { chance: true, discounted: true })),
  variants: [
    {
      id: 'decisions-alone',
      title: 'The decision advantages alone sum to R − V(s0)',
      expected: 'refuted',
      drops: 'the chance terms, although the environment is random',
      witness: stated(onPath({ id: 'decomposition', terms: 'decisions', discounted: 'yes' })),
      check: (instance) => all(decomposition(instance, { chance: false, discounted: true })),
    },
    {
      id: 'without-discount',
      title: 'The terms sum to R − V(s0) without their discounts',
      expected: 'refuted',
      drops: "each term's discount γ^(t−1)",
      witness: stated(onPath({ id: 'decomposition', terms: 'all', discounted: 'no' })),
      check: (instance) => all(decomposition(instance, { chance: true, discounted: false })),
    },
    {
      id: 'without-chance',
      title: 'Where nothing is random but the policy, the decision advantages alone sum to R − V(s0)',
      expected: 'holds',
      drops: 'randomness of the environment',
      family: { ...family, chance: false, tiny: { ...family.tiny, coin: false } },
      check: (instance) => all(decomposition(instance, { chance: false, discounted: true })),
    },
  ],
};
