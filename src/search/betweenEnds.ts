import type { Random } from '../claims/generate/random.js';
import type { Instance } from '../claims/instance.js';
import { CHANCE_NODE, CHANCES, OTHER } from '../guarantees/between.js';
import { NodeKind } from '../game/game.js';
import { Rational } from '../exact/rational.js';
import type { Policy } from '../policy/policy.js';

/** Probabilities of the first of two actions between which a sign may change. */
const GRID = ['1/100', '1/10', '1/4', '1/2', '3/4', '9/10', '99/100'].map((text) => Rational.parse(text));
/** Other distributions that are tried at each set of a policy. */
const TRIED = 8;

/**
 * Pairs of policies on the instance's game that differ at one set, or of games that differ at one chance node, the
 * instance's own among them: between the two a step may stand still although it moves at both.
 */
export function* pairsFrom(instance: Instance, random: Random): Generator<Instance> {
  const { old } = instance.policies;
  const { game } = old;
  for (const [i, ...rest] of game.infoSets) {
    const n = game.firstEdge[i + 1] - game.firstEdge[i];
    const nodes = [i, ...rest];
    if (n === 2) for (const p of GRID) yield paired(instance, withDistribution(old, nodes, [p, Rational.ONE.sub(p)]));
    else if (n > 2) {
      for (let k = 0; k < TRIED; k++) {
        const parts = random.ints(n, 1, 9);
        const total = parts.reduce((sum, part) => sum + part, 0);
        yield paired(
          instance,
          withDistribution(
            old,
            nodes,
            parts.map((part) => Rational.of(part, total)),
          ),
        );
      }
    }
  }
}

/** The instance and the same game with other chances at one node that has two outcomes. */
export function* gamesFrom(instance: Instance): Generator<Instance> {
  const { game } = instance;
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.chance || game.firstEdge[i + 1] - game.firstEdge[i] !== 2) continue;
    for (const p of GRID) {
      const chances = `${p} ${Rational.ONE.sub(p)}`;
      const parameters = { ...instance.parameters, [CHANCE_NODE]: game.nodeName[i], [CHANCES]: chances };
      yield { ...instance, parameters };
    }
  }
}

function withDistribution({ game, probability }: Policy, nodes: readonly number[], q: readonly Rational[]): Policy {
  const changed = probability.slice();
  for (const i of nodes) q.forEach((p, a) => (changed[game.firstEdge[i] + a] = p));
  return { game, probability: changed };
}

function paired(instance: Instance, other: Policy): Instance {
  return { ...instance, policies: { old: instance.policies['old'], [OTHER]: other } };
}
