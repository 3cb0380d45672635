import { optimalValue } from '../../evaluate/optimalValue.js';
import { edgeValue } from '../../evaluate/backward.js';
import { Rational } from '../../exact/rational.js';
import { NodeKind } from '../../game/game.js';
import type { Policy } from '../../policy/policy.js';
import { sweep } from '../../sweep/sweep.js';
import type { Claim, WitnessMaker } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { all, atLeast, type Outcome } from '../outcome.js';
import { underFullInformation } from './fullInformation.js';
import { sweepOptions } from './sweepOf.js';
import { sweptOften } from './witnesses.js';

/** Sweeps after which the rest is looked at. */
const SWEEPS = 4;

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

/** The certificate of the sweep after which no policy within the support is optimal. */
const fallsOutOfReach: WitnessMaker = (instance, violation) => {
  const count = /π_(\d+)$/.exec(violation.left.label)?.[1];
  return sweptOften({ id: 'out-of-reach' }, () => Number(count))(instance, violation);
};

/** Theorem 2 for the practical surrogate, without sampling or shared parameters. */
export const E9: Claim = {
  id: 'E9',
  title: 'Clipped sweeps from full support never put the optimum out of reach',
  statement:
    'From full support, after every exact argmax sweep of SeeUPPO-GRAE in reverse order, some policy that takes only actions that π_k takes has J = J*. (Else J(π_k) cannot tend to J*: an action without probability never gets any again.)',
  source: 'Theorem 2, for the update of Eq. 6; this project: the statement',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax of the clipped surrogate',
    support: 'full',
    discount: 'γ = 1',
    order: 'reverse',
  },
  paper: 'guaranteed',
  expected: 'refuted',
  remark:
    'The clip bounds what the surrogate rewards, not the step: beyond 1 + ε it is flat, so an action can take all of the mass. An action of turn 1 whose continuation is still bad then loses its last probability, although the best reward lies behind it and the reverse order has just begun to improve what follows. With ε = 1/5 two turns, two actions and certain rewards suffice. So the exact clipped update keeps Theorem 1 and not Theorem 2. A neighbourhood that keeps ratios within 1 ± ε, which HAML asks for and the clip is not, restores it: no action ever vanishes (variant ratio-box), and J tends to J* (a proved theorem).',
  family,
  witness: fallsOutOfReach,
  check: underFullInformation(staysInReach),
  variants: [
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
      witness: fallsOutOfReach,
      check: staysInReach,
    },
  ],
  effort: 1 / 4,
};
