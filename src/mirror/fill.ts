import { type Arithmetic, certainOrder, UncertainError } from '../exact/arithmetic.js';
import { Rational } from '../exact/rational.js';

/** A stretch of an action's mass q_a on which a concave, piecewise linear objective has one slope. */
export interface Stretch<N> {
  readonly action: number;
  /** `floor`: mass that the action must have, whatever it is worth. */
  readonly slope: N | 'floor';
  /** Undefined for a last stretch without end. */
  readonly length: N | undefined;
}

/** Which of several maximisers is taken. */
export interface TieRule<N> {
  /**
   * `stay`: of the maximisers the one nearest to `old` in Euclidean distance, which is unique.
   * `preference`: the actions listed first get as much as they can take.
   */
  readonly tie: 'stay' | 'preference';
  readonly old: readonly N[];
  readonly preference: readonly number[];
  /** Called when the maximiser is not unique. */
  readonly onTie?: (() => void) | undefined;
}

/**
 * The maximiser of Σ_a F_a(q_a) over the q ≥ 0 that sum to `total` (default: 1), each F_a concave and given by its
 * stretches from 0 upwards: they are filled in order of slope, floors first, until the mass is used up. Throws
 * UncertainError where the result depends on a comparison that `numbers` cannot make.
 */
export function fill<N>(
  numbers: Arithmetic<N>,
  stretches: readonly Stretch<N>[],
  rule: TieRule<N>,
  total: N = numbers.one,
): N[] {
  const q = new Array<N>(rule.old.length).fill(numbers.zero);
  let left = total;
  const take = (a: number, length: N | undefined): void => {
    const mass = length === undefined ? left : numbers.min(length, left);
    q[a] = numbers.add(q[a], mass);
    left = length === undefined ? numbers.zero : numbers.max(numbers.zero, numbers.sub(left, mass));
  };
  for (const { action, slope, length } of stretches) if (slope === 'floor') take(action, length);
  for (const level of levelsOf(numbers, stretches)) {
    if (numbers.isZero(left)) break;
    const [only, ...others] = level;
    if (others.every(({ action }) => action === only.action))
      level.forEach(({ action, length }) => take(action, length));
    else if (fits(numbers, level, left)) {
      for (const { action, length } of level) {
        if (length === undefined) continue;
        q[action] = numbers.add(q[action], length);
        left = numbers.sub(left, length);
      }
    } else {
      if (!level.every(({ slope }) => numbers.compare(slope as N, only.slope as N) === 'equal')) {
        throw new UncertainError('the slopes of two actions are too close to tell which is greater');
      }
      rule.onTie?.();
      share(numbers, level, left, q, rule);
      break;
    }
  }
  return q;
}

/** The stretches in groups of descending slope: those of two groups certainly differ, those of one may be equal. */
function levelsOf<N>(numbers: Arithmetic<N>, stretches: readonly Stretch<N>[]): Stretch<N>[][] {
  const sloped = stretches.filter(({ slope }) => slope !== 'floor') as (Stretch<N> & { readonly slope: N })[];
  return inGroups(numbers, sloped, ({ slope }) => slope).reverse();
}

/**
 * The items in groups by ascending number: the numbers of two groups certainly differ, those of one are equal or not
 * certain to differ.
 */
function inGroups<N, T>(numbers: Arithmetic<N>, items: readonly T[], of: (item: T) => N): T[][] {
  let uncertain = false;
  const order = (x: T, y: T): number => {
    const found = numbers.compare(of(x), of(y));
    uncertain ||= found === 'uncertain';
    return found === 'less' ? -1 : found === 'greater' ? 1 : 0;
  };
  const groups: T[][] = [];
  for (const item of items.slice().sort(order)) {
    const last = groups.at(-1);
    if (last !== undefined && order(last[0], item) === 0) last.push(item);
    else groups.push([item]);
  }
  return uncertain ? overlapping(numbers, items, of) : groups;
}

/** The same where some comparisons are uncertain: every item is compared with all others. */
function overlapping<N, T>(numbers: Arithmetic<N>, items: readonly T[], of: (item: T) => N): T[][] {
  const groups: T[][] = [];
  for (const item of items) {
    const orders = groups.map((group) => orderOf(group.map((other) => numbers.compare(of(other), of(item)))));
    const joined = groups.filter((_, n) => orders[n] === 'overlap');
    groups.splice(orders.filter((order) => order === 'less').length, joined.length, [...joined.flat(), item]);
  }
  return groups;
}

/** Where a group of numbers lies as seen from another. Groups that overlap it are neighbours where groups are in order. */
function orderOf(orders: readonly string[]): 'greater' | 'less' | 'overlap' {
  if (orders.every((order) => order === 'greater')) return 'greater';
  return orders.every((order) => order === 'less') ? 'less' : 'overlap';
}

/** Can the whole level be filled? */
function fits<N>(numbers: Arithmetic<N>, level: readonly Stretch<N>[], left: N): boolean {
  let total = numbers.zero;
  for (const { length } of level) {
    if (length === undefined) return false;
    total = numbers.add(total, length);
  }
  return certainOrder(numbers, total, left) <= 0;
}

/** Shares `left` out among equally good stretches that could take more. */
function share<N>(
  numbers: Arithmetic<N>,
  level: readonly Stretch<N>[],
  left: N,
  q: N[],
  { tie, old, preference }: TieRule<N>,
): void {
  const room = new Map<number, N | undefined>();
  for (const { action, length } of level) {
    const known = room.has(action) ? room.get(action) : numbers.zero;
    room.set(action, known === undefined || length === undefined ? undefined : numbers.add(known, length));
  }
  if (tie === 'stay') {
    nearest(numbers, room, left, q, old);
    return;
  }
  let rest = left;
  for (const a of preference) {
    if (!room.has(a)) continue;
    const length = room.get(a);
    const mass = length === undefined ? rest : numbers.min(length, rest);
    q[a] = numbers.add(q[a], mass);
    rest = numbers.sub(rest, mass);
  }
}

/**
 * q_a + x_a nearest to p in Euclidean distance with 0 ≤ x_a ≤ room_a and Σ x = left: x_a = clamp(ν + p_a − q_a, 0, room_a)
 * for the ν at which they sum to `left`. This sum grows with ν, between its bends linearly.
 */
function nearest<N>(
  numbers: Arithmetic<N>,
  room: ReadonlyMap<number, N | undefined>,
  left: N,
  q: N[],
  p: readonly N[],
): void {
  const at = (nu: N): N[] =>
    Array.from(room, ([a, length]) => {
      const wish = numbers.max(numbers.zero, numbers.add(nu, numbers.sub(p[a], q[a])));
      return length === undefined ? wish : numbers.min(wish, length);
    });
  const bends = Array.from(room, ([a, length]): Bend<N>[] => {
    const start = numbers.sub(q[a], p[a]);
    return [
      { nu: start, rising: 1 },
      ...(length === undefined ? [] : [{ nu: numbers.add(start, length), rising: -1 }]),
    ];
  }).flat();
  let rising = 0;
  let solution = bends[0].nu;
  for (const bend of inOrder(numbers, bends)) {
    const sum = numbers.sum(at(bend.nu));
    if (certainOrder(numbers, sum, left) > 0) break;
    rising += bend.rising;
    const step = rising === 0 ? numbers.zero : numbers.div(numbers.sub(left, sum), numbers.of(Rational.of(rising)));
    solution = numbers.add(bend.nu, step);
  }
  const more = at(solution);
  [...room.keys()].forEach((a, n) => (q[a] = numbers.add(q[a], more[n])));
}

/** Where the sum bends, and by how many actions more (or fewer) rise from there on. */
interface Bend<N> {
  readonly nu: N;
  readonly rising: number;
}

/** The bends in ascending order, those of which it is not certain that they differ as one, at the greatest of them. */
function inOrder<N>(numbers: Arithmetic<N>, bends: readonly Bend<N>[]): Bend<N>[] {
  return inGroups(numbers, bends, ({ nu }) => nu).map((group) => ({
    nu: group.map(({ nu }) => nu).reduce((x, y) => numbers.max(x, y)),
    rising: group.reduce((total, { rising }) => total + rising, 0),
  }));
}
