import { optimalValue } from '../../evaluate/optimalValue.js';
import { value } from '../../evaluate/value.js';
import { sweeps } from '../../sweep/sweep.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { atLeast, type Outcome, VACUOUS } from '../outcome.js';
import { equalEverywhere } from './everyHistory.js';
import { underFullInformation } from './fullInformation.js';
import { allTies, sweepOptions } from './sweepOf.js';
import { atHistory, sweptOften } from './witnesses.js';

const family: Family = {
  ...COMMON,
  edgeRewards: true,
  discounts: ['1', '1/2'],
  policies: { old: 'any' },
  parameters: (game) => ({
    sweeps: Array.from({ length: game.turns }, (_, k) => String(k + 1)),
    step: ['unrestricted'],
    order: ['forward', 'simultaneous'],
    tie: allTies(game),
  }),
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1'],
    distributions: [
      ['1/2', '1/2'],
      ['1', '0'],
      ['0', '1'],
    ],
  },
};

/** V_π per node after `count` sweeps. */
function valueAfter(instance: Instance, count: number): ReturnType<typeof value> {
  const made = sweeps(instance.policies['old'], sweepOptions(instance), count);
  return value(count === 0 ? instance.policies['old'] : made[count - 1].policy);
}

/** After k sweeps the last k + `extra` turns are optimal. */
function lastTurnsOptimal(instance: Instance, extra: number): Outcome {
  const { game } = instance;
  const count = Number(instance.parameters['sweeps']);
  if (count + extra > game.turns) return VACUOUS;
  return equalEverywhere(
    game,
    { label: `V(h) after ${count} sweep${count === 1 ? '' : 's'}`, values: valueAfter(instance, count) },
    { label: 'V*(h)', values: optimalValue(game) },
    (i) => game.turn[i] > game.turns - count - extra,
  );
}

/** In games of T turns, T − 1 sweeps reach J*. */
function oneSweepLess(instance: Instance, turns: number): Outcome {
  const { game } = instance;
  if (game.turns !== turns) return VACUOUS;
  return atLeast(
    `J after ${turns - 1} sweep${turns === 2 ? '' : 's'}`,
    valueAfter(instance, turns - 1)[0],
    'J*',
    optimalValue(game)[0],
  );
}

/** The witness's family: T turns, two actions, a policy that is certain of its action everywhere. */
function gamesOf(turns: number): Family {
  return {
    ...family,
    edgeRewards: false,
    discounts: ['1'],
    turns,
    actions: [2, 2],
    chance: false,
    policies: { old: 'deterministic' },
    parameters: () => ({ step: ['unrestricted'], order: ['forward', 'simultaneous'], tie: ['first', 'last'] }),
    tiny: {
      turns: [turns],
      rewards: ['0', '1'],
      distributions: [
        ['1', '0'],
        ['0', '1'],
      ],
    },
  };
}

/** What the other orders reach, and when. */
export const E2: Claim = {
  id: 'E2',
  title: 'After k forward or simultaneous sweeps the last k turns are optimal, so T sweeps suffice',
  statement:
    'After k forward or simultaneous sweeps of unrestricted steps V(h) = V*(h) at every history h of the turns T − k + 1, …, T; so T sweeps reach J*, and for T = 2 and T = 3 some games need exactly T.',
  source: 'this project, beside Theorem 2',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax, unrestricted, at every history',
    support: 'any',
    discount: 'any γ; rewards on the way allowed',
    order: 'forward, simultaneous',
  },
  paper: 'silent',
  expected: 'proved',
  remark:
    'With unrestricted steps and full information the two orders make the same sweep, since a turn looks only at the turns after it. The last two variants are the witnesses that T sweeps can be needed.',
  family,
  check: underFullInformation((instance) => lastTurnsOptimal(instance, 0)),
  variants: [
    {
      id: 'one-turn-more',
      title: 'After k sweeps the last k + 1 turns are optimal',
      expected: 'refuted',
      witness: sweptOften(atHistory({ id: 'last-turns', extra: '1' }), ({ parameters }) =>
        Number(parameters['sweeps']),
      ),
      check: (instance) => lastTurnsOptimal(instance, 1),
    },
    {
      id: 'two-turns-one-sweep',
      title: 'In games of two turns one sweep reaches J*',
      expected: 'refuted',
      drops: 'as many sweeps as turns (T = 2)',
      family: gamesOf(2),
      witness: sweptOften({ id: 'after-sweeps', sweeps: '1' }, () => 1),
      check: (instance) => oneSweepLess(instance, 2),
    },
    {
      id: 'three-turns-two-sweeps',
      title: 'In games of three turns two sweeps reach J*',
      expected: 'refuted',
      drops: 'as many sweeps as turns (T = 3)',
      family: gamesOf(3),
      witness: sweptOften({ id: 'after-sweeps', sweeps: '2' }, () => 2),
      check: (instance) => oneSweepLess(instance, 3),
    },
    {
      id: 'confined',
      title: 'Steps confined to a neighbourhood, or with a drift, will do',
      expected: 'refuted',
      drops: 'the step is unrestricted and has no drift',
      family: {
        ...family,
        policies: { old: 'full' },
        parameters: (game) => ({ ...family.parameters(game), step: ['clip:1/5', 'euclidean:5', 'ratio-box:1/5'] }),
      },
      witness: sweptOften(atHistory({ id: 'last-turns', extra: '0' }), ({ parameters }) =>
        Number(parameters['sweeps']),
      ),
      check: (instance) => lastTurnsOptimal(instance, 0),
    },
  ],
};
