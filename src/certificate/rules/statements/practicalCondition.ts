import type { Node } from '../../game.js';
import { isLess, mul, type Num, ONE, sub, sum, ZERO } from '../../number.js';
import { actingAs, at } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Problem, Statement } from '../../rule.js';
import { estimateOf } from '../estimators.js';
import { problemAt } from '../samples.js';
import { along, gainAt } from './driftGain.js';
import { driftOf, objectiveOf } from './drifts.js';
import { below } from './finding.js';
import { historyOf, oneOf, reachesOf, valueOf } from './places.js';

/**
 * "practical-condition" (D12): the candidate lowers no history's clipped objective (or none of the first turn, or no
 * turn's mean), with M carried by the "new" or the "old" suffix; yet a history loses value, or gains less than its clip
 * residuals along the old paths.
 */
export const practicalCondition: Statement = ({ game, old, text, policy }) => {
  const [candidate, node, step] = [policy('candidate'), historyOf(game, text('history')), `clip:${text('epsilon')}`];
  const suffix = { new: candidate, old }[text('suffix')];
  if (suffix === undefined || game.information.kind !== 'full') throw new Rejected('a suffix that is none');
  const one = (): Num => ONE;
  const batch = {
    estimate: estimateOf('joint', game, old),
    before: actingAs(old),
    after: actingAs(suffix),
    factor: one,
    all: one,
    everywhere: true,
  };
  const problems = new Map(game.decisions.map((own) => [own, problemAt(game, [own], at(old, own.set), batch)]));
  const rise = (own: Node): Num => {
    const problem = problems.get(own) as Problem;
    return sub(objectiveOf(step, problem, at(candidate, own.set)), objectiveOf(step, problem, problem.p));
  };
  const means = (turn: number): Num =>
    sum(game.decisions.flatMap((own) => (own.turn === turn ? [mul(reachesOf(game, old)(own), rise(own))] : [])));
  const premises: Readonly<Record<string, () => readonly Num[]>> = {
    'no history': () => game.decisions.map(rise),
    'no history of the first turn': () => game.decisions.filter(({ turn }) => turn === 1).map(rise),
    'no turn on average': () => Array.from({ length: game.turns }, (_, t) => means(t + 1)),
  };
  const premise = text('lowers');
  if (!Object.hasOwn(premises, premise) || premises[premise]().some((x) => isLess(x, ZERO)))
    throw new Rejected('the premise is false');
  const where = `at the history ${node.name}, where the candidate lowers the objective of ${premise}`;
  const residual = along(old, (own) =>
    own.kind === 'actions' ? driftOf(step, problems.get(own) as Problem, at(candidate, own.set)) : ZERO,
  );
  if (oneOf(text('fails'), ['gain', 'no loss']) === 'no loss')
    return below(['V_candidate(h)', valueOf(game, candidate)(node)], ['V_{π_k}(h)', valueOf(game, old)(node)], where);
  return below(
    ['γ^(t−1)·(V_candidate(h) − V_{π_k}(h))', gainAt(game, old, candidate, node)],
    ['E[Σ residuals | h]', residual(node)],
    where,
  );
};
