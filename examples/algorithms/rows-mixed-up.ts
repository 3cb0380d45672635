import { type CarryRule, clipped, defineAlgorithm, JOINT, type Real } from 'seeupo';

/**
 * A bug: M is kept by row, while every turn's batch is sorted anew (here: by the end of the trajectory, backwards).
 * Row i then holds another trajectory than a turn before, and multiplies its ratio to a stranger's factor.
 */
const keptByRow: CarryRule = {
  name: 'by row',
  next: (factors, ratios, { trajectories, reals }) => {
    const lastEdge = (row: number): number => trajectories[row].edges[trajectories[row].edges.length - 1];
    const sorted = trajectories.map((_, row) => row).sort((a, b) => lastEdge(b) - lastEdge(a));
    const mixed: Real[] = [];
    sorted.forEach((trajectory, row) => (mixed[trajectory] = reals.mul(ratios[row], factors[row])));
    return mixed;
  },
};

export default defineAlgorithm({
  name: 'SeeUPO, rows mixed up',
  estimator: JOINT,
  surrogate: clipped('1/5'),
  order: 'reverse',
  carry: keptByRow,
});
