import type { Path } from '../../game.js';
import { div, isZero, mul, type Num, sub, sum } from '../../number.js';
import { actingAs } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Statement } from '../../rule.js';
import { returnsOf } from '../returns.js';
import { massBy, product } from '../samples.js';
import { unequal } from './finding.js';

/**
 * "unbiased" (B1): in the bandit view, one arm for each sequence of actions, E[r − baseline | s0, arm] is not
 * Q(s0, arm) − V(s0). The baseline is "J" of π_k, or V(s0) of the policy that is named; the context is named by its
 * outcome, or not where there is one alone.
 */
export const unbiased: Statement = ({ game, old, text, part, policy }) => {
  const [context, arm, baseline] = [text('context'), JSON.stringify(part('actions')), text('baseline')];
  const { returnOf } = returnsOf(game, old, game.gamma);
  const armOf = ({ steps }: Path): string =>
    JSON.stringify(steps.flatMap(({ node, a }) => (node.kind === 'actions' ? [node.edges[a].label] : [])));
  const inContext = ({ steps }: Path): boolean =>
    game.root.kind === 'chance' ? game.root.edges[steps[0].a].label === context : context === 'the only one';
  const own = game.paths.filter(inContext);
  const pulled = own.filter((path) => armOf(path) === arm);
  const mean = (paths: readonly Path[]): Num => {
    const weights = paths.map(({ steps }) => product(steps.map(massBy(actingAs(old)))));
    if (isZero(sum(weights))) throw new Rejected(`the policy samples no ${arm} in ${context}`);
    return div(sum(paths.map((path, n) => mul(weights[n], returnOf(path)))), sum(weights));
  };
  const subtracted =
    baseline === 'J' ? mean(game.paths) : returnsOf(game, policy(baseline), game.gamma).lawOf(own[0]).mean;
  const advantage = sub(mean(pulled), mean(own));
  return unequal(
    [`E[r − ${baseline} | s0,y]`, sub(mean(pulled), subtracted)],
    ['A(s0,y)', advantage],
    `in the context ${context}, actions ${arm}`,
  );
};
