import { Rational } from '../exact/rational.js';
import { type Game, labelsOf, NodeKind } from '../game/game.js';
import { PolicyError } from './policyError.js';
import type { PolicyIn } from './policyIn.js';

/**
 * A tabular policy: one distribution per information set.
 * `probability` has an entry per edge: the policy's on the edges of decision nodes, the game's own on the
 * edges of chance nodes. A chance node is thus a node whose distribution no one may change, and every
 * expectation over paths is a sum over edges.
 */
export type Policy = PolicyIn<Rational>;

/** One distribution per information set, in the order of `game.infoSets` and of each set's edges. */
export type SetDistributions = readonly (readonly Rational[])[];

/**
 * The policy with the given distributions per information set. Throws PolicyError when one has the wrong
 * length, a negative entry, or a sum other than 1.
 */
export function policyFromSets(game: Game, distributions: SetDistributions): Policy {
  game.infoSets.forEach((_, set) => checkDistribution(game, set, distributions[set]));
  return unchecked(game, distributions);
}

/** As `policyFromSets`, for distributions that are right by construction. */
export function unchecked(game: Game, distributions: SetDistributions): Policy {
  const probability = game.chance.slice();
  for (let set = 0; set < distributions.length; set++) {
    const distribution = distributions[set];
    for (const i of game.infoSets[set]) {
      const first = game.firstEdge[i];
      for (let a = 0; a < distribution.length; a++) probability[first + a] = distribution[a];
    }
  }
  return { game, probability };
}

function checkDistribution(game: Game, set: number, distribution: readonly Rational[] | undefined): void {
  const labels = labelsOf(game, game.infoSets[set][0]);
  const where = `the policy at "${game.infoSetName[set]}"`;
  if (distribution?.length !== labels.length) {
    throw new PolicyError(
      `${where} has ${distribution?.length ?? 0} probabilities for ${labels.length} actions (${labels.join(', ')})`,
    );
  }
  distribution.forEach((p, a) => {
    if (p.sign() < 0) throw new PolicyError(`${where} gives action "${labels[a]}" the negative probability ${p}`);
  });
  const total = Rational.sum(distribution);
  if (!total.equals(Rational.ONE)) throw new PolicyError(`${where} sums to ${total}, not to 1`);
}

/** The distribution of `policy` at information set `set`, in edge order. */
export function distributionAt<N>({ game, probability }: PolicyIn<N>, set: number): N[] {
  const i = game.infoSets[set][0];
  return probability.slice(game.firstEdge[i], game.firstEdge[i + 1]);
}

/** All distributions of `policy`, one per information set. */
export function setDistributions(policy: Policy): Rational[][] {
  return policy.game.infoSets.map((_, set) => distributionAt(policy, set));
}

/** The policy that chooses every action with equal probability. */
export function uniformPolicy(game: Game): Policy {
  return unchecked(
    game,
    game.infoSets.map(([i]) => {
      const n = game.firstEdge[i + 1] - game.firstEdge[i];
      return new Array<Rational>(n).fill(Rational.of(1, n));
    }),
  );
}

/** Does every decision edge have positive probability? (The paper's convergence theorem needs it.) */
export function hasFullSupport(policy: Policy): boolean {
  const { game, probability } = policy;
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) if (probability[e].isZero()) return false;
  }
  return true;
}
