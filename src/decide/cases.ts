import { Rational } from '../exact/rational.js';
import type { Asked } from './question.js';
import type { Shape } from './shapes.js';
import { type SymbolicGame, valuesBefore } from './symbolicGame.js';
import type { UpdatedSet } from './symbolicSweep.js';
import type { SymbolicUpdate } from './symbolicUpdate.js';
import { and, equal, type Formula, greater, less, number, ONE, product, type Term, variable, ZERO } from './term.js';

/** A part of what a question is about. The cases of a question cover all of it. */
export interface Case {
  /** E.g. "r1 > r2 = r3; q(a) = 4/5 p". */
  readonly name: string;
  readonly assumptions: readonly Formula[];
  /** The order of the rewards, where the case fixes it: from least to greatest, equal ones in groups. */
  readonly order?: readonly (readonly string[])[];
}

/** The whole question, as a case. */
export const WHOLE: Case = { name: 'all', assumptions: [] };

/**
 * The orders of the rewards, ties included, as far as renaming arms or the sides of a coin does not make one of the
 * other. Where a constant added to all rewards changes nothing, the least is 0; where a positive factor changes nothing
 * either, the greatest is 1. Behind a coin, the orders of gains and of losses. Empty for two turns.
 */
export function orderCases(asked: Asked): Case[] {
  const { shape, subject } = asked;
  const [names, ...others] = orderedNames(shape);
  if (names === undefined) return [];
  const first = weakOrders(names).filter((order) => isRepresentative(order, shape, subject.update));
  if (others.length > 0) {
    const second = weakOrders(others[0]);
    return first.flatMap((order) => second.map((other) => both(inOrder(order), inOrder(other))));
  }
  const { shift, scale } = invariances(subject);
  return first.map((order) => {
    const { name, assumptions } = inOrder(order);
    const least = shift ? [equal(variable(order[0][0]), ZERO)] : [];
    const greatest = shift && scale && order.length > 1 ? [equal(variable(order[order.length - 1][0]), ONE)] : [];
    return { name, assumptions: [...least, ...greatest, ...assumptions], order };
  });
}

function inOrder(order: readonly (readonly string[])[]): Case {
  const links = order.slice(1).map((group, n) => less(variable(order[n][0]), variable(group[0])));
  const ties = order.flatMap(([first, ...rest]) => rest.map((name) => equal(variable(name), variable(first))));
  return { name: order.map((group) => group.join(' = ')).join(' < '), assumptions: [...ties, ...links] };
}

/** Does the iteration stay the same when a constant is added to all rewards, or when they are multiplied? */
function invariances({ estimator, update }: Asked['subject']): { readonly shift: boolean; readonly scale: boolean } {
  const size = update.kind === 'quadratic' || update.kind === 'penalty';
  if (estimator.kind !== 'return') {
    return { shift: estimator.kind === 'exact' || estimator.critic === 'exact', scale: !size };
  }
  const { baseline, normalisation } = estimator;
  if (normalisation.kind === 'none') return { shift: baseline !== 'none', scale: !size };
  return {
    shift: baseline !== 'none' || normalisation.kind === 'batch-deviation',
    scale: normalisation.deviation.stabiliser.isZero(),
  };
}

/** The lists of free numbers whose order is worth telling apart. */
function orderedNames({ id, actions }: Shape): string[][] {
  const list = (letter: string, count: number): string[] =>
    Array.from({ length: count }, (_, n) => `${letter}${n + 1}`);
  switch (id) {
    case 'two-arms-one-coin':
    case 'three-arms':
      return [list('r', 3)];
    case 'two-arms-two-coins':
      return [list('r', 4)];
    case 'two-arms-behind-a-coin':
    case 'three-arms-behind-a-coin':
      return [list('h', actions), list('l', actions)];
    case 'two-turns':
      return [];
  }
}

/** All ways to order the names from least to greatest, equal ones in groups. */
export function weakOrders(names: readonly string[]): string[][][] {
  if (names.length === 0) return [[]];
  const result: string[][][] = [];
  for (let subset = 1; subset < 2 ** names.length; subset++) {
    const least = names.filter((_, n) => (subset >> n) % 2 === 1);
    const others = names.filter((name) => !least.includes(name));
    for (const rest of weakOrders(others)) result.push([least, ...rest]);
  }
  return result;
}

/** Of the orders that are the same up to names, one: the sides of a coin ascend, and so do arms that are alike. */
function isRepresentative(
  order: readonly (readonly string[])[],
  { id, single }: Shape,
  update: SymbolicUpdate,
): boolean {
  const rank = (name: string): number => order.findIndex((group) => group.includes(name));
  const ascending = (...names: readonly string[]): boolean =>
    names.every((name, n) => n === 0 || rank(names[n - 1]) <= rank(name));
  switch (id) {
    case 'two-arms-one-coin':
      return ascending('r2', 'r3');
    case 'two-arms-two-coins':
      return ascending('r1', 'r2') && ascending('r3', 'r4') && (!areAlike(update) || ascending('r1', 'r3'));
    case 'three-arms':
      return !areAlike(update) || !single || ascending('r1', 'r2', 'r3');
    case 'two-arms-behind-a-coin':
      return !areAlike(update) || ascending('h1', 'h2');
    case 'three-arms-behind-a-coin':
      return !areAlike(update) || ascending('h1', 'h2', 'h3');
    case 'two-turns':
      return true;
  }
}

/**
 * Behind a coin an update other than a clipped one sees h − l only, so that one of the two may be taken to be 0: 2ⁿ cases.
 * Empty where the estimate looks at more than its mean.
 */
export function netCases({ shape, subject: { update, estimator } }: Asked): Case[] {
  const isMean =
    estimator.kind !== 'return' || (estimator.normalisation.kind === 'none' && estimator.baseline === 'value');
  if (shape.turns === 1 || !shape.single || update.kind === 'clip' || !isMean) return [];
  const arms = Array.from({ length: shape.actions }, (_, a) => [`h${a + 1}`, `l${a + 1}`]);
  return arms.reduce<Case[]>(
    (before, pair) =>
      before.flatMap((part) =>
        pair.map((name) => both(part, { name: `${name} = 0`, assumptions: [equal(variable(name), ZERO)] })),
      ),
    [WHOLE],
  );
}

/** Does the update treat all arms alike, whatever their numbers? */
function areAlike(update: SymbolicUpdate): boolean {
  return update.kind !== 'direction' || update.lengths.length === 1;
}

/**
 * Where the baseline J lies among the rewards of a case with an order: strictly between the least and the greatest. With
 * it the sign of every R − V is known. Empty where the estimate has another baseline.
 */
export function baselineCases({ subject: { estimator } }: Asked, games: SymbolicGame, { order = [] }: Case): Case[] {
  const isBaseline = estimator.kind === 'gae' || (estimator.kind === 'return' && estimator.baseline === 'value');
  if (!isBaseline || order.length < 2) return [];
  const [baseline] = valuesBefore(games);
  const rewards = order.map(([name]) => variable(name));
  return rewards.slice(0, -1).flatMap((reward, n): Case[] => {
    const [low, high] = [order[n][0], order[n + 1][0]];
    const inside = {
      name: `${low} < J < ${high}`,
      assumptions: [less(reward, baseline), less(baseline, rewards[n + 1])],
    };
    return n === 0 ? [inside] : [{ name: `J = ${low}`, assumptions: [equal(baseline, reward)] }, inside];
  });
}

/** Where a new probability can lie, and the range of q/p that this allows. */
interface Segment {
  readonly text: string;
  readonly formula: (p: Term, q: Term) => Formula;
  readonly least: Rational;
  /** Undefined: as large as one likes. */
  readonly most?: Rational;
  /** Are `least` and `most` attained? */
  readonly closed: boolean;
}

/**
 * On which segment of the objective each new probability lies: the bends of the clipped surrogate, the bounds of a box, or
 * only whether it is 0. Empty where there are no segments to speak of.
 */
export function segmentCases(update: SymbolicUpdate, updates: readonly UpdatedSet[]): Case[] {
  const segments = segmentsOf(update);
  if (segments.length === 0) return [];
  let result: Case[] = [WHOLE];
  for (const { name, old, next } of updates.filter((update) => update.old.length > 1)) {
    let combinations: Segment[][] = [[]];
    for (let a = 0; a < old.length; a++) {
      combinations = combinations.flatMap((before) => segments.map((segment) => [...before, segment]));
    }
    const own = combinations.filter(canSumToOne).map((chosen): Case => ({
      name: chosen.map(({ text }, a) => `q${name === '' ? '' : `(${name})`}${a + 1} ${text}`).join(', '),
      assumptions: chosen.map(({ formula }, a) => formula(old[a], next[a])),
    }));
    result = result.flatMap((before) => own.map((after) => both(before, after)));
  }
  return result;
}

/** What two cases have in common. */
export function both(left: Case, right: Case): Case {
  if (left === WHOLE) return right;
  if (right === WHOLE) return left;
  const { order = left.order } = right;
  return {
    name: `${left.name}; ${right.name}`,
    assumptions: [...left.assumptions, ...right.assumptions],
    ...(order === undefined ? {} : { order }),
  };
}

function segmentsOf(update: SymbolicUpdate): Segment[] {
  switch (update.kind) {
    case 'clip': {
      if (update.joint) return [];
      const low = Rational.ONE.sub(update.low);
      const all = between([low, Rational.ONE.add(update.high)]);
      return update.floor ? all.slice(1) : all;
    }
    case 'box':
      return between([Rational.ONE.sub(update.epsilon), Rational.ONE.add(update.epsilon)]).slice(1, -1);
    case 'quadratic':
    case 'best':
      return between([Rational.ZERO]).slice(1);
    case 'ball':
    case 'penalty':
    case 'direction':
      return [];
  }
}

/** Below, at, between and above the bends b·p, for bends in ascending order. */
function between(bends: readonly Rational[]): Segment[] {
  const at = (b: Rational): Segment => ({
    text: b.isZero() ? '= 0' : `= ${b} p`,
    formula: (p, q) => equal(q, times(b, p)),
    least: b,
    most: b,
    closed: true,
  });
  const inside = (low: Rational | undefined, high: Rational | undefined): Segment => ({
    text: [low === undefined ? '' : `> ${low} p`, high === undefined ? '' : `< ${high} p`].join(' ').trim(),
    formula: (p, q) =>
      and(
        ...(low === undefined ? [] : [greater(q, times(low, p))]),
        ...(high === undefined ? [] : [less(q, times(high, p))]),
      ),
    least: low ?? Rational.ZERO,
    ...(high === undefined ? {} : { most: high }),
    closed: false,
  });
  return [inside(undefined, bends[0]), ...bends.flatMap((b, n) => [at(b), inside(b, bends[n + 1])])];
}

function times(x: Rational, p: Term): Term {
  return product(number(x), p);
}

/** Σq = Σp = 1, so that the mean of q/p is 1: some ratio can be below 1 and some above it, or all can be 1. */
function canSumToOne(chosen: readonly Segment[]): boolean {
  const one = Rational.ONE;
  const below = chosen.some(({ least }) => least.lt(one));
  const above = chosen.some(({ most }) => most === undefined || most.gt(one));
  return (
    (below && above) ||
    chosen.every(({ least, most, closed }) => closed && least.equals(one) && most?.equals(one) === true)
  );
}
