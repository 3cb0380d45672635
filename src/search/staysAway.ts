import { z } from 'zod';
import { actionValue } from '../evaluate/actionValue.js';
import { optimalValue } from '../evaluate/optimalValue.js';
import { value } from '../evaluate/value.js';
import { UncertainError } from '../exact/arithmetic.js';
import type { DoubleInterval } from '../exact/doubleInterval.js';
import { Rational } from '../exact/rational.js';
import type { Game } from '../game/game.js';
import type { Examined } from '../guarantees/guarantee.js';
import { DOUBLES, isExact } from '../guarantees/trial.js';
import type { Policy } from '../policy/policy.js';
import type { PolicyIn } from '../policy/policyIn.js';

/**
 * Why a run certainly never gets to J*:
 * - `support`: actions without which no policy has J* have lost their probability, and the step gives none back;
 * - `standstill`: exact iteration comes to a policy with J < J* that it leaves as it is;
 * - `cycle`: exact iteration comes back to a policy, with J < J* all the way round;
 * - `sign`: one decision between two actions, and wherever the better one has at most the probability that it starts
 *   with, E[M|a] of the other is greater, so that no iteration raises it.
 */
export const neverSpec = z.enum(['support', 'sign', 'standstill', 'cycle']);

/** `neverSpec` as a type. */
export type Never = z.infer<typeof neverSpec>;

/** Iterations that are followed exactly. */
const FOLLOWED = 60;
/** It is given up once a denominator exceeds this; farther than where runs are read, since a standstill may come late. */
const LONG = 10n ** 500n;
/** The interval of probabilities is halved so often at most. */
const HALVINGS = 12;

/**
 * Why the iteration from `start`, which was followed to `end`, never gets to J*, if one of the arguments shows it.
 * `returns`: does it seem to come back to where it was?
 */
export function whyNever(
  examined: Examined,
  start: Policy,
  end: PolicyIn<DoubleInterval>,
  returns: boolean,
): Never | undefined {
  if (examined.keepsZeros === true && hasLostSupport(end)) return 'support';
  if (hasBadSign(examined, start)) return 'sign';
  return returns ? cycleOf(examined, start) : undefined;
}

/** Is J* out of reach of the actions that have probability? (An enclosure from 0 to 0 is exactly 0.) */
function hasLostSupport({ game, probability }: PolicyIn<DoubleInterval>): boolean {
  const [within] = optimalValue(game, (e) => probability[e].hi > 0);
  return within.lt(optimalValue(game)[0]);
}

/** Follows the iteration exactly until it comes back to a policy. */
function cycleOf({ step }: Examined, start: Policy): Never | undefined {
  const best = optimalValue(start.game)[0];
  const seen: string[] = [];
  let policy = start;
  for (let k = 0; k <= FOLLOWED; k++) {
    if (!value(policy)[0].lt(best)) return undefined;
    const key = policy.probability.join(' ');
    const before = seen.indexOf(key);
    if (before >= 0) return before === seen.length - 1 ? 'standstill' : 'cycle';
    seen.push(key);
    const next = step(policy, { tie: 'stay', seed: 1, precision: 30 });
    if (!isExact(next) || next.probability.some((p) => p.denominator > LONG)) return undefined;
    policy = next;
  }
  return undefined;
}

/**
 * Is E[M|worse] > E[M|better] certain for every probability of the better action from 0 to where the run starts? Then that
 * probability never rises, and J, which it raises, never exceeds J(π_0) < J*.
 */
function hasBadSign({ means }: Examined, start: Policy): boolean {
  const { game } = start;
  const choice = onlyChoice(game);
  if (means === undefined || choice === undefined) return false;
  const { better, worse } = choice;
  const isBad = (lo: Rational, hi: Rational, halvings: number): boolean => {
    if (certainlyBad(lo, hi)) return true;
    if (halvings === 0) return false;
    const middle = lo.add(hi).div(Rational.of(2));
    return isBad(lo, middle, halvings - 1) && isBad(middle, hi, halvings - 1);
  };
  const certainlyBad = (lo: Rational, hi: Rational): boolean => {
    const probability = start.probability.map((p) => DOUBLES.of(p));
    probability[better] = { lo: DOUBLES.of(lo).lo, hi: DOUBLES.of(hi).hi };
    probability[worse] = { lo: DOUBLES.of(Rational.ONE.sub(hi)).lo, hi: DOUBLES.of(Rational.ONE.sub(lo)).hi };
    try {
      const ofActions = means({ game, probability });
      const first = Math.min(better, worse);
      return below(ofActions[better - first], ofActions[worse - first]);
    } catch (error) {
      if (error instanceof UncertainError) return false;
      throw error;
    }
  };
  return isBad(Rational.ZERO, start.probability[better], HALVINGS);
}

function below(a: DoubleInterval, b: DoubleInterval): boolean {
  return a.hi < b.lo;
}

/** The two edges of the only decision of a game, the better one by Q*; undefined where it is another game, or they are equal. */
function onlyChoice(game: Game): { readonly better: number; readonly worse: number } | undefined {
  const [set, ...others] = game.infoSets;
  if (others.length > 0 || set.length !== 1) return undefined;
  const first = game.firstEdge[set[0]];
  if (game.firstEdge[set[0] + 1] - first !== 2) return undefined;
  const [a, b] = actionValue(game, optimalValue(game)).slice(first, first + 2);
  if (a.equals(b)) return undefined;
  return a.gt(b) ? { better: first, worse: first + 1 } : { better: first + 1, worse: first };
}
