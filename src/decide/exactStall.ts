import type { Case } from './cases.js';
import { type Asked, isMatterOfDirection, type Question } from './question.js';
import { valuesBefore } from './symbolicGame.js';
import { and, choose, difference, equal, product, sum, ZERO } from './term.js';

/**
 * That J stays, exactly, where q_a ∝ p_a·exp(d_a) at the only decision: J(q) = J(p) says Σ_a p_a·(Q_a − V)·exp(d_a) = 0,
 * and exponentials of different algebraic numbers are linearly independent over the algebraic numbers
 * (Lindemann–Weierstrass; Baker, Transcendental Number Theory, Theorem 1.4). So in a game of algebraic numbers the terms
 * of equal d_a cancel among themselves. Undefined for other updates, for several decisions, and where the direction of
 * the step says it all.
 */
export function exactStall({ column, subject, shape }: Asked, { games, sweep }: Question): Case | undefined {
  const [update, ...others] = sweep.updates.filter(({ old }) => old.length > 1);
  const isExponential = subject.update.kind === 'direction' && !isMatterOfDirection(shape);
  if (column !== 'fixed-point' || !isExponential || update?.drive === undefined || others.length > 0) return undefined;
  const { old, drive, nodes } = update;
  const values = valuesBefore(games);
  const first = games.structure.firstEdge[nodes[0]];
  const worth = drive.map((_, a) =>
    product(old[a], difference(values[games.structure.child[first + a]], values[nodes[0]])),
  );
  const cancels = drive.map((x) => equal(sum(...drive.map((y, b) => choose(equal(x, y), worth[b], ZERO))), ZERO));
  return { name: 'the terms of equal exponentials cancel', assumptions: [and(...cancels)] };
}
