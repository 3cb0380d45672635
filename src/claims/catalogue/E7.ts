import { optimalValue } from '../../evaluate/optimalValue.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import { NodeKind } from '../../game/game.js';
import { distributionAt, type Policy } from '../../policy/policy.js';
import { sweep } from '../../sweep/sweep.js';
import type { Claim, WitnessMaker } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { atLeast, HOLDS, HOLDS_STRICTLY, type Outcome } from '../outcome.js';
import { underFullInformation } from './fullInformation.js';
import { allTies, sweepOptions } from './sweepOf.js';
import { sweptOften, sweptToRest } from './witnesses.js';

const { ONE } = Rational;

/** One turn, two actions, a coin after them. */
const family: Family = {
  ...COMMON,
  turns: 1,
  parameters: (game) => ({ step: ['clip:1/5', 'clip:1/2'], order: ['reverse'], tie: allTies(game) }),
  tiny: {
    turns: [1],
    rewards: ['0', '2', '3'],
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
    ],
    coin: true,
  },
};

/** Two turns, all rewards certain. The wider clip lets an action take all the mass sooner. */
const twoTurns: Family = {
  ...family,
  turns: 2,
  actions: [3, 4],
  chance: false,
  parameters: () => ({ step: ['clip:1/2', 'clip:9/10'], order: ['reverse'], tie: ['first', 'last'] }),
  tiny: { ...family.tiny, coin: false, rewards: ['0', '1'] },
};

const oneTurn: Family = { ...family, chance: false, tiny: { ...family.tiny, coin: false, rewards: ['0', '1', '2'] } };

/** ⌈log_{1+ε}(1/weight)⌉: the least K with (1+ε)^K·weight ≥ 1. */
function sweepsUntil(weight: Rational, epsilon: Rational): number {
  let count = 0;
  for (let grown = weight; grown.lt(ONE); grown = grown.mul(ONE.add(epsilon))) count += 1;
  return count;
}

/** Σ_t ⌈log_{1+ε}(1/min p_0)⌉, the minimum over the actions of turn t's histories. */
function catalogueBound(old: Policy, epsilon: Rational): number {
  const { game } = old;
  const least = new Array<Rational>(game.turns).fill(ONE);
  game.infoSets.forEach(([i], set) => {
    const t = game.turn[i] - 1;
    least[t] = distributionAt(old, set).reduce((x, y) => Rational.min(x, y), least[t]);
  });
  return least.reduce((sum, weight) => sum + sweepsUntil(weight, epsilon), 0);
}

/** ⌈log_{1+ε}(1/w)⌉ in a bandit, w the start's weight on the best actions together. */
function bestWeightBound(old: Policy, epsilon: Rational): number {
  const { game } = old;
  const best = optimalValue(game)[0];
  const weight = Rational.sum(
    Array.from({ length: game.edgeCount }, (_, e) => e)
      .filter((e) => game.kind[game.child[e]] === NodeKind.terminal && game.reward[game.child[e]].equals(best))
      .map((e) => old.probability[e]),
  );
  return sweepsUntil(weight, epsilon);
}

/** One less than that. */
function oneLess(old: Policy, epsilon: Rational): number {
  return Math.max(0, bestWeightBound(old, epsilon) - 1);
}

/** The certificate that as many sweeps as the bound says are too few. */
const notWithin = (bound: string, most: (old: Policy, epsilon: Rational) => number): WitnessMaker =>
  sweptOften(
    ({ parameters: { step } }) => ({ id: 'within-bound', bound, step }),
    ({ policies, parameters }) => most(policies['old'], Rational.parse(parameters['step'].split(':')[1])),
  );

/** J after at most `bound` sweeps is J*, exactly. */
function optimalWithin(instance: Instance, bound: (old: Policy, epsilon: Rational) => number): Outcome {
  const { game, policies, parameters } = instance;
  const [, size] = parameters['step'].split(':');
  const most = bound(policies['old'], Rational.parse(size));
  const best = optimalValue(game)[0];
  let policy = policies['old'];
  let reached = value(policy)[0];
  for (let k = 0; k < most && reached.lt(best); k++) {
    policy = sweep(policy, sweepOptions(instance)).policy;
    reached = value(policy)[0];
  }
  if (reached.equals(best)) return HOLDS_STRICTLY;
  return atLeast(`J after ${most} sweeps`, reached, 'J*', best);
}

/** Runs until a sweep changes nothing, at most 30 sweeps: where it stands still, J is J*. */
function stopsAtTheBest(instance: Instance): Outcome {
  let policy = instance.policies['old'];
  for (let k = 0; k < 30; k++) {
    const next = sweep(policy, sweepOptions(instance)).policy;
    if (next.probability.every((p, e) => p.equals(policy.probability[e]))) {
      const reached = value(policy)[0];
      const best = optimalValue(instance.game)[0];
      return reached.equals(best) ? HOLDS_STRICTLY : atLeast(`J, at rest after ${k} sweeps`, reached, 'J*', best);
    }
    policy = next;
  }
  return HOLDS;
}

/** Does the clipped update end, and at the optimum? */
export const E7: Claim = {
  id: 'E7',
  title: 'Exact clipped sweeps reach the optimum exactly after finitely many sweeps',
  statement:
    'From full support, exact argmax sweeps of SeeUPPO-GRAE reach J = J* after at most Σ_t ⌈log_{1+ε}(1/min p_0)⌉ sweeps, min p_0 being the least probability that the start gives to an action of turn t.',
  source: 'this project',
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
    "It fails in two ways, for any number of sweeps. A lucky action: one that sometimes pays more than the best has E[M⁺] > 0 for ever, so the clipped surrogate leaves it 1 − ε of its probability at every sweep, and J* is reached only in the limit. And an early farewell: the surrogate is flat beyond 1 + ε, so an action of turn 1 that leads to what would be the best, but is not yet, can lose its last probability in one sweep; nothing is learned there any more and J stays below J* for ever, from full support and with certain rewards (variant two-turns). So the clipped argmax keeps Theorem 1 and loses Theorem 2; with the ratio kept within its box instead it tends to J* (a proved theorem), but never arrives (variant ratio-box). Whether the optimum stays in reach at all is E9. With one turn and certain rewards the claim is true and proved, with the best actions' joint weight w in place of min p_0.",
  family,
  witness: notWithin('least probability', catalogueBound),
  check: underFullInformation((instance) => optimalWithin(instance, catalogueBound)),
  variants: [
    {
      id: 'one-turn-certain-rewards',
      title: 'With one turn and certain rewards ⌈log_{1+ε}(1/w)⌉ sweeps suffice, w the weight of the best actions',
      expected: 'holds',
      drops: 'chance, and turns after the first, by leaving them out',
      family: oneTurn,
      check: (instance) => optimalWithin(instance, bestWeightBound),
    },
    {
      id: 'one-sweep-less',
      title: 'There, one sweep less suffices',
      expected: 'refuted',
      family: oneTurn,
      witness: notWithin('best weight less one', oneLess),
      check: (instance) => optimalWithin(instance, oneLess),
    },
    {
      id: 'two-turns',
      title: 'With two turns and certain rewards the sweeps come to rest at the optimum only',
      expected: 'refuted',
      drops: 'a single turn',
      family: twoTurns,
      witness: sweptToRest(30),
      check: stopsAtTheBest,
    },
    {
      id: 'ratio-box',
      title: 'The ratio box, in place of the clip, reaches the optimum exactly as well',
      expected: 'refuted',
      drops: 'the step: the surrogate is flat beyond 1 + ε, so that one action can take all',
      family: {
        ...oneTurn,
        parameters: (game) => ({ ...oneTurn.parameters(game), step: ['ratio-box:1/5', 'ratio-box:1/2'] }),
      },
      witness: notWithin('best weight', bestWeightBound),
      check: (instance) => optimalWithin(instance, bestWeightBound),
    },
  ],
};
