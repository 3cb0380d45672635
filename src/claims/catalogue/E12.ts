import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import { NodeKind } from '../../game/game.js';
import { withCoin } from '../../game/withCoin.js';
import { setDistributions, unchecked } from '../../policy/policy.js';
import { recordSweep } from '../../certify/record.js';
import { type Sweep, sweep } from '../../sweep/sweep.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { all, atLeast, HOLDS, type Outcome, VACUOUS } from '../outcome.js';
import { equalEverywhere } from './everyHistory.js';
import { underFullInformation } from './fullInformation.js';
import { allTies, stepOf, sweepOf, sweepOptions } from './sweepOf.js';
import { iterated, wordsOf } from './witnesses.js';

const family: Family = {
  ...COMMON,
  parameters: (game) => ({
    step: ['clip:1/5', 'clip:1/2', 'clip-floor:1/5'],
    order: game.turns === 1 ? ['reverse'] : ['reverse', 'forward', 'simultaneous'],
    tie: allTies(game),
    coin: ['loud'],
  }),
  tiny: {
    ...COMMON.tiny,
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
    ],
  },
};

/** The same with a coin that is too quiet. */
const quiet: Family = {
  ...family,
  parameters: (game) => ({ ...family.parameters(game), step: ['clip:1/5', 'clip:1/2'], coin: ['quiet'] }),
};

/** The coin's size: just more than twice the range of the rewards, or an eighth of it. */
const coinOf = (range: Rational, coin: string | undefined): Rational =>
  coin === 'quiet' ? range.div(Rational.of(8)) : range.mul(Rational.of(2)).add(Rational.of(1, 100));

/** The instance on the game with the coin; undefined where all rewards are equal. */
function noisy({ game, policies, parameters }: Instance): Instance | undefined {
  const pays = Array.from({ length: game.nodeCount }, (_, i) => i).flatMap((i) =>
    game.kind[i] === NodeKind.terminal ? [game.reward[i]] : [],
  );
  const range = pays.reduce((x, y) => Rational.max(x, y)).sub(pays.reduce((x, y) => Rational.min(x, y)));
  if (range.isZero()) return undefined;
  const coined = withCoin(game, coinOf(range, parameters['coin']));
  return { game: coined, policies: { old: unchecked(coined, setDistributions(policies['old'])) }, parameters };
}

/** The ratio box of the same size. */
const boxOf = ({ parameters }: Instance): string => parameters['step'].replace(/^[^:]*/, 'ratio-box');

/** The sweep over it. */
const boxSweep = (instance: Instance): Sweep =>
  sweep(instance.policies['old'], { ...sweepOptions(instance), step: stepOf(boxOf(instance)) });

/** Every ratio within 1 ± ε, and every V that of the sweep over the ratio box. */
function isBox(given: Instance): Outcome {
  const instance = noisy(given);
  if (instance === undefined) return VACUOUS;
  const { game, policies, parameters } = instance;
  const made = sweepOf(instance).policy;
  const boxed = boxSweep(instance).policy;
  const epsilon = Rational.parse(parameters['step'].split(':')[1]);
  const ratios = function* (): Generator<Outcome> {
    for (let e = 0; e < game.edgeCount; e++) {
      const [p, q] = [policies['old'].probability[e], made.probability[e]];
      const most = p.mul(epsilon);
      if (q.sub(p).abs().gt(most)) yield atLeast('ε·π_k(a|h)', most, '|π_{k+1}(a|h) − π_k(a|h)|', q.sub(p).abs());
    }
    yield HOLDS;
  };
  return all([
    ...ratios(),
    equalEverywhere(
      game,
      { label: 'V(h) after the clipped sweep', values: value(made) },
      { label: 'V(h) after the sweep over the ratio box', values: value(boxed) },
    ),
  ]);
}

/** J after the sweep over the ratio box is at least that after the clipped sweep. */
function boxGainsAsMuch(given: Instance): Outcome {
  const instance = noisy(given);
  if (instance === undefined) return VACUOUS;
  const [own, boxed] = [value(sweepOf(instance).policy)[0], value(boxSweep(instance).policy)[0]];
  return atLeast('J after the sweep over the ratio box', boxed, 'J after the clipped sweep', own);
}

/** What noise does to the clip. */
export const E12: Claim = {
  id: 'E12',
  title: 'Where the rewards are noisy enough, the clip of Eq. 6 is the ratio box, so it reaches J*',
  statement:
    'In a game that ends with a fair coin of ±c, c more than twice the range of the other rewards: every exact argmax sweep of Eq. 6 (over all distributions, or over the floor) from full support keeps its ratios within 1 ± ε and is a sweep over the ratio box, in any order and with any baseline in the range of the rewards. So J(π_k) → J*, at the rate of E10.',
  source: 'this project; Theorem 2 has this conclusion for Eq. 3',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax of the clipped surrogate',
    support: 'full',
    discount: 'γ = 1',
    order: 'reverse, forward, simultaneous, any',
  },
  paper: 'silent',
  expected: 'proved',
  remark:
    'With noise every action has positive and negative samples in large numbers: beyond 1 + ε only the negative ones count and below 1 − ε only the positive ones, so that going beyond never pays. With sure rewards nothing holds an action at 1 − ε, and the same update can lose the optimum for ever (E7, E9). The price is E11: the burn-in doubles with every turn. Expectations are exact: what noise adds to the variance of samples is another matter.',
  family,
  check: underFullInformation(isBox),
  variants: [
    {
      id: 'quiet',
      title: 'With a coin of an eighth of the range the ratio box gains at least as much as the clip',
      expected: 'refuted',
      drops: 'the size of the coin',
      family: quiet,
      witness: (instance, violation) => {
        const made = noisy(instance);
        if (made === undefined) throw new RangeError('all rewards are equal');
        return iterated(
          { id: 'one-sweep' },
          (own) => [recordSweep(boxSweep(own), { ...wordsOf(own), step: boxOf(own) })],
          { policies: (own) => ({ better: sweepOf(own).policy }) },
        )(made, violation);
      },
      check: underFullInformation(boxGainsAsMuch),
    },
  ],
  effort: 1 / 2,
};
