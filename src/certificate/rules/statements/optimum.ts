import { Rejected } from '../../refusal.js';
import type { Evidence, Finding, Statement } from '../../rule.js';
import { countOf } from '../count.js';
import { below } from './finding.js';
import { historyOf, iterationsOf, valueOf } from './places.js';

/** "one-sweep": after one iteration J is less than that of the policy "better", which has the same information. */
export const oneSweep: Statement = (evidence) => shortAfter(evidence, 1);

/** "all-turns": the same after as many iterations as the game has turns. */
export const allTurns: Statement = (evidence) => shortAfter(evidence, evidence.game.turns);

/** "after-sweeps": the same after K iterations. */
export const afterSweeps: Statement = (evidence) => shortAfter(evidence, countOf(evidence.text('sweeps'), 'sweeps'));

/**
 * "last-turns": after K iterations V(h) is less than that of "better", at a history of the last K + extra turns; all of
 * them, where "extra" is "all".
 */
export const lastTurns: Statement = (evidence) => {
  const { game } = evidence;
  const [history, extra] = [evidence.text('history'), evidence.text('extra')];
  const node = historyOf(game, history);
  const count = evidence.iterations.length;
  if (count === 0) throw new Rejected('no iteration');
  if (extra !== 'all' && !(node.turn > game.turns - count - countOf(extra, 'extra')))
    throw new Rejected(`${history} is not among the last ${count} + ${extra} turns`);
  const [after, better] = [evidence.iterations.at(-1)?.policy ?? evidence.old, evidence.policy('better')];
  const where = `at the history ${history} of turn ${node.turn} of ${game.turns} (the last ${extra === 'all' ? 'are all' : `${count} + ${extra}`})`;
  return below([`V_{π_${count}}(h)`, valueOf(game, after)(node)], ['V_better(h)', valueOf(game, better)(node)], where);
};

function shortAfter(evidence: Evidence, count: number): Finding {
  const { game } = evidence;
  const last = iterationsOf(evidence, count).at(-1)?.policy ?? evidence.old;
  const better = valueOf(game, evidence.policy('better'))(game.root);
  return below([`J(π_${count})`, valueOf(game, last)(game.root)], ['J(better)', better]);
}
