import { isZero, sub } from '../../number.js';
import { at } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Statement } from '../../rule.js';
import { returnsOf } from '../returns.js';
import { unequal } from './finding.js';
import { iterationsOf } from './places.js';

/** "equal-rewards": every path has the same return, and yet one iteration changes the probability of an action. */
export const equalRewards: Statement = (evidence) => {
  const { game, old, text } = evidence;
  const [{ policy }] = iterationsOf(evidence, 1);
  const { returnOf } = returnsOf(game, old, game.gamma);
  const returns = game.paths.map(returnOf);
  if (returns.some((r) => !isZero(sub(r, returns[0])))) throw new Rejected('the paths have several returns');
  const [set, action] = [text('set'), text('action')];
  const a = at(game.sets, set)[0].edges.findIndex(({ label }) => label === action);
  if (a < 0) throw new Rejected(`there is no action ${action} at ${set}`);
  return unequal([`π_k(${action}|${set})`, at(old, set)[a]], [`π_{k+1}(${action}|${set})`, at(policy, set)[a]]);
};
