import { fractionOf, isLess, sub, ZERO } from '../../number.js';
import { Rejected } from '../../refusal.js';
import type { Statement } from '../../rule.js';
import { surrogateOf } from '../surrogates.js';
import { below } from './finding.js';
import { iterationsOf, valueOf } from './places.js';

/** "minorant" (D5): J(π̄) − J(π_k) is less than the surrogate of that name promises for the candidate. */
export const minorant: Statement = ({ game, old, text, policy }) => {
  const [name, candidate] = [text('surrogate'), policy('candidate')];
  const gain = sub(valueOf(game, candidate)(game.root), valueOf(game, old)(game.root));
  const promised = surrogateOf(name, game, old, fractionOf(text('epsilon'), 'ε'))(candidate);
  return below(['J(π̄) − J(π_k)', gain], [`the surrogate, ${name},`, promised]);
};

/** "accepted" (D7): the surrogate of that name accepts the new policy, being not negative, and J falls. */
export const accepted: Statement = (evidence) => {
  const { game, old, text } = evidence;
  const [{ policy }] = iterationsOf(evidence, 1);
  const promised = surrogateOf(text('surrogate'), game, old, fractionOf(text('epsilon'), 'ε'))(policy);
  if (isLess(promised, ZERO)) throw new Rejected('the surrogate does not accept the policy');
  const where = `although the surrogate, ${text('surrogate')}, is ${String(promised)}`;
  return below(['J(π_{k+1})', valueOf(game, policy)(game.root)], ['J(π_k)', valueOf(game, old)(game.root)], where);
};
