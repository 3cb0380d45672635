import { isSafe, lcm } from '../exact/integer.js';
import type { Policy } from '../policy/policy.js';

/** A policy's probabilities as integers: edge e of node i has probability weight[e] / scale[i]. */
export interface IntegerWeights {
  readonly weight: Float64Array;
  readonly scale: Float64Array;
}

/** Each node's probabilities over their least common denominator; undefined when one is no safe integer. */
export function integerWeights({ game, probability }: Policy): IntegerWeights | undefined {
  const weight = new Float64Array(game.edgeCount);
  const scale = new Float64Array(game.nodeCount);
  for (let i = 0; i < game.nodeCount; i++) {
    const first = game.firstEdge[i];
    const end = game.firstEdge[i + 1];
    let common = first < end ? probability[first].den : 1;
    for (let e = first + 1; e < end; e++) common = lcm(common, probability[e].den);
    if (!isSafe(common)) return undefined;
    scale[i] = common;
    for (let e = first; e < end; e++) weight[e] = probability[e].num * (common / probability[e].den);
  }
  return { weight, scale };
}
