import { enclosedAtLeast } from '../claims/catalogue/enclosedOutcome.js';
import type { Family } from '../claims/generate/family.js';
import type { Instance } from '../claims/instance.js';
import { atLeast, type Outcome, VACUOUS } from '../claims/outcome.js';
import { value } from '../evaluate/value.js';
import { isExactly } from '../exact/real.js';
import type { Policy } from '../policy/policy.js';
import { parseTie } from '../sweep/tie.js';
import { isExact, isSamePolicy, iterated } from './after.js';
import { bestKnown } from './bestKnown.js';
import { familiesOf } from './families.js';
import type { Guarantee, GuaranteeRegime, Step } from './guarantee.js';

/** The most iterations of `limit`. */
const SWEEPS = 20;

const BEST = 'the best J with this information';
const UNKNOWN: Outcome = { status: 'undecided', reason: `${BEST} is not known: there are too many policies to list` };

/** The core of Theorem 2: there is nowhere to get stuck but at the optimum. */
export const FIXED_POINT: Guarantee = {
  id: 'fixed-point',
  title: 'stalls only at the optimum',
  statement:
    'If one iteration from a policy of full support leaves J as it is, then no policy with the same information has a greater J. (Under shared information: no policy with probabilities in multiples of 1/4.)',
  claim: 'E3',
  applies: () => true,
  families: familiesOf,
  check: (step) => (instance) => {
    const old = instance.policies['old'];
    const after = iterated(step, instance, old);
    const { values, oldValues } = after(START);
    return isExactly(values[0], oldValues[0]) ? attains(old) : VACUOUS;
  },
};

/** Theorem 2 as users meet it: where the iteration ends. */
export const LIMIT: Guarantee = {
  id: 'limit',
  title: 'ends only at the optimum',
  statement: `If the iteration, started from full support, comes to rest within ${SWEEPS} iterations (π_{k+1} = π_k), it rests at a policy of the greatest J. (Under shared information: as in "fixed-point".)`,
  claim: 'E9',
  applies: () => true,
  families: whereIterationsEnd,
  check: (step) => (instance) => {
    const options = optionsOf(instance);
    let policy = instance.policies['old'];
    for (let k = 0; k < SWEEPS; k++) {
      const next = step(policy, options);
      if (!isExact(next)) return VACUOUS; // an enclosed policy cannot be told to rest
      if (isSamePolicy(next, policy)) return attains(policy);
      policy = next;
    }
    return VACUOUS;
  },
};

/** Theorem 2 in one sweep: the reverse order's own strength, with no drift and no neighbourhood. */
export const ONE_SWEEP: Guarantee = {
  id: 'one-sweep',
  title: 'is at the optimum after one iteration',
  statement: 'J(π_{k+1}) = the greatest J, for one iteration from every policy of full support.',
  claim: 'E1',
  applies: () => true,
  families: familiesOf,
  check: (step) => (instance) => {
    const best = bestKnown(instance.game);
    if (best === undefined) return UNKNOWN;
    const after = iterated(step, instance, instance.policies['old']);
    return enclosedAtLeast(
      'J(π_{k+1})',
      (precision) => after(precision).values[0],
      BEST,
      () => best,
    );
  },
};

/** A rate: as many sweeps as there are turns. */
export const ALL_TURNS: Guarantee = {
  id: 'all-turns',
  title: 'is at the optimum after T iterations',
  statement: 'J(π_T) = the greatest J, for T iterations on a game of T turns from every policy of full support.',
  claim: 'E2',
  applies: () => true,
  families: familiesOf,
  check: (step) => (instance) => {
    const options = optionsOf(instance);
    let policy = instance.policies['old'];
    for (let k = 1; k < instance.game.turns; k++) {
      const next = step(policy, options);
      if (!isExact(next)) return VACUOUS; // the next iteration would need the exact policy
      policy = next;
    }
    return ONE_SWEEP.check(step)({ ...instance, policies: { ...instance.policies, old: policy } });
  },
};

/**
 * Iterating is dear, so the games stay small. One turn with a coin, so that rewards are noisy; and two turns with a
 * policy that is already nearly certain, which can give up an action for good before what lies behind it has improved.
 */
function whereIterationsEnd(regime: GuaranteeRegime): readonly Family[] {
  const [small] = familiesOf(regime);
  const firstTie: Family = { ...small, parameters: (game) => ({ ...small.parameters(game), tie: ['first'] }) };
  const coin: Family = { ...firstTie, tiny: { ...small.tiny, turns: [1], rewards: ['0', '2', '3'], coin: true } };
  if (regime.turns === 'single') return [coin];
  const sure: Family['tiny'] = {
    turns: [2],
    rewards: ['-3', '0', '1'],
    distributions: [
      ['9/10', '1/10'],
      ['1/10', '9/10'],
    ],
  };
  return [coin, { ...firstTie, rewards: [-4, 4], tiny: sure }];
}

/** Significant digits of the first look; an exact result does not depend on them. */
const START = 30;

function optionsOf({ parameters }: Instance): Parameters<Step>[1] {
  return {
    tie: parseTie(parameters['tie'] ?? 'first'),
    seed: Number(parameters['seed'] ?? '1'),
    precision: START,
  };
}

function attains(policy: Policy): Outcome {
  const best = bestKnown(policy.game);
  return best === undefined ? UNKNOWN : atLeast('J(π)', value(policy)[0], BEST, best);
}
