import { type Path, pathProbability, paths } from '../../src/evaluate/paths.js';
import { Rational } from '../../src/exact/rational.js';
import { RootSum } from '../../src/exact/rootSum.js';
import { NodeKind } from '../../src/game/game.js';
import { logitsOf } from '../../src/estimate/logits.js';
import type { Policy } from '../../src/policy/policy.js';

/**
 * The expected update by its definition: every batch of `contexts` groups of `size` paths, one tuple after the
 * other, with its probability. `estimates` turns the returns of a batch, group by group, into one number a sample.
 * Slow, and independent of the laws of power sums.
 */
export function bruteUpdate(
  policy: Policy,
  size: number,
  contexts: number,
  estimates: (returns: readonly (readonly Rational[])[]) => readonly (readonly RootSum[])[],
): RootSum[] {
  const { game } = policy;
  const { count, parameterOf } = logitsOf(game, 'sets');
  const sampled = paths(game).map((path) => ({ path, probability: pathProbability(policy.probability, path) }));
  const groups = [...new Set(sampled.map(({ path }) => path.context))].flatMap((context) => {
    const own = sampled.filter(({ path, probability }) => path.context === context && !probability.isZero());
    const mass = Rational.sum(own.map(({ probability }) => probability));
    const given = own.map(({ path, probability }) => ({ path, probability: probability.div(mass) }));
    return tuples(given, size).map((group) => ({ group, probability: mass.mul(product(group)) }));
  });
  const update = new Array<RootSum>(count).fill(RootSum.ZERO);
  for (const batch of tuples(groups, contexts)) {
    const weight = product(batch).div(Rational.of(size * contexts));
    const values = estimates(batch.map(({ group }) => group.map(({ path }) => path.pathReturn)));
    batch.forEach(({ group }, b) => {
      group.forEach(({ path }, i) => {
        for (const [k, slope] of score(policy, path, parameterOf)) {
          update[k] = update[k].add(values[b][i].scale(weight.mul(slope)));
        }
      });
    });
  }
  return update;
}

/** ∇log π(τ): each decision adds 1 − π at the action taken and −π at the others. */
function score({ game, probability }: Policy, path: Path, parameterOf: Int32Array): [number, Rational][] {
  return path.edges.flatMap((taken, step): [number, Rational][] => {
    const i = path.nodes[step];
    if (game.kind[i] !== NodeKind.decision) return [];
    const edges = Array.from({ length: game.firstEdge[i + 1] - game.firstEdge[i] }, (_, a) => game.firstEdge[i] + a);
    return edges.map((e) => [parameterOf[e], (e === taken ? Rational.ONE : Rational.ZERO).sub(probability[e])]);
  });
}

function product(items: readonly { readonly probability: Rational }[]): Rational {
  return items.reduce((total, { probability }) => total.mul(probability), Rational.ONE);
}

function tuples<T>(items: readonly T[], length: number): T[][] {
  if (length === 0) return [[]];
  return tuples(items, length - 1).flatMap((rest) => items.map((item) => [...rest, item]));
}
