import { isSafe } from '../exact/integer.js';
import { type Game, NodeKind } from '../game/game.js';
import type { IntegerWeights } from './integerWeights.js';

/** Per node ≥ `from`, its value num/den in safe integers, not in lowest terms. */
export interface UnreducedValues {
  readonly num: Float64Array;
  readonly den: Float64Array;
  readonly from: number;
}

/**
 * Node values from the last node upwards, without a gcd, until a number on the way is no safe integer:
 * value(i) = (1/scale_i) · Σ_e weight_e · value(child_e). For games without discount and edge rewards.
 */
export function unreducedPass(game: Game, { weight, scale }: IntegerWeights): UnreducedValues {
  const { kind, firstEdge, child, reward, nodeCount } = game;
  const num = new Float64Array(nodeCount);
  const den = new Float64Array(nodeCount);
  for (let i = nodeCount - 1; i >= 0; i--) {
    const terminal = kind[i] === NodeKind.terminal;
    let p = terminal ? reward[i].num : 0;
    let q = terminal ? reward[i].den : 1;
    let bound = Math.abs(p); // of p and of everything that it is computed from
    for (let e = firstEdge[i]; e < firstEdge[i + 1]; e++) {
      const term = weight[e] * num[child[e]];
      const d = den[child[e]];
      if (d === q) {
        p += term;
        bound += Math.abs(term);
      } else {
        p = p * d + term * q;
        bound = bound * d + Math.abs(term) * q;
        q *= d;
      }
    }
    q *= scale[i];
    if (!isSafe(bound) || !isSafe(q)) return { num, den, from: i + 1 };
    num[i] = p;
    den[i] = q;
  }
  return { num, den, from: 0 };
}
