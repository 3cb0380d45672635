import { add, div, Fraction, mul, type Num, sub, sum, ZERO } from '../number.js';
import { overDeviation, overRoot } from './deviation.js';
import type { EstimatorName } from './estimators.js';
import { sizeOf, type Sums, sumsOf } from './groups.js';
import type { ReturnLaw, Returns } from './returns.js';
import type { Estimate } from './samples.js';

/**
 * Normalised over a batch, (Â − mean)/(deviation): "return-batch-std:1xB" for B single paths, "grae-batch-std:GxB" for B
 * groups of G, each less its mean; the contexts are drawn. B may be "limit": then mean and deviation are constants.
 */
export function batchNormalised(
  { baseline, scale, sizes }: EstimatorName,
  { returnOf, lawOf, laws }: Returns,
): Estimate | undefined {
  const [g = '', b = ''] = (sizes[0] ?? '').split('x');
  if (!['return', 'grae'].includes(baseline) || scale !== '-batch-std' || g === 'limit') return undefined;
  const size = sizeOf(g, 1);
  /** Σ and Σ² of Â over a group with these sums of returns. */
  const ofGroup = ([p, first, second]: Sums): Sums =>
    baseline === 'return' ? [p, first, second] : [p, ZERO, sub(second, div(mul(first, first), size))];
  const draws = ({ returns }: ReturnLaw, count: number): Sums[] =>
    sumsOf(
      returns.map(([p, x]): Sums => [p, x, mul(x, x)]),
      count,
    );
  const oneGroup = laws.flatMap((law) =>
    draws(law, Number(size.n)).map(([p, first, second]) => ofGroup([mul(law.probability, p), first, second])),
  );
  const difference = (r: Num, first: Num): Num => (baseline === 'return' ? r : sub(r, div(first, size)));
  const contexts = b === 'limit' ? undefined : sizeOf(b, 1);
  const count = mul(size, contexts ?? ZERO);
  const over = overDeviation(sizes.slice(1), true);
  const mean = div(sum(oneGroup.map(([p, first]) => mul(p, first))), size);
  const square = div(sum(oneGroup.map(([p, , second]) => mul(p, second))), size);
  return (path) => {
    const r = returnOf(path);
    return draws(lawOf(path), Number(size.n) - 1).flatMap(([p, x, xx]) => {
      const own = ofGroup([p, add(x, r), add(xx, mul(r, r))]);
      const apart = difference(r, add(x, r));
      if (contexts === undefined)
        return [[p, overRoot(sub(apart, mean), sub(square, mul(mean, mean)), new Fraction(0n))] as const];
      return sumsOf(oneGroup, Number(contexts.n) - 1).map(([q, first, second]) => {
        const [all, squares] = [add(own[1], first), add(own[2], second)];
        return [mul(p, q), over(sub(apart, div(all, count)), all, squares, count)] as const;
      });
    });
  };
}
