import { recordSweep } from '../../certify/record.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import type { Policy } from '../../policy/policy.js';
import { pathSurrogate } from '../../sweep/jointSurrogate.js';
import { mixture, safeguard, type Accepts, type Safeguarded } from '../../sweep/safeguard.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { atLeast, type Outcome } from '../outcome.js';
import { allTies, sweepOf } from './sweepOf.js';
import { iterated, swept, wordsOf } from './witnesses.js';

const family: Family = {
  ...COMMON,
  information: { kind: 'shared', window: 0 },
  parameters: (game) => ({
    step: ['ratio-box:1/5', 'clip:1/5', 'supported'],
    order: ['reverse'],
    tie: allTies(game),
    halvings: ['0', '4'],
  }),
};

const EPSILON = Rational.of(1, 5);

/** The share of the way that is gone without asking. */
const ALWAYS = Rational.of(1, 16);

/** J does not fall from π_k to what `decide` makes of the sweep's policy. */
function improves(instance: Instance, decide: (old: Policy, proposal: Policy) => Policy): Outcome {
  const old = instance.policies['old'];
  const after = decide(old, sweepOf(instance).policy);
  return atLeast('J(policy taken)', value(after)[0], 'J(π_k)', value(old)[0]);
}

/** The safeguard with the surrogate that has one ratio per turn, as PPO has. */
function perTurn(old: Policy): Accepts {
  return (candidate) =>
    pathSurrogate(old, candidate, EPSILON, (all, advantage, clip) =>
      Rational.sum(all.map((ratio) => Rational.min(ratio.mul(advantage), clip(ratio).mul(advantage)))),
    ).sign() >= 0;
}

function byTurn({ parameters }: Instance, old: Policy, proposal: Policy): Safeguarded {
  return safeguard(old, proposal, EPSILON, Number(parameters['halvings']), perTurn(old));
}

/** SeeUPO made safe for shared parameters. */
export const D7: Claim = {
  id: 'D7',
  title: 'Safeguarded SeeUPO never lowers the expected return, also with parameters shared by all turns',
  statement:
    'J(policy taken) ≥ J(π_k) when the policy π_{k+1} that the sweep proposes is accepted only if its joint-ratio surrogate (D5) is not negative, and else drawn towards π_k, (1 − s)·π_k + s·proposal with s = 1/2, 1/4, …, until it is; after the last halving π_k is kept.',
  source: 'this project',
  regime: {
    information: 'shared',
    expectation: 'exact',
    optimiser: 'exact argmax, then the safeguard',
    support: 'full',
    discount: 'γ = 1',
    order: 'reverse',
  },
  paper: 'silent',
  expected: 'proved',
  remark:
    'The proof is D5 and asks nothing of the proposal, except that it takes no action that π_k never takes. The guarantee is J ≥, not progress: where the sweep points downhill (D6) every share of it may, and π_k is kept. The surrogate is estimated on the very batch that the sweep used.',
  family,
  check: (instance) =>
    improves(
      instance,
      (old, proposal) => safeguard(old, proposal, EPSILON, Number(instance.parameters['halvings'])).policy,
    ),
  variants: [
    {
      id: 'without-safeguard',
      title: "The sweep's policy may be taken as it is (D6)",
      expected: 'refuted',
      drops: 'the safeguard',
      witness: swept({ id: 'monotone' }),
      check: (instance) => improves(instance, (_, proposal) => proposal),
    },
    {
      id: 'always-halved',
      title: 'Caution is enough: going a sixteenth of the way always, without asking the surrogate',
      expected: 'refuted',
      drops: 'the surrogate decides',
      witness: iterated({ id: 'monotone' }, (instance) => {
        const made = sweepOf(instance);
        const share = ALWAYS.toString();
        return [recordSweep(made, { ...wordsOf(instance), share }, mixture(made.old, made.policy, ALWAYS))];
      }),
      check: (instance) => improves(instance, (old, proposal) => mixture(old, proposal, ALWAYS)),
    },
    {
      id: 'ratio-per-turn',
      title: 'The surrogate with one ratio per turn may decide',
      expected: 'refuted',
      drops: 'the joint ratio',
      witness: iterated(
        { id: 'accepted', surrogate: 'one ratio per turn', epsilon: EPSILON.toString() },
        (instance) => {
          const made = sweepOf(instance);
          const taken = byTurn(instance, made.old, made.policy);
          return [recordSweep(made, { ...wordsOf(instance), share: taken.share.toString() }, taken.policy)];
        },
      ),
      check: (instance) => improves(instance, (old, proposal) => byTurn(instance, old, proposal).policy),
    },
  ],
};
