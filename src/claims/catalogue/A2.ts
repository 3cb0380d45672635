import { advantage } from '../../evaluate/actionValue.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import { type Game, NodeKind } from '../../game/game.js';
import type { Policy } from '../../policy/policy.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import { all, equal, type Outcome } from '../outcome.js';
import { atNode, stated } from './witnesses.js';

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
      ['1/4', '3/4'],
      ['1', '0'],
    ],
  },
};

/** Σ_a π(a|h)·x(h,a) = 0 at every decision node; `perEdge` holds x. */
function* centred(game: Game, label: string, policy: Policy, perEdge: readonly Rational[]): Generator<Outcome> {
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    let mean = Rational.ZERO;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      mean = mean.add(policy.probability[e].mul(perEdge[e]));
    }
    yield equal(label, mean, '0', Rational.ZERO, () => game.nodeName[i]);
  }
}

/** Centring of the advantage. */
export const A2: Claim = {
  id: 'A2',
  title: 'The advantage has mean zero at every history',
  statement: 'E_{a∼π(·|h)}[A_π(h,a)] = 0 at every history h, reached or not.',
  source: 'definition of the advantage; used in HAML (Zhong et al., JMLR 2024)',
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
  check: ({ game, policies }) => {
    const old = policies['old'];
    return all(centred(game, 'E_{a∼π}[A_π(h,a)]', old, advantage(game, value(old))));
  },
  variants: [
    {
      id: 'candidate-mean',
      title: "The advantage of π_k has mean zero under the candidate's actions too",
      expected: 'refuted',
      drops: 'the actions are drawn from the policy whose advantage it is',
      witness: stated(atNode({ id: 'centred', of: 'advantage', actor: 'candidate' }), 'candidate'),
      check: ({ game, policies }) =>
        all(centred(game, 'E_{a∼π̄}[A_π(h,a)]', policies['candidate'], advantage(game, value(policies['old'])))),
    },
    {
      id: 'joint-advantage',
      title: 'The joint advantage Â has mean zero at every history, not only at the start',
      expected: 'refuted',
      drops: "the baseline is the history's own value V(h), not V(s0)",
      family: { ...family, chance: false, edgeRewards: false, discounts: ['1'] },
      witness: stated(atNode({ id: 'centred', of: 'joint', actor: 'old' })),
      check: ({ game, policies }) => {
        const values = value(policies['old']);
        const joint = Array.from(game.child, (to) => values[to].sub(values[0]));
        return all(centred(game, 'E_π[Â | h]', policies['old'], joint));
      },
    },
  ],
};
