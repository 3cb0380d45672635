import type { Arithmetic } from '../exact/arithmetic.js';
import { Rational } from '../exact/rational.js';
import { type Real, RealArithmetic } from '../exact/real.js';
import type { Examined } from '../guarantees/guarantee.js';
import { DOUBLES, nearly } from '../guarantees/trial.js';
import type { PolicyIn } from '../policy/policyIn.js';
import { setViews, type SetView } from './setView.js';
import type { Spot } from './spots.js';

/** What a planted mistake makes of the distribution of one set; undefined: of the whole policy, which stays as it was. */
export type Change = <N>(
  numbers: Arithmetic<N>,
  view: SetView,
  old: readonly N[],
  next: readonly N[],
) => N[] | undefined;

/** Nothing moves at all. */
export const freeze: Change = () => undefined;

/** As far as before, the other way: max(0, 2p − q), normalised. */
export const reverse: Change = (numbers, _, old, next) => {
  const back = old.map((p, a) => numbers.max(numbers.zero, numbers.sub(numbers.add(p, p), next[a])));
  const total = numbers.sum(back);
  return back.map((x) => numbers.div(x, total));
};

/** Half of what the best action had goes to the next best. */
export const worsen: Change = (numbers, { worth, best }, old, next) => {
  const chosen = nextBest(worth, best);
  const moved = numbers.mul(numbers.of(Rational.of(1, 2)), old[best]);
  return next.map((q, a) => (a === best ? numbers.sub(q, moved) : a === chosen ? numbers.add(q, moved) : q));
};

function nextBest(worth: readonly number[], best: number): number {
  const others = worth.map((x, a) => (a === best ? -Infinity : x));
  return others.indexOf(Math.max(...others));
}

/** Mixed with the uniform distribution, by 1/100. */
export const pull: Change = (numbers, _, old, next) => {
  const rest = numbers.of(Rational.of(99, 100));
  const even = numbers.of(Rational.of(1, 100 * old.length));
  return next.map((q) => numbers.add(numbers.mul(rest, q), even));
};

/** All mass on the second best action. */
export const takeNextBest: Change = (numbers, { worth, best }) => {
  const chosen = nextBest(worth, best);
  return worth.map((_, a) => (a === chosen ? numbers.one : numbers.zero));
};

/** Actions that are hardly tried get nothing; what they had goes to the likeliest. */
export const giveUp: Change = (numbers, { p }, _, next) => {
  const likeliest = p.indexOf(Math.max(...p));
  const lost = numbers.sum(next.filter((_mass, a) => p[a] <= 1 / 150));
  return next.map((q, a) => (p[a] <= 1 / 150 ? numbers.zero : a === likeliest ? numbers.add(q, lost) : q));
};

/** A sound update with a mistake: at every set that is such a spot, its new distribution is changed. */
export function planted({ step, quick, onReals }: Examined, spot: Spot, change: Change): Examined {
  return {
    step: (policy, options) =>
      spoilt<Real>(new RealArithmetic(options.precision), policy, step(policy, options), spot, change),
    onReals:
      onReals === undefined
        ? undefined
        : (policy, options) =>
            spoilt<Real>(new RealArithmetic(options.precision), policy, onReals(policy, options), spot, change),
    quick:
      quick === undefined
        ? undefined
        : (policy, options) => spoilt(DOUBLES, policy, quick(policy, options), spot, change),
  };
}

function spoilt<N extends Parameters<typeof nearly>[0]>(
  numbers: Arithmetic<N>,
  old: PolicyIn<N>,
  next: PolicyIn<N>,
  spot: Spot,
  change: Change,
): PolicyIn<N> {
  const { game } = old;
  const probability = next.probability.slice();
  for (const view of setViews(game, old.probability.map(nearly))) {
    if (!spot(view)) continue;
    const of = ({ probability: all }: PolicyIn<N>): N[] =>
      all.slice(game.firstEdge[view.node], game.firstEdge[view.node + 1]);
    const changed = change(numbers, view, of(old), of(next));
    if (changed === undefined) return old;
    for (const i of game.infoSets[view.set]) changed.forEach((q, a) => (probability[game.firstEdge[i] + a] = q));
  }
  return { game, probability };
}
