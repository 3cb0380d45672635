import { Rational } from '../exact/rational.js';
import { nameOf } from './symbolicGame.js';
import type { SymbolicProblem } from './symbolicProblem.js';
import type { SymbolicUpdate } from './symbolicUpdate.js';
import {
  and,
  atLeast,
  atMost,
  choose,
  difference,
  equal,
  equivalent,
  FALSE,
  type Formula,
  greater,
  implies,
  less,
  not,
  number,
  ONE,
  or,
  product,
  sum,
  type Term,
  TRUE,
  variable,
  ZERO,
} from './term.js';

/**
 * Which maximiser q is: any of them; `stay`, the nearest to p in Euclidean distance; or the one that a rule of
 * `Tie` prefers.
 */
export type TieRule = 'any' | 'stay' | 'first' | 'last' | 'adversarial';

/** The slope of the objective in one mass q_a, where it grows and where it shrinks, and between what bounds q_a is. */
interface Arm {
  /** The slope to the right of q_a: what a little more mass is worth. */
  readonly right: Term;
  /** The slope to the left of q_a: what a little less mass costs. */
  readonly left: Term;
  readonly least: Term;
  /** Undefined where only the simplex bounds q_a. */
  readonly most?: Term;
  /** E[M|a], times the problem's total. */
  readonly mean: Term;
}

type Direction = Extract<SymbolicUpdate, { readonly kind: 'direction' }>;

/** What is written about one update, and the variables that only it speaks of. */
export interface Conditions {
  readonly formula: Formula;
  readonly variables: readonly string[];
  /** Per action, for a step known by its direction: q/p is the greater, the greater this is. */
  readonly drive?: readonly Term[];
}

/**
 * That q is the update's new distribution. A concave objective Σ_a f_a(q_a) over box and simplex is maximal exactly when
 * no move of a little mass from one action to another raises it (its directions are sums of such moves, and so are their
 * slopes): the left slope of the giver is at least the right slope of the taker. Rules for ties forbid some of the moves
 * that leave the objective as it is. `name` makes the variables of the problem unique.
 */
export function argmaxConditions(
  problem: SymbolicProblem,
  update: SymbolicUpdate,
  tie: TieRule,
  name: string,
): Conditions {
  const { old, next } = problem;
  const isDistribution = and(...next.map((q) => atLeast(q, ZERO)), equal(sum(...next), ONE));
  if (update.kind === 'direction') {
    const drive = drivesOf(problem, update);
    return { formula: and(isDistribution, towards(problem, drive)), variables: [], drive };
  }
  const ball = update.kind === 'ball' ? ballOf(problem, update.radius, `kappa_${name}`) : undefined;
  const arms = old.map((_, a) => armOf(problem, a, update, ball?.multiplier ?? ZERO));
  const conditions: Formula[] = [isDistribution];
  arms.forEach(({ least, most }, a) => {
    if (least !== ZERO) conditions.push(atLeast(next[a], least));
    if (most !== undefined) conditions.push(atMost(next[a], most));
  });
  arms.forEach((giver, a) =>
    arms.forEach((taker, b) => {
      if (a === b) return;
      const canMove = and(greater(next[a], giver.least), taker.most === undefined ? TRUE : less(next[b], taker.most));
      conditions.push(implies(canMove, atLeast(giver.left, taker.right)));
      // A strictly concave objective has one maximiser.
      if (tie === 'any' || update.kind === 'quadratic') return;
      const wanted = and(canMove, preferredMove(problem, arms, tie, a, b), ball?.allows(a, b) ?? TRUE);
      conditions.push(implies(wanted, greater(giver.left, taker.right)));
    }),
  );
  if (ball === undefined) return { formula: and(...conditions), variables: [] };
  return { formula: and(...conditions, ball.within), variables: [nameOf(ball.multiplier)] };
}

/** Would the rule rather have a little mass on b than on a? */
function preferredMove(
  { old, next }: SymbolicProblem,
  arms: readonly Arm[],
  tie: TieRule,
  a: number,
  b: number,
): Formula {
  switch (tie) {
    case 'any':
      return FALSE;
    case 'stay':
      return greater(difference(next[a], old[a]), difference(next[b], old[b]));
    case 'first':
      return b < a ? TRUE : FALSE;
    case 'last':
      return b > a ? TRUE : FALSE;
    case 'adversarial': {
      const worse = less(arms[b].mean, arms[a].mean);
      return b < a ? or(worse, equal(arms[b].mean, arms[a].mean)) : worse;
    }
  }
}

function armOf(problem: SymbolicProblem, a: number, update: SymbolicUpdate, multiplier: Term): Arm {
  const p = problem.old[a];
  const q = problem.next[a];
  const samples = problem.samples[a];
  const gain = sum(...samples.map((sample) => product(sample.weight, sample.gain)));
  const loss = sum(...samples.map((sample) => product(sample.weight, sample.loss)));
  const mean = difference(gain, loss);
  const straight = { right: mean, left: mean, least: ZERO, mean };
  switch (update.kind) {
    case 'best':
      return straight;
    case 'box':
      return {
        ...straight,
        least: times(Rational.ONE.sub(update.epsilon), p),
        most: times(Rational.ONE.add(update.epsilon), p),
      };
    case 'ball':
      return {
        ...straight,
        right: difference(mean, choose(atLeast(q, p), multiplier, ZERO)),
        left: difference(mean, choose(greater(q, p), multiplier, ZERO)),
      };
    case 'penalty': {
      const half = product(number(update.weight.div(Rational.of(2))), problem.total);
      const signed = (isAbove: Formula): Term => difference(mean, choose(isAbove, half, product(number(-1), half)));
      return { ...straight, right: signed(atLeast(q, p)), left: signed(greater(q, p)) };
    }
    case 'quadratic': {
      // With w = p slopes are compared after dividing the drift's by p; p is positive.
      const pull = product(number(update.weight), problem.total, difference(q, p));
      const slope = difference(mean, update.relative ? { kind: 'quotient', above: pull, below: p } : pull);
      return { ...straight, right: slope, left: slope };
    }
    case 'clip': {
      const low = Rational.ONE.sub(update.low);
      const high = Rational.ONE.add(update.high);
      const least = update.floor ? times(low, p) : ZERO;
      if (!update.joint || samples.every(({ after, before: was }) => after === ONE && was === ONE)) {
        const slope = (isBelow: Formula, isAbove: Formula): Term =>
          difference(choose(isBelow, gain, ZERO), choose(isAbove, loss, ZERO));
        return {
          right: slope(less(q, times(high, p)), atLeast(q, times(low, p))),
          left: slope(atMost(q, times(high, p)), greater(q, times(low, p))),
          least,
          mean,
        };
      }
      // ρ·c = (q/p)·(after/before) is clipped.
      const side = (below: typeof less, above: typeof greater): Term =>
        sum(
          ...samples.map(({ weight, after, before, gain: up, loss: down }) => {
            const ratio = product(q, after);
            const bend = (x: Rational): Term => product(number(x), p, before);
            return product(
              weight,
              difference(choose(below(ratio, bend(high)), up, ZERO), choose(above(ratio, bend(low)), down, ZERO)),
            );
          }),
        );
      return { right: side(less, atLeast), left: side(atMost, greater), least, mean };
    }
    case 'direction':
      throw new TypeError('no argmax');
  }
}

function times(x: Rational, term: Term): Term {
  return product(number(x), term);
}

/** The total-variation ball, with the multiplier of its radius. */
interface Ball {
  readonly multiplier: Term;
  /** q is in the ball, and the multiplier is positive only where the ball is used up. */
  readonly within: Formula;
  /** May a little mass go from a to b, if the objective allows it? */
  readonly allows: (a: number, b: number) => Formula;
}

function ballOf({ old, next }: SymbolicProblem, radius: Rational, name: string): Ball {
  const multiplier = variable(name);
  const moved = sum(...next.map((q, a) => choose(greater(q, old[a]), difference(q, old[a]), ZERO)));
  const isFree = equal(multiplier, ZERO);
  return {
    multiplier,
    within: and(atLeast(multiplier, ZERO), atMost(moved, number(radius)), or(isFree, equal(moved, number(radius)))),
    allows: (a, b) => {
      const isGift = greater(next[a], old[a]);
      const isReturn = less(next[b], old[b]);
      return or(
        and(isGift, not(isReturn)),
        and(not(isGift), isReturn),
        and(isFree, or(and(isGift, isReturn), less(moved, number(radius)))),
      );
    },
  };
}

/** E[M|a]/L_a; on logits, p_a times that less its mean. */
function drivesOf({ old, samples }: SymbolicProblem, { lengths, ofLogits }: Direction): Term[] {
  const each = samples.map((ofAction, a) =>
    product(
      number(Rational.of(1, lengths[Math.min(a, lengths.length - 1)])),
      sum(...ofAction.map(({ weight, gain, loss }) => product(weight, difference(gain, loss)))),
    ),
  );
  // With two actions p·(X − mean) is p₀p₁ times the difference.
  if (!ofLogits || old.length === 2) return each;
  const mean = sum(...each.map((x, a) => product(old[a], x)));
  return each.map((x, a) => product(old[a], difference(x, mean)));
}

/** q_a/p_a > q_b/p_b exactly when a's drive is greater than b's. No action loses all of its mass. */
function towards({ old, next }: SymbolicProblem, drive: readonly Term[]): Formula {
  const ratios = old.flatMap((p, a) =>
    old.slice(a + 1).flatMap((p2, n) => {
      const b = a + 1 + n;
      // Two actions: the ratios are in the order of q and p at one of them.
      const [left, right] = old.length === 2 ? [next[a], p] : [product(next[a], p2), product(next[b], p)];
      return [
        equivalent(greater(left, right), greater(drive[a], drive[b])),
        equivalent(less(left, right), less(drive[a], drive[b])),
      ];
    }),
  );
  return and(...next.map((q) => greater(q, ZERO)), ...ratios);
}
