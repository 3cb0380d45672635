import { gcd, gcdBig } from '../exact/integer.js';
import { Rational } from '../exact/rational.js';
import type { Game } from '../game/game.js';
import type { IntegerWeights } from './integerWeights.js';
import type { UnreducedValues } from './unreducedPass.js';

/** The longest common denominator that is worth it: beyond, reduced fractions are shorter. */
const LONGEST = 1n << 2048n;

/**
 * The value of the root, given those of all nodes ≥ `below.from`. From the layer of node `below.from` − 1 upwards
 * all values of a layer are kept over one common denominator: with D that of the layer below and s the least
 * common multiple of the layer's scales, numerator(i) = (s/scale_i) · Σ_e weight_e · numerator(child_e) over s·D.
 * No gcd is needed on the way. Undefined when terminal rewards are missing in `below`, or beyond `LONGEST`.
 */
export function layerPass(game: Game, { weight, scale }: IntegerWeights, below: UnreducedValues): Rational | undefined {
  const { layerStart, firstEdge, child, nodeCount } = game;
  let layer = layerStart.length - 2;
  if (below.from > layerStart[layer]) return undefined;
  while (layerStart[layer] >= below.from) layer -= 1;
  const base = layer + 1; // the nodes of this layer and of all later ones enter with their values in `below`
  const numerator = new Array<bigint>(nodeCount);
  const denominator = new Array<bigint>(base + 1); // per layer
  const entered = overCommonDenominator(
    below,
    child.subarray(0, firstEdge[layerStart[base]]),
    layerStart[base],
    numerator,
  );
  if (entered === undefined) return undefined;
  denominator[base] = entered;
  const layerOf = new Int32Array(nodeCount).fill(base);

  for (; layer >= 0; layer--) {
    const from = layerStart[layer];
    const to = layerStart[layer + 1];
    layerOf.fill(layer, from, to);
    const s = commonMultiple(scale.subarray(from, to));
    if (s === undefined) return undefined;
    const factors = new Map<number, bigint>(); // s/scale, by scale
    for (let i = from; i < to; i++) {
      let sum = 0n;
      for (let e = firstEdge[i]; e < firstEdge[i + 1]; e++) {
        const term = BigInt(weight[e]) * numerator[child[e]];
        const childLayer = layerOf[child[e]];
        sum += childLayer === layer + 1 ? term : term * (denominator[layer + 1] / denominator[childLayer]);
      }
      let factor = factors.get(scale[i]);
      if (factor === undefined) factors.set(scale[i], (factor = s / BigInt(scale[i])));
      numerator[i] = sum * factor;
    }
    denominator[layer] = s * denominator[layer + 1];
  }
  return Rational.of(numerator[0], denominator[0]);
}

/** Writes the numerators of those `nodes` that are ≥ `first` over a common denominator, and returns that. */
function overCommonDenominator(
  { num, den }: UnreducedValues,
  nodes: Int32Array,
  first: number,
  numerator: bigint[],
): bigint | undefined {
  const entering = nodes.filter((i) => i >= first);
  const reduced = Float64Array.from(entering, (i) => den[i] / gcd(num[i], den[i]));
  const common = commonMultiple(reduced);
  if (common === undefined) return undefined;
  entering.forEach((i, n) => (numerator[i] = BigInt(num[i] / (den[i] / reduced[n])) * (common / BigInt(reduced[n]))));
  return common;
}

/** The least common multiple of positive safe integers; undefined beyond `LONGEST`. */
function commonMultiple(values: Float64Array): bigint | undefined {
  let common = 1n;
  for (const value of new Set(values)) {
    const factor = BigInt(value);
    if (common % factor !== 0n) common *= factor / gcdBig(common, factor);
    if (common > LONGEST) return undefined;
  }
  return common;
}
