import { isZero, sub } from '../../number.js';
import { at, type Policy } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Statement } from '../../rule.js';
import { below } from './finding.js';
import { historyOf, iterationsOf, valueOf } from './places.js';

/** "fixed-point": one iteration leaves J as it is, although the policy "better" has more, with the same information. */
export const fixedPoint: Statement = (evidence) => {
  const { game, old } = evidence;
  const [{ policy }] = iterationsOf(evidence, 1);
  const before = valueOf(game, old)(game.root);
  if (!isZero(sub(valueOf(game, policy)(game.root), before)))
    throw new Rejected('the iteration does not leave J as it is');
  const better = valueOf(game, evidence.policy('better'))(game.root);
  return below(['J(π_{k+1}) = J(π_k)', before], ['J(better)', better]);
};

/** "fixed-point-everywhere": one iteration leaves the policy as it is, although "better" has a greater V at the history. */
export const fixedPointEverywhere: Statement = (evidence) => {
  const { game, old } = evidence;
  const [{ policy }] = iterationsOf(evidence, 1);
  if (!isSame(policy, old)) throw new Rejected('the iteration does not leave the policy as it is');
  const history = evidence.text('history');
  const node = historyOf(game, history);
  const better = valueOf(game, evidence.policy('better'))(node);
  const where = `at the history ${history}, and π_{k+1} = π_k`;
  return below(['V_{π_k}(h)', valueOf(game, old)(node)], ['V_better(h)', better], where);
};

/** "rests": from full support the iterations come to rest, π_{K+1} = π_K, although "better" has a greater J. */
export const rests: Statement = (evidence) => {
  const { game, old, iterations } = evidence;
  if ([...old.values()].some((masses) => masses.some(isZero))) throw new Rejected('the start has no full support');
  const chain = [old, ...iterations.map(({ policy }) => policy)];
  const last = chain.at(-1) ?? old;
  if (chain.length < 2 || !isSame(last, chain[chain.length - 2]))
    throw new Rejected('the iterations do not come to rest');
  const better = valueOf(game, evidence.policy('better'))(game.root);
  const where = `and π_${chain.length - 1} = π_${chain.length - 2}`;
  return below([`J(π_${chain.length - 2})`, valueOf(game, last)(game.root)], ['J(better)', better], where);
};

const isSame = (x: Policy, y: Policy): boolean =>
  [...x].every(([set, masses]) => masses.every((mass, a) => isZero(sub(mass, at(y, set)[a]))));
