import { enclosedAtLeast } from '../claims/catalogue/enclosedOutcome.js';
import { atLeast, HOLDS_STRICTLY, type Outcome, VACUOUS } from '../claims/outcome.js';
import { value } from '../evaluate/value.js';
import { valueIn } from '../evaluate/valueIn.js';
import { UncertainError } from '../exact/arithmetic.js';
import { decide } from '../exact/certain.js';
import { type Real, RealArithmetic } from '../exact/real.js';
import type { Policy } from '../policy/policy.js';
import type { RealPolicy } from '../sweep/klSweep.js';
import { isBetween, standsStillBetween } from './between.js';
import { guarantee } from './define.js';
import type { Guarantee } from './guarantee.js';
import { rangeOf } from './range.js';
import { DOUBLES, inDoubles, isExact, nearly, type Trial } from './trial.js';

/** The most iterations that `rests` follows. */
export const ITERATIONS = 20;

const BEST = 'the best J with this information';
const UNKNOWN: Outcome = { status: 'undecided', reason: `${BEST} is not known: there are too many policies to list` };

/** Only where a better policy exists is there anything to say: the outcome where there is none, or none is known. */
function nothingBetter(trial: Trial): Outcome | undefined {
  const { best } = trial;
  if (best === undefined) return UNKNOWN;
  return best.value.gt(trial.oldValues[0]) ? undefined : VACUOUS;
}

/** The core of Theorem 2: there is nowhere to get stuck but at the optimum. */
export const FIXED_POINT: Guarantee = guarantee({
  id: 'fixed-point',
  title: 'stalls only at the optimum',
  statement:
    'From every policy of full support, one iteration changes J, unless no policy with the same information has a greater J. (Under shared information: unless no policy with probabilities in multiples of 1/4 has.)',
  claim: 'E3',
  applies: () => true,
  decide: (trial) => {
    if (isBetween(trial.instance)) return standsStillBetween(trial, 'fixed-point');
    const without = nothingBetter(trial);
    if (without !== undefined) return without;
    const answer = decide((precision) =>
      new RealArithmetic(precision).compare(trial.after(precision).values[0], trial.oldValues[0]),
    );
    if (answer === 'undecided') return { status: 'undecided', reason: 'J(π_{k+1}) and J(π_k) are too close to tell' };
    return answer === 'equal' ? stays(trial, trial.old, 'J(π_{k+1}) = J(π_k)') : HOLDS_STRICTLY;
  },
  quick: (trial) => {
    if (isBetween(trial.instance)) return undefined;
    if (nothingBetter(trial) !== undefined) return nothingBetter(trial);
    const after = trial.quick();
    if (after === undefined) return undefined;
    const order = DOUBLES.compare(after.values[0], inDoubles(trial.old).values[0]);
    return order === 'less' || order === 'greater' ? HOLDS_STRICTLY : undefined;
  },
  margin: (trial) => {
    if (nothingBetter(trial) !== undefined) return Infinity;
    const after = trial.quick() ?? trial.after();
    return Math.abs(nearly(after.values[0]) - trial.oldValues[0].toDouble()) / rangeOf(trial.game);
  },
});

/** Theorem 2 as users meet it: where the iteration ends. */
export const RESTS: Guarantee = guarantee({
  id: 'rests',
  title: 'rests only at the optimum',
  statement: `No policy of full support, and none that is reached from one within ${ITERATIONS} iterations (fewer where its fractions grow beyond 500 digits), is left as it is (π_{k+1} = π_k) while a policy with the same information has a greater J. (Under shared information: as in "fixed-point".)`,
  claim: 'E9',
  applies: () => true,
  decide: (trial) => {
    if (isBetween(trial.instance)) return standsStillBetween(trial, 'rests');
    const without = nothingBetter(trial);
    if (without !== undefined) return without;
    let policy = trial.old;
    for (let k = 0; k < ITERATIONS; k++) {
      const next = k === 0 ? trial.after().policy : trial.step(policy);
      const rests = sameIn(trial, policy, next, k);
      if (rests === undefined) {
        return { status: 'undecided', reason: 'the enclosures do not tell whether the iteration moves the policy' };
      }
      if (rests) {
        const worse = trial.best?.value.gt(value(policy)[0]) === true;
        return worse ? stays(trial, policy, `π_${k + 1} = π_${k}`) : HOLDS_STRICTLY;
      }
      // An enclosed policy has full support, where the statement speaks of its own start; numbers may double in length
      // with every iteration, and are followed while they are short.
      if (!isExact(next) || areLong(next) || k + 1 === Number(trial.instance.parameters['iterations'] ?? ITERATIONS))
        break;
      policy = next;
    }
    return HOLDS_STRICTLY;
  },
  quick: (trial) => {
    if (isBetween(trial.instance)) return undefined;
    if (nothingBetter(trial) !== undefined) return nothingBetter(trial);
    if (trial.instance.parameters['iterations'] !== '1') return undefined;
    const after = trial.quick();
    if (after === undefined) return undefined;
    const old = inDoubles(trial.old).policy.probability;
    const moves = after.policy.probability.some((q, e) => {
      const order = DOUBLES.compare(q, old[e]);
      return order === 'less' || order === 'greater';
    });
    return moves ? HOLDS_STRICTLY : undefined;
  },
  margin: (trial) => {
    if (nothingBetter(trial) !== undefined) return Infinity;
    const after = trial.quick() ?? trial.after();
    return Math.max(
      ...after.policy.probability.map((q, e) => Math.abs(nearly(q) - trial.old.probability[e].toDouble())),
    );
  },
});

/** Fractions with more digits than this are not iterated on. */
const LONG = 10n ** 500n;

function areLong({ probability }: Policy): boolean {
  return probability.some((p) => p.denominator > LONG);
}

/** Does the iteration leave the policy as it is? Undefined where its enclosures do not tell. */
function sameIn(trial: Trial, policy: Policy, next: RealPolicy, k: number): boolean | undefined {
  const compare = (precision: number, now: RealPolicy): 'same' | 'other' | 'uncertain' => {
    const reals = new RealArithmetic(precision);
    const orders = now.probability.map((q: Real, e) => reals.compare(q, policy.probability[e]));
    if (orders.some((order) => order === 'less' || order === 'greater')) return 'other';
    return orders.includes('uncertain') ? 'uncertain' : 'same';
  };
  const answer = decide((precision) => {
    const now = precision === 30 ? next : k === 0 ? trial.after(precision).policy : trial.step(policy, precision);
    return compare(precision, now);
  });
  return answer === 'undecided' ? undefined : answer === 'same';
}

/** The violation of standing still at `policy` although a better one is known. */
function stays(trial: Trial, policy: Policy, where: string): Outcome {
  const { best } = trial;
  const attained = value(policy)[0];
  return best === undefined ? UNKNOWN : atLeast('J(π)', attained, BEST, best.value, () => `it stands still: ${where}`);
}

/** Theorem 2 in one sweep: the reverse order's own strength, with no drift and no neighbourhood. */
export const ONE_SWEEP: Guarantee = guarantee({
  id: 'one-sweep',
  title: 'is at the optimum after one iteration',
  statement: 'J(π_{k+1}) = the greatest J, for one iteration from every policy of full support.',
  claim: 'E1',
  applies: () => true,
  decide: (trial) => reaches(trial, 'J(π_{k+1})', (precision) => trial.after(precision).values[0]),
  margin: (trial) => short(trial),
});

/** A rate: as many sweeps as there are turns. */
export const ALL_TURNS: Guarantee = guarantee({
  id: 'all-turns',
  title: 'is at the optimum after T iterations',
  statement: 'J(π_T) = the greatest J, for T iterations on a game of T turns from every policy of full support.',
  claim: 'E2',
  applies: () => true,
  decide: (trial) => {
    const known = new Map<number, Real>();
    const end = (precision: number): Real => {
      let result = known.get(precision);
      if (result === undefined) {
        let policy = trial.after(precision).policy;
        for (let k = 2; k <= trial.game.turns; k++) policy = trial.follow(policy, precision);
        result =
          trial.game.turns === 1 ? trial.after(precision).values[0] : valueIn(new RealArithmetic(precision), policy)[0];
        known.set(precision, result);
      }
      return result;
    };
    try {
      return reaches(trial, 'J(π_T)', end);
    } catch (error) {
      if (error instanceof UncertainError) return { status: 'undecided', reason: error.message };
      throw error;
    }
  },
  margin: (trial) => short(trial),
});

function reaches(trial: Trial, label: string, after: (precision: number) => Real): Outcome {
  const { best } = trial;
  if (best === undefined) return UNKNOWN;
  return enclosedAtLeast(label, after, BEST, () => best.value);
}

/** How far below the best J the first iteration ends, from above: a step that falls short is far from none. */
function short(trial: Trial): number {
  const after = trial.quick() ?? trial.after();
  const best = trial.best?.value.toDouble() ?? Infinity;
  return (nearly(after.values[0]) - best) / rangeOf(trial.game);
}
