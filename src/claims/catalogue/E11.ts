import { optimalValue } from '../../evaluate/optimalValue.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import { stopOrGo } from '../../game/library/stopOrGo.js';
import { sweep } from '../../sweep/sweep.js';
import { TIES } from '../../sweep/tie.js';
import type { Claim, WitnessMaker } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { atLeast, HOLDS_STRICTLY, type Outcome } from '../outcome.js';
import { onLibraryGame } from './onLibraryGame.js';
import { sweepOptions } from './sweepOf.js';
import { sweptOften } from './witnesses.js';

const HALF = Rational.of(1, 2);
const ORDERS: readonly string[] = ['reverse', 'forward', 'simultaneous'];

/** The lines of so many turns, without or with a coin of ±3, in these orders with each of the steps and ties. */
function lines(turns: readonly number[], coin: '' | ':3', steps: readonly string[], orders = ORDERS): Family {
  const instances = (): Instance[] =>
    turns.flatMap((T) => {
      const entry = stopOrGo(`stop-or-go:${T}${coin}`);
      return (T === 1 ? ['reverse'] : orders).flatMap((order) =>
        steps.flatMap((step) => TIES.map((tie) => onLibraryGame(entry, { step, order, tie }))),
      );
    });
  return {
    ...COMMON,
    listed: {
      words: `stop-or-go with ${turns.join(', ')} turns${coin === '' ? '' : ' and a final coin of ±3'}, from the probability 1/(4T) of going on; ${steps.join(', ')}; ${orders.join(', ')}`,
      instances,
    },
  };
}

const BOX = ['ratio-box:1/5', 'ratio-box:1/2'];
const NOISY = ['clip:1/5', 'clip-floor:1/5', 'clip:1/2'];
const box = lines([1, 2, 3, 4, 5], '', BOX);
const EUCLIDEAN = ['1/8', '1/4', '1/2', '1', '2', '4'].map((lambda) => `euclidean:${lambda}`);
/** Sweeps within which the rate is checked. */
const FOLLOWED = 16;

/** After each of the first factor·(2^T − 1) sweeps J is still 1/2 or more below J* = 1. */
function isFar(instance: Instance, factor = 1): Outcome {
  const best = optimalValue(instance.game)[0];
  let policy = instance.policies['old'];
  for (let k = 0; k <= factor * (2 ** instance.game.turns - 1); k++) {
    if (k > 0) policy = sweep(policy, sweepOptions(instance)).policy;
    const outcome = atLeast(`J* − J after ${k} sweeps`, best.sub(value(policy)[0]), '1/2', HALF);
    if (outcome.status !== 'holds') return outcome;
  }
  return HOLDS_STRICTLY;
}

/** J* − J(π_K) ≤ λT/K after each of the first sweeps K with the drift (λ/2)·‖q − p‖². */
function isFast(instance: Instance): Outcome {
  const { game, parameters } = instance;
  const lambda = Rational.parse(parameters['step'].split(':')[1]);
  const best = optimalValue(game)[0];
  let policy = instance.policies['old'];
  for (let k = 1; k <= FOLLOWED; k++) {
    policy = sweep(policy, sweepOptions(instance)).policy;
    const bound = lambda.mul(Rational.of(game.turns, k));
    const outcome = atLeast('λT/K', bound, `J* − J(π_${k})`, best.sub(value(policy)[0]));
    if (outcome.status !== 'holds') return outcome;
  }
  return HOLDS_STRICTLY;
}

/** The certificate of the sweeps after which J is nearer than 1/2. */
const nearer: WitnessMaker = (instance, violation) => {
  const sweeps = /after (\d+) sweeps/.exec(violation.left.label)?.[1] ?? '';
  return sweptOften({ id: 'far', by: '1/2', sweeps }, () => Number(sweeps))(instance, violation);
};

/** What depth costs a trust region. */
export const E11: Claim = {
  id: 'E11',
  title: 'The ratio box, and under noise the clip, needs a number of sweeps that doubles with every turn',
  statement:
    'For every T, on stop-or-go with T turns (rewards in [0, 1], wrong actions cost at least 1/2, one context), from the probability 1/(4T) of going on, every run of the ratio box with any ε < 1, in any order of the turns and with any baseline, has J ≤ J* − 1/2 after each of the first 2^T − 1 sweeps. With a final coin of ±c, c > 2, the same holds of the clip of Eq. 6 and of the floor, with any baseline in [0, 1], V(s0) among them.',
  source: 'this project',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax over the ratio box, or of the clipped surrogate',
    support: 'full',
    discount: 'γ = 1',
    order: 'reverse, forward, simultaneous, any',
  },
  paper: 'silent',
  expected: 'proved',
  remark:
    'While the later turns still learn, an earlier one falls by 1 − ε a sweep, however small the advantage against it, and has to regain it all. It is not the trust region that costs: KL sweeps are within λ·T·ln(4T)/K of J* after K sweeps, Euclidean ones within λ·T/K (variant euclidean-fast), and KL with λ ≥ 1/ln(1 + ε) never leaves the ratio box of ε (all proved). What costs is going to the edge of the region however small the advantage. With a clip that is wider above than below the base falls: 1.9 for 0.2 and 0.28. All this is about the exact argmax of each turn; a gradient step moves in proportion to the advantage.',
  family: box,
  check: (instance) => isFar(instance),
  variants: [
    {
      id: 'euclidean',
      title: 'Euclidean steps are as slow',
      expected: 'refuted',
      drops: 'the ratio box, replaced by: the Euclidean drift',
      family: lines([3], '', ['euclidean:1']),
      witness: nearer,
      check: (instance) => isFar(instance),
    },
    {
      id: 'euclidean-fast',
      title: 'Euclidean steps are within λT/K of J* after K reverse sweeps',
      expected: 'holds',
      family: lines([1, 2, 3, 4, 5], '', EUCLIDEAN, ['reverse']),
      check: isFast,
    },
    {
      id: 'noisy-clip',
      title: 'With a final coin of ±3 the clip of Eq. 6 and the floor are as slow',
      expected: 'holds',
      family: lines([1, 2, 3, 4], ':3', NOISY),
      check: (instance) => isFar(instance),
    },
    {
      id: 'sure-clip',
      title: 'Without the coin the clip is as slow',
      expected: 'refuted',
      drops: 'the noise',
      family: lines([3, 4], '', ['clip:1/5']),
      witness: nearer,
      check: (instance) => isFar(instance),
    },
    {
      id: 'eight-times-as-long',
      title: 'J stays away for 8·(2^T − 1) sweeps',
      expected: 'refuted',
      family: lines([3], '', ['ratio-box:1/5']),
      witness: nearer,
      check: (instance) => isFar(instance, 8),
    },
  ],
};
