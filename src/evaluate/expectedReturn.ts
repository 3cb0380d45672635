import { Rational } from '../exact/rational.js';
import type { Policy } from '../policy/policy.js';
import { integerWeights } from './integerWeights.js';
import { layerPass } from './layerPass.js';
import { unreducedPass } from './unreducedPass.js';
import { value } from './value.js';

/**
 * J(π) = V_π(root), when only the root is wanted: a backward pass that hardly needs a gcd.
 * The last nodes are evaluated as unreduced fractions in doubles (`unreducedPass`), and once those leave the safe
 * integers, the layers above over one common denominator a layer (`layerPass`).
 *
 * Falls back on `value` where edges pay or discount, where a probability or reward is no ratio of safe integers,
 * and where a common denominator becomes so long that reduced fractions are shorter.
 */
export function expectedReturn(policy: Policy): Rational {
  const { game } = policy;
  const plain = !game.paysOnEdges && game.discount.equals(Rational.ONE);
  return (plain ? withoutReduction(policy) : undefined) ?? value(policy)[0];
}

function withoutReduction(policy: Policy): Rational | undefined {
  const { game } = policy;
  const weights = integerWeights(policy);
  if (weights === undefined) return undefined;
  const below = unreducedPass(game, weights);
  return below.from === 0 ? Rational.reduce(below.num[0], below.den[0]) : layerPass(game, weights, below);
}
