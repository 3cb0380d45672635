import type { Game, Path } from '../game.js';
import { add, div, isZero, mul, type Num, sum, ZERO } from '../number.js';
import { actingAs, type Policy } from '../policy.js';
import { massBy, product } from './samples.js';

/** The law of R given the context, with its mean: each return once. */
export interface ReturnLaw {
  readonly probability: Num;
  readonly returns: readonly (readonly [probability: Num, value: Num])[];
  readonly mean: Num;
}

/** The returns of a game's paths for some discount, and their law under a policy in each context s0. */
export interface Returns {
  readonly returnOf: (path: Path) => Num;
  /** The law in the path's context: where the root draws by chance, what it draws. */
  readonly lawOf: (path: Path) => ReturnLaw;
  readonly laws: readonly ReturnLaw[];
}

/** Σ over the path of γ^(decisions before)·reward, and its laws. */
export function returnsOf(game: Game, policy: Policy, gamma: Num): Returns {
  const returnOf = ({ steps, end }: Path): Num =>
    steps.reduceRight((after, { node, a }) => {
      return add(node.edges[a].reward, node.kind === 'actions' ? mul(gamma, after) : after);
    }, end);
  const contextOf = ({ steps }: Path): number => (game.root.kind === 'chance' ? steps[0].a : 0);
  const found = new Map<number, Map<string, readonly [Num, Num]>>();
  for (const path of game.paths) {
    const weight = product(path.steps.map(massBy(actingAs(policy))));
    const law = found.get(contextOf(path)) ?? new Map<string, readonly [Num, Num]>();
    found.set(contextOf(path), law);
    const [value, known] = [returnOf(path), law.get(String(returnOf(path)))];
    if (!isZero(weight)) law.set(String(value), [add(weight, known?.[0] ?? ZERO), value]);
  }
  const laws = new Map<number, ReturnLaw>();
  for (const [context, law] of found) {
    const probability = sum([...law.values()].map(([weight]) => weight));
    const returns = [...law.values()].map(([weight, value]) => [div(weight, probability), value] as const);
    laws.set(context, { probability, returns, mean: sum(returns.map(([weight, value]) => mul(weight, value))) });
  }
  const none: ReturnLaw = { probability: ZERO, returns: [], mean: ZERO };
  return { returnOf, lawOf: (path) => laws.get(contextOf(path)) ?? none, laws: [...laws.values()] };
}
