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
    let exact = isSafe(p) && isSafe(q);
    for (let e = firstEdge[i]; e < firstEdge[i + 1]; e++) {
      let term = weight[e] * num[child[e]];
      exact &&= isSafe(term);
      const d = den[child[e]];
      if (d !== q) {
        p *= d;
        term *= q;
        q *= d;
        exact &&= isSafe(p) && isSafe(term) && isSafe(q);
      }
      p += term;
      exact &&= isSafe(p);
    }
    q *= scale[i];
    if (!exact || !isSafe(q)) return { num, den, from: i + 1 };
    num[i] = p;
    den[i] = q;
  }
  return { num, den, from: 0 };
}
