import type { Game } from '../game.js';
import { add, div, isLess, isZero, mul, type Num, ONE, sub, sum, ZERO } from '../number.js';
import { actingAs, type Policy } from '../policy.js';
import { Rejected, Uncovered } from '../refusal.js';
import { returnsOf } from './returns.js';
import { massBy, product } from './samples.js';

type Term = (ratios: readonly Num[], advantage: Num, clip: (ratio: Num) => Num) => Num;
const least = (x: Num, y: Num): Num => (isLess(x, y) ? x : y);

/** What a path adds to a surrogate, from its ratios by turn, its joint advantage, and the clip. */
const TERMS: Readonly<Record<string, Term>> = {
  joint: (ratios, x, clip) => least(mul(product(ratios), x), mul(clip(product(ratios)), x)),
  'joint without the minimum': (ratios, x, clip) => mul(clip(product(ratios)), x),
  'product of clipped ratios': (ratios, x, clip) => mul(product(ratios.map(clip)), x),
  'one ratio per turn': (ratios, x, clip) => sum(ratios.map((ratio) => least(mul(ratio, x), mul(clip(ratio), x)))),
};

/** E_{π_k}[term(ρ_1, …, ρ_T, R − V(s0))] of a candidate: over the paths that the old policy samples. */
export function surrogateOf(name: string, game: Game, old: Policy, epsilon: Num): (candidate: Policy) => Num {
  if (!Object.hasOwn(TERMS, name)) throw new Uncovered(`the surrogate ${name}`);
  if (epsilon.sign() !== 1 || isLess(ONE, epsilon)) throw new Rejected('ε: not in (0, 1]');
  const { returnOf, lawOf } = returnsOf(game, old, game.gamma);
  const [low, high] = [sub(ONE, epsilon), add(ONE, epsilon)];
  const clip = (x: Num): Num => (isLess(x, low) ? low : isLess(high, x) ? high : x);
  return (candidate) =>
    sum(
      game.paths.map((path) => {
        const weight = product(path.steps.map(massBy(actingAs(old))));
        if (isZero(weight)) return ZERO;
        const own = path.steps.filter(({ node }) => node.kind === 'actions');
        const ratios = own.map((step) => div(massBy(actingAs(candidate))(step), massBy(actingAs(old))(step)));
        const advantage = sub(returnOf(path), lawOf(path).mean);
        return mul(weight, TERMS[name](ratios, advantage, clip));
      }),
    );
}
