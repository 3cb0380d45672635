import { fractionOf, isLess, isZero, mul, type Num, ONE, sub, sum } from '../../number.js';
import { at, type Policy } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Evidence, Statement } from '../../rule.js';
import { bestValues } from './best.js';
import { below } from './finding.js';
import { valueOf } from './places.js';

/** "out-of-reach" (E9): after K iterations no policy that takes only actions of π_K has the J of the policy "better". */
export const outOfReach: Statement = (evidence) => {
  const { game, iterations } = evidence;
  const last = iterations.at(-1)?.policy;
  if (last === undefined) throw new Rejected('no iteration');
  const best = bestValues(game, ({ set }, a) => !isZero(at(last, set)[a]))(game.root);
  const better = valueOf(game, evidence.policy('better'))(game.root);
  return below([`max J within the support of π_${iterations.length}`, best], ['J(better)', better]);
};

/**
 * "within-bound" (E7): after as many iterations as the bound says J is less than that of "better". The bound is
 * Σ_t ⌈log_{1+ε}(1/least probability of a turn's actions)⌉, or for one turn with certain rewards ⌈log_{1+ε}(1/weight of
 * the best actions)⌉, or one less.
 */
export const withinBound: Statement = (evidence) => {
  const { game, old, iterations } = evidence;
  const bound = evidence.text('bound');
  const size = /^(?:clip|ratio-box):([^:]*)$/.exec(evidence.text('step'))?.[1];
  if (iterations.some(({ update }) => update.get('step') !== evidence.text('step'))) throw new Rejected('another step');
  const grow = sum([ONE, fractionOf(size, 'ε')]);
  const most = bound === 'least probability' ? leastProbability(evidence, grow) : bestWeight(evidence, grow);
  const count = bound === 'best weight less one' ? Math.max(0, most - 1) : most;
  if (!['least probability', 'best weight', 'best weight less one'].includes(bound) || iterations.length !== count)
    throw new Rejected(`the bound ${bound} says ${count} iterations`);
  const last: Policy = iterations.at(-1)?.policy ?? old;
  const better = valueOf(game, evidence.policy('better'))(game.root);
  return below([`J(π_${count})`, valueOf(game, last)(game.root)], ['J(better)', better], `after the bound's ${count}`);
};

/** ⌈log_grow(1/weight)⌉. */
function sweepsUntil(weight: Num, grow: Num): number {
  let count = 0;
  if (weight.sign() !== 1) throw new Rejected('an action of probability 0 has no bound');
  for (let grown = weight; isLess(grown, ONE); grown = mul(grown, grow)) count += 1;
  return count;
}

function leastProbability({ game, old }: Evidence, grow: Num): number {
  const turns = Array.from({ length: game.turns }, (_, t) => game.decisions.filter(({ turn }) => turn === t + 1));
  const least = (masses: readonly Num[]): Num => masses.reduce((x, y) => (isLess(y, x) ? y : x), ONE);
  return turns.reduce((total, own) => total + sweepsUntil(least(own.flatMap(({ set }) => at(old, set))), grow), 0);
}

function bestWeight({ game, old }: Evidence, grow: Num): number {
  const { edges, set } = game.root;
  if (game.turns !== 1 || edges.some(({ to }) => to.kind !== 'reward'))
    throw new Rejected('not one turn with certain rewards');
  const best = bestValues(game, () => true)(game.root);
  const weights = edges.flatMap(({ to, reward }, a) =>
    isZero(sub(sum([reward, mul(game.gamma, to.reward)]), best)) ? [at(old, set)[a]] : [],
  );
  return sweepsUntil(sum(weights), grow);
}
