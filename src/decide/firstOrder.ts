import type { Case } from './cases.js';
import type { Question } from './question.js';
import { valuesBefore } from './symbolicGame.js';
import { difference, less, product, sum, ZERO } from './term.js';

/**
 * Where a step is known by its direction only, models of the sentence are often no counterexamples. More often they are
 * where J falls to first order in the step's size: Σ_a p_a·(drive_a − mean)·Q_a < 0. Undefined where there is more than
 * one decision, or the step is known exactly.
 */
export function fallsAtFirst({ games, sweep }: Question): Case | undefined {
  const [update, ...others] = sweep.updates.filter(({ old }) => old.length > 1);
  if (update?.drive === undefined || others.length > 0) return undefined;
  const { old, drive, nodes } = update;
  const values = valuesBefore(games);
  const first = games.structure.firstEdge[nodes[0]];
  const mean = sum(...drive.map((x, a) => product(old[a], x)));
  const slope = sum(
    ...drive.map((x, a) => product(old[a], difference(x, mean), values[games.structure.child[first + a]])),
  );
  return { name: 'J falls to first order', assumptions: [less(slope, ZERO)] };
}
