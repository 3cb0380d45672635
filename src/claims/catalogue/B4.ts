import { JOINT } from '../../estimate/estimators.js';
import type { ReturnEstimator } from '../../estimate/estimator.js';
import { expectedEstimate } from '../../estimate/expectedEstimate.js';
import { actionValue, advantage } from '../../evaluate/actionValue.js';
import { contextOf } from '../../evaluate/context.js';
import { pathReturn } from '../../evaluate/pathReturn.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import { NodeKind } from '../../game/game.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { all, equal, HOLDS, HOLDS_STRICTLY, type Outcome } from '../outcome.js';
import { actionInWords } from './inWords.js';
import { updateIs } from './sameUpdate.js';
import { atAction, stated } from './witnesses.js';

const family: Family = {
  ...COMMON,
  edgeRewards: true,
  discounts: ['1', '1/2'],
  policies: { old: 'any' },
};
const plain: Family = {
  ...family,
  edgeRewards: false,
  discounts: ['1'],
  tiny: { ...family.tiny, rewards: ['0', '1', '2'] },
};

/** At every (h,a): E[Â|h,a] − γ^(t−1)·A(h,a) against what depends on h alone. */
function* offsets({ game, policies }: Instance, estimator: ReturnEstimator): Generator<Outcome> {
  const old = policies['old'];
  const values = value(old);
  const estimate = expectedEstimate(old, estimator);
  const advantages = advantage(game, values);
  const before = pathReturn(game);
  const context = contextOf(game);
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    const factor = game.discount.pow(game.turn[i] - 1);
    const start = before[context[i]].add(values[context[i]]);
    const offset = before[i].add(factor.mul(values[i])).sub(start);
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const left = (estimate[e].asRational() ?? Rational.ZERO).sub(factor.mul(advantages[e]));
      yield equal('E[Â | h,a] − γ^(t−1)·A(h,a)', left, '(rewards before h) + γ^(t−1)·V(h) − V(s0)', offset, () =>
        actionInWords(game, i, e),
      );
    }
  }
}

/** At every (h,a): E[Â|h,a] has the sign of A(h,a), or one of them is 0. */
function* signs({ game, policies }: Instance): Generator<Outcome> {
  const values = value(policies['old']);
  const q = actionValue(game, values);
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const joint = q[e].sub(values[contextOf(game)[i]]);
      const local = q[e].sub(values[i]);
      const product = joint.mul(local).sign();
      if (product >= 0) {
        yield product > 0 ? HOLDS_STRICTLY : HOLDS;
        continue;
      }
      yield {
        status: 'violated',
        expected: 'E[Â | h,a] and A(h,a) are not of opposite sign',
        left: { label: 'E[Â | h,a]', value: joint.toString() },
        right: { label: 'A(h,a)', value: local.toString() },
        gap: joint.sub(local).abs().toString(),
        where: actionInWords(game, i, e),
      };
    }
  }
}

/** What the joint advantage says of one turn. */
export const B4: Claim = {
  id: 'B4',
  title:
    'Over several turns the joint advantage differs from the advantage by a number that depends on the history alone',
  statement:
    'E_π[Â | h,a] − A_π(h,a) = V_π(h) − V_π(s0) at every (h,a) for γ = 1 and terminal rewards; in general E_π[Â | h,a] − γ^(t−1)·A_π(h,a) = (rewards before h) + γ^(t−1)·V_π(h) − V_π(s0).',
  source: 'this project; for Eqs. 5 and 9',
  regime: {
    information: 'any',
    expectation: 'exact',
    optimiser: 'none',
    support: 'any',
    discount: 'any γ, in the returns as in J; rewards on the way allowed',
    order: 'none',
  },
  paper: 'silent',
  expected: 'proved',
  remark:
    'V(s0) counts what is paid on the way to s0. The offset acts as a baseline: it changes no difference between the actions of a history. So the expected REINFORCE update is exactly ∇J (variant gradient), while a reader who takes the sign of Â for the verdict on an action is misled (variant signs-agree).',
  family,
  check: (instance) => all(offsets(instance, JOINT)),
  variants: [
    {
      id: 'signs-agree',
      title: 'B4b: the sign of E[Â | h,a] is never opposite to that of A(h,a)',
      expected: 'refuted',
      family: plain,
      witness: stated(atAction({ id: 'opposite-signs' })),
      check: (instance) => all(signs(instance)),
    },
    {
      id: 'gradient',
      title: 'B4a: REINFORCE with R − V(s0) expects exactly ∇J',
      expected: 'holds',
      check: (instance) => updateIs(instance, JOINT, Rational.ONE, '∇J'),
    },
    {
      id: 'undiscounted-returns',
      title: 'The same for plain sums of rewards where values are discounted',
      expected: 'refuted',
      drops: 'the returns are discounted as the values are',
      family: { ...family, discounts: ['1/2'] },
      witness: stated(atAction({ id: 'offset', estimator: 'joint/undiscounted' })),
      check: (instance) => all(offsets(instance, { ...JOINT, returns: 'undiscounted' })),
    },
  ],
};
