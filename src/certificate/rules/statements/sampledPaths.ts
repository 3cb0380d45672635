import type { Game, Path } from '../../game.js';
import { div, isZero, type Num, sub } from '../../number.js';
import { actingAs, type Policy } from '../../policy.js';
import { returnsOf } from '../returns.js';
import { massBy, product } from '../samples.js';

/** A path that π_k samples: its probability, its Â, and Π over the turns from t to u of a policy's ratio to π_k. */
export interface Sampled {
  readonly path: Path;
  readonly weight: Num;
  readonly joint: Num;
  readonly ratio: (policy: Policy, from: number, to?: number) => Num;
}

/** The paths that π_k samples. */
export function sampled(game: Game, old: Policy): Sampled[] {
  const { returnOf, lawOf } = returnsOf(game, old, game.gamma);
  return game.paths.flatMap((path) => {
    const weight = product(path.steps.map(massBy(actingAs(old))));
    const ratio = (policy: Policy, from: number, to = game.turns): Num => {
      const turns = path.steps.filter(({ node: { kind, turn } }) => kind === 'actions' && turn >= from && turn <= to);
      return product(turns.map((step) => div(massBy(actingAs(policy))(step), massBy(actingAs(old))(step))));
    };
    return isZero(weight) ? [] : [{ path, weight, joint: sub(returnOf(path), lawOf(path).mean), ratio }];
  });
}
