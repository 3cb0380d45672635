import { optimalValue } from '../../evaluate/optimalValue.js';
import { edgeValue } from '../../evaluate/backward.js';
import { Rational } from '../../exact/rational.js';
import { NodeKind } from '../../game/game.js';
import type { Policy } from '../../policy/policy.js';
import { value } from '../../evaluate/value.js';
import { clipDrift } from '../../mirror/clip.js';
import type { MirrorStep } from '../../mirror/mirrorStep.js';
import { sweep, type SweepOptions } from '../../sweep/sweep.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { all, atLeast, type Outcome, VACUOUS } from '../outcome.js';
import { underFullInformation } from './fullInformation.js';
import { sweepOptions } from './sweepOf.js';

/** Sweeps after which the rest is looked at. */
const SWEEPS = 4;
/** Sweeps within which an iteration has to come to rest to be judged. */
const FOLLOWED = 30;

/** Policies that are already nearly certain: what they hardly try can vanish before it has shown its worth. */
const family: Family = {
  ...COMMON,
  turns: 2,
  parameters: () => ({ step: ['clip:1/5', 'clip:1/2'], order: ['reverse'], tie: ['first', 'last'] }),
  tiny: {
    turns: [1, 2],
    rewards: ['-3', '0', '1'],
    distributions: [
      ['9/10', '1/10'],
      ['1/10', '9/10'],
    ],
  },
};

function equalPolicies(a: Policy, b: Policy): boolean {
  return a.probability.every((p, e) => p.equals(b.probability[e]));
}

/** max J over the policies that take only actions that this one takes: all that sweeps within the support can reach. */
function bestWithin({ game, probability }: Policy): Rational {
  const values = game.reward.slice();
  for (let i = game.nodeCount - 1; i >= 0; i--) {
    if (game.kind[i] === NodeKind.terminal) continue;
    let best: Rational | undefined;
    let mean = Rational.ZERO;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const worth = edgeValue(game, values, i, e);
      if (game.kind[i] === NodeKind.chance) mean = mean.add(probability[e].mul(worth));
      else if (!probability[e].isZero() && (best === undefined || worth.gt(best))) best = worth;
    }
    values[i] = best ?? mean;
  }
  return values[0];
}

/** The same where no argmax of these sweeps is a choice: preferring the first or the last of equals comes to the same. */
function staysInReachWithoutTies(instance: Instance): Outcome {
  const as = (tie: string): SweepOptions => sweepOptions({ ...instance, parameters: { ...instance.parameters, tie } });
  let policy = instance.policies['old'];
  for (let k = 1; k <= SWEEPS; k++) {
    const next = sweep(policy, as('first')).policy;
    if (!equalPolicies(next, sweep(policy, as('last')).policy)) return VACUOUS;
    policy = next;
  }
  return staysInReach(instance);
}

/** Where sweeps of this step come to rest, J = J*. */
function restsAtBest(instance: Instance, altered: (step: MirrorStep) => MirrorStep): Outcome {
  const options = sweepOptions(instance);
  const step = altered(options.step);
  let policy = instance.policies['old'];
  for (let k = 1; k <= FOLLOWED; k++) {
    const next = sweep(policy, { ...options, step }).policy;
    if (equalPolicies(next, policy)) {
      return atLeast('J at rest', value(policy)[0], 'J*', optimalValue(instance.game)[0]);
    }
    policy = next;
  }
  return VACUOUS;
}

/** Eq. 3 with the drift that belongs to this clipped step. */
function asDrift({ name }: MirrorStep): MirrorStep {
  return clipDrift(Rational.parse(name.replace(/^clip:/, '')));
}

/** After each of the first sweeps the best policy within the support still has J*. */
function staysInReach(instance: Instance): Outcome {
  const best = optimalValue(instance.game)[0];
  return all(
    (function* () {
      let policy = instance.policies['old'];
      for (let k = 1; k <= SWEEPS; k++) {
        policy = sweep(policy, sweepOptions(instance)).policy;
        yield atLeast(`max J over policies within the support of π_${k}`, bestWithin(policy), 'J*', best);
      }
    })(),
  );
}

/** Is the practical update an instance of Theorem 2's? */
export const E9: Claim = {
  id: 'E9',
  title: 'The practical update (Eq. 6) keeps the optimum in reach, as the update of Theorem 2 (Eq. 3) does',
  statement:
    'From full support, after every exact argmax sweep of SeeUPPO-GRAE (Eq. 6) in reverse order, some policy that takes only actions that π_k takes has J = J*. (Else J(π_k) cannot tend to J*: importance ratios see no action without probability, so it never gets any again.)',
  source: 'this project; Theorem 2 speaks of Eq. 3, the experiments use Eq. 6',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax of the clipped surrogate',
    support: 'full',
    discount: 'γ = 1',
    order: 'reverse',
  },
  paper: 'silent',
  expected: 'refuted',
  remark:
    'No contradiction to Theorem 2, but a condition for using it. The theorem is about Eq. 3, whose argmax runs over a neighbourhood of π_k in which every action can be weighed: with the clip residual as drift and the whole simplex as neighbourhood its sweeps rest at J* on the same games (variant eq-3). Eq. 6 estimates that objective from samples of π_k, and importance weights see no action without probability. The clip takes the incentive away beyond 1 ± ε and does not bound the step, so an action of turn 1 whose continuation is still bad can lose its last probability while the later turn has just begun to learn what lies behind it. Five nodes suffice (ties: what is left over at history b goes to either action; the rule "last" keeps the optimum in reach there), and it happens where every argmax is unique as well (variant unique-argmax). Ratios kept within 1 ± ε restore it: no action ever vanishes (variant ratio-box), and J tends to J* (a proved theorem).',
  family,
  check: underFullInformation(staysInReach),
  variants: [
    {
      id: 'eq-3',
      title: 'With Eq. 3 itself, the clip residual as drift over the whole simplex, sweeps rest at the optimum only',
      expected: 'holds',
      drops: 'the sampled surrogate, by weighing every action as Eq. 3 does',
      check: (instance) => restsAtBest(instance, asDrift),
    },
    {
      id: 'eq-6',
      title: 'With Eq. 6, sweeps rest at the optimum only',
      expected: 'refuted',
      check: (instance) => restsAtBest(instance, (step) => step),
    },
    {
      id: 'unique-argmax',
      title: 'Where every argmax is unique, the optimum stays in reach',
      expected: 'refuted',
      drops: 'ties, by leaving out every game in which one occurs',
      // The wider the clip, the sooner an action takes all the mass.
      family: {
        ...family,
        earlyEnds: false,
        parameters: () => ({ step: ['clip:1'], order: ['reverse'], tie: ['first'] }),
      },
      check: staysInReachWithoutTies,
    },
    {
      id: 'ratio-box',
      title: 'With the ratio kept in 1 ± ε the optimum stays in reach',
      expected: 'holds',
      drops: 'the step: the clip, replaced by: the ratio box',
      family: {
        ...family,
        parameters: (game) => ({ ...family.parameters(game), step: ['ratio-box:1/5', 'ratio-box:1/2'] }),
      },
      check: staysInReach,
    },
    {
      id: 'one-turn',
      title: 'With one turn and certain rewards the optimum stays in reach',
      expected: 'holds',
      drops: 'chance, and turns after the first, by leaving them out',
      family: { ...family, turns: 1, chance: false, tiny: { ...family.tiny, turns: [1] } },
      check: staysInReach,
    },
    {
      id: 'partial-support',
      title: 'The ratio box needs no full support',
      expected: 'refuted',
      drops: 'full support, with the ratio box',
      family: {
        ...family,
        policies: { old: 'any' },
        parameters: (game) => ({ ...family.parameters(game), step: ['ratio-box:1/5'] }),
        tiny: { ...family.tiny, turns: [1], distributions: [...family.tiny.distributions, ['1', '0']] },
      },
      check: staysInReach,
    },
  ],
  effort: 1 / 4,
};
