import { optimalValue } from '../../evaluate/optimalValue.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import { stopOrGo } from '../../game/library/stopOrGo.js';
import { sweep } from '../../sweep/sweep.js';
import type { Claim, WitnessMaker } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { atLeast, HOLDS_STRICTLY, type Outcome, VACUOUS } from '../outcome.js';
import { floorRate, type Rate } from './floorRate.js';
import { underFullInformation } from './fullInformation.js';
import { onLibraryGame } from './onLibraryGame.js';
import { allTies, sweepOptions } from './sweepOf.js';
import { sweptOften } from './witnesses.js';

/** Sweeps that are looked at from the burn-in on, and with a longer burn-in nothing is. */
const FOLLOWED = 6;
const LONGEST = 80;

const family: Family = {
  ...COMMON,
  turns: 2,
  parameters: (game) => ({
    step: ['clip-floor:1/2', 'ratio-box:1/2', 'clip-floor:1/3'],
    order: game.turns === 1 ? ['reverse'] : ['reverse', 'forward', 'simultaneous'],
    tie: allTies(game),
  }),
  tiny: {
    ...COMMON.tiny,
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
    ],
  },
};

/** What may be claimed instead of the rate. */
interface Promise {
  /** Of the factor: (1 − ε)^power a sweep. */
  readonly power?: number;
  readonly from?: (rate: Rate) => number;
}

const sizeOf = ({ parameters }: Instance): Rational => Rational.parse(parameters['step'].split(':')[1]);

/** J* − J(π_k) ≤ range·(1 − ε)^(power·(k − from)) for the first sweeps k ≥ from. */
function within(instance: Instance, { power = 1, from = ({ burnIn }) => burnIn }: Promise = {}): Outcome {
  const epsilon = sizeOf(instance);
  const rate = floorRate(instance.policies['old'], epsilon);
  if (rate === undefined || from(rate) > LONGEST) return VACUOUS;
  const best = optimalValue(instance.game)[0];
  let policy = instance.policies['old'];
  for (let k = 0; k <= from(rate) + FOLLOWED; k++) {
    if (k >= from(rate)) {
      const most = rate.range.mul(Rational.ONE.sub(epsilon).pow(power * (k - from(rate))));
      const outcome = atLeast(`${most}, promised after ${k} sweeps`, most, 'J* − J(π_k)', best.sub(value(policy)[0]));
      if (outcome.status !== 'holds') return outcome;
    }
    policy = sweep(policy, sweepOptions(instance)).policy;
  }
  return HOLDS_STRICTLY;
}

/** The certificate of the sweeps after which the distance is greater than was promised. */
const farther: WitnessMaker = (instance, violation) => {
  const [, by, sweeps] = /^(\S+), promised after (\d+) sweeps$/.exec(violation.left.label) ?? ['', '', ''];
  return sweptOften({ id: 'near', by, sweeps }, () => Number(sweeps))(instance, violation);
};

/** The clipped update that converges, and how fast. */
export const E10: Claim = {
  id: 'E10',
  title: 'With a floor under its ratios the clipped update reaches J*, at the rate 1 − ε after a burn-in',
  statement:
    'From full support, exact argmax sweeps of Eq. 6 over {q : q ≥ (1 − ε)π_k} (clip-floor), or over the ratio box, in any order of the turns: J(π_k) → J*, and J* − J(π_k) ≤ R·(1 − ε)^(k − K) for k ≥ K. R is the most that one wrong action costs; K follows from ε, T, the least probability of the start and the least loss by a wrong action: at most (h + s)·(3^T − 1)/2 − s for ε ≤ 1/2, with (1 + ε)^h·p₀ ≥ 1/2, (1 − ε)^s ≤ 1/2 and R·(1 − ε)^s < Δ.',
  source: 'this project; the ratio box is the step of BPO (Bounded Ratio Reinforcement Learning, 2026)',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax of the clipped surrogate over the floor, or of the linear one over the ratio box',
    support: 'full',
    discount: 'γ = 1',
    order: 'reverse, forward, simultaneous, any',
  },
  paper: 'silent',
  expected: 'proved',
  remark:
    'Theorem 2 repaired for the practical update: the clip alone lets an action of turn 1 lose its last probability before the later turns have learnt what lies behind it (E7, E9); a floor is all that is missing, and no tie rule replaces it. No run is faster than (1 − ε)^k, since that share of a wrong action stays; so the factor is exact. The proofs hold for any baseline that is a function of the history and for clips that are wider above than below (“clip-higher”). The burn-in is exponential in the number of turns and has to be (E11). Checked where the burn-in is at most 80 sweeps.',
  family,
  check: underFullInformation((instance) => within(instance)),
  variants: [
    {
      id: 'plain-clip',
      title: 'The clip without a floor converges as fast',
      expected: 'refuted',
      drops: 'the floor under the ratios',
      family: {
        ...family,
        turns: 2,
        parameters: () => ({ step: ['clip:1/2'], order: ['reverse'], tie: ['first', 'last'] }),
        tiny: {
          turns: [1, 2],
          rewards: ['-3', '0', '1'],
          distributions: [
            ['9/10', '1/10'],
            ['1/10', '9/10'],
          ],
        },
      },
      witness: farther,
      check: (instance) => within(instance),
    },
    {
      id: 'factor-squared',
      title: 'After the burn-in the distance shrinks by (1 − ε)² a sweep',
      expected: 'refuted',
      witness: farther,
      check: (instance) => within(instance, { power: 2 }),
    },
    {
      id: 'burn-in-polynomial',
      title: 'T times what one turn alone needs is burn-in enough',
      expected: 'refuted',
      family: {
        ...family,
        listed: {
          words: 'stop-or-go with 1 … 6 turns and the ratio box 1/2',
          instances: () =>
            [1, 2, 3, 4, 5, 6].map((turns) =>
              onLibraryGame(stopOrGo(`stop-or-go:${turns}`), { step: 'ratio-box:1/2', order: 'reverse', tie: 'first' }),
            ),
        },
      },
      witness: farther,
      check: (instance) => within(instance, { from: ({ polynomial }) => polynomial }),
    },
  ],
  effort: 1 / 8,
};
