import type { Node } from '../../game.js';
import type { Evidence, Finding, Statement } from '../../rule.js';
import { below } from './finding.js';
import { historyOf, iterationsOf, valueOf } from './places.js';

/** "monotone": J(π_{k+1}) < J(π_k), after one iteration. */
export const monotone: Statement = (evidence) => falls(evidence, evidence.game.root, ['J(π_{k+1})', 'J(π_k)']);

/** "monotone-everywhere": V(h) is less after one iteration, at the history that is named. */
export const monotoneEverywhere: Statement = (evidence) => {
  const history = evidence.text('history');
  const labels: [string, string] = ['V_{π_{k+1}}(h)', 'V_{π_k}(h)'];
  return falls(evidence, historyOf(evidence.game, history), labels, `at the history ${history}`);
};

function falls(evidence: Evidence, node: Node, [after, before]: [string, string], where?: string): Finding {
  const { game, old } = evidence;
  const [{ policy }] = iterationsOf(evidence, 1);
  return below([after, valueOf(game, policy)(node)], [before, valueOf(game, old)(node)], where);
}
