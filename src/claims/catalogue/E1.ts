import { optimalValue } from '../../evaluate/optimalValue.js';
import { value } from '../../evaluate/value.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { atLeast, type Outcome } from '../outcome.js';
import { attainsTheBest, BLIND } from './attainsTheBest.js';
import { equalEverywhere } from './everyHistory.js';
import { underFullInformation } from './fullInformation.js';
import { allTies, sweepOf } from './sweepOf.js';
import { atHistory, BETTER, swept } from './witnesses.js';

const family: Family = {
  ...COMMON,
  edgeRewards: true,
  discounts: ['1', '1/2'],
  policies: { old: 'any' },
  parameters: (game) => ({ step: ['unrestricted'], order: ['reverse'], tie: allTies(game) }),
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1'],
    distributions: [
      ['1/2', '1/2'],
      ['1', '0'],
      ['0', '1'],
    ],
    coin: false,
  },
};

/** V_{π_{k+1}} = V* at every history. */
function optimalEverywhere(instance: Instance): Outcome {
  const { game } = instance;
  return equalEverywhere(
    game,
    { label: 'V_{π_{k+1}}(h)', values: value(sweepOf(instance).policy) },
    { label: 'V*(h)', values: optimalValue(game) },
  );
}

/** One-sweep optimality. */
export const E1: Claim = {
  id: 'E1',
  title: 'One reverse sweep without drift and without a neighbourhood is optimal',
  statement:
    'After one reverse sweep of unrestricted steps V_{π_{k+1}}(h) = V*(h) at every history h; in particular J(π_{k+1}) = J*.',
  source: 'Theorem 2, its proof by backward induction',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax, unrestricted, at every history',
    support: 'any',
    discount: 'any γ; rewards on the way allowed',
    order: 'reverse',
  },
  paper: 'guaranteed',
  expected: 'proved',
  remark:
    'The paper\'s "turn t+1 is already optimal when turn t is updated" is true after one sweep in this regime only; with a drift or a neighbourhood it becomes true in the limit. Where only reached histories are updated, J* needs a start that reaches everything.',
  family,
  check: underFullInformation(optimalEverywhere),
  variants: [
    {
      id: 'forward',
      title: 'Forward or simultaneous order will do',
      expected: 'refuted',
      drops: 'reverse order',
      family: { ...family, parameters: (game) => ({ ...family.parameters(game), order: ['forward', 'simultaneous'] }) },
      witness: swept(atHistory({ id: 'last-turns', extra: 'all' }), BETTER),
      check: optimalEverywhere,
    },
    {
      id: 'confined',
      title: 'The clipped surrogate, a drift or a neighbourhood will do',
      expected: 'refuted',
      drops: 'the step is unrestricted and has no drift',
      family: {
        ...family,
        policies: { old: 'full' },
        parameters: (game) => ({ ...family.parameters(game), step: ['clip:1/5', 'euclidean:5', 'ratio-box:1/5'] }),
      },
      witness: swept(atHistory({ id: 'last-turns', extra: 'all' }), BETTER),
      check: optimalEverywhere,
    },
    {
      id: 'reached-only',
      title: 'It is enough to update the histories that the old policy reaches (J alone)',
      expected: 'refuted',
      drops: 'the argmax is taken at every history',
      family: { ...family, parameters: (game) => ({ ...family.parameters(game), weighting: ['reached'] }) },
      witness: swept({ id: 'one-sweep' }, BETTER),
      check: (instance) =>
        atLeast('J(π_{k+1})', value(sweepOf(instance).policy)[0], 'J*', optimalValue(instance.game)[0]),
    },
    {
      id: 'truncated',
      title: 'A policy that does not see its past reaches the best that such policies can attain',
      expected: 'refuted',
      drops: 'full information',
      family: BLIND,
      witness: swept({ id: 'one-sweep' }, BETTER),
      check: (instance) => attainsTheBest(sweepOf(instance).policy),
    },
  ],
};
