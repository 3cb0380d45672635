import { add, div, fractionOf, isLess, isZero, mul, type Num, ONE, sub, sum, ZERO } from '../../number.js';
import { actingAs, at } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Finding, Statement } from '../../rule.js';
import { returnsOf } from '../returns.js';
import { massBy, positive, product } from '../samples.js';
import { below, unequal } from './finding.js';
import { historyOf } from './places.js';

/**
 * "clip-residual" (C1): a law that the clip residual of Eq. 6 would have without one of its parts, at a history with
 * M = R: "not negative without the maximum"; "zero" for every candidate; "the minimum's form" from both sides or from
 * "above only", E_p[min(ρM, clip(ρ)M)] = E_q[M] − D(q|p).
 */
export const clipResidual: Statement = ({ game, old, text, policy }): Finding => {
  const [node, size, law] = [historyOf(game, text('history')), fractionOf(text('clip'), 'ε'), text('law')];
  if (size.sign() !== 1 || isLess(ONE, size)) throw new Rejected('clip: not in (0, 1]');
  const [p, q] = [at(old, node.set), at(policy('candidate'), node.set)];
  const { returnOf } = returnsOf(game, old, game.gamma);
  const draws = game.paths.flatMap((path) => {
    const k = path.steps.findIndex((step) => step.node === node);
    const after = product(path.steps.slice(k + 1).map(massBy(actingAs(old))));
    return k < 0 ? [] : [{ a: path.steps[k].a, weight: after, M: returnOf(path) }];
  });
  const clip = (x: Num, low = sub(ONE, size)): Num =>
    isLess(x, low) ? low : isLess(add(ONE, size), x) ? add(ONE, size) : x;
  /** E_{a∼p} over the samples: actions that p never takes have none. */
  const mean = (x: (ratio: Num, M: Num) => Num): Num =>
    sum(draws.map(({ a, weight, M }) => (isZero(p[a]) ? ZERO : mul(mul(p[a], weight), x(div(q[a], p[a]), M)))));
  const outside = (ratio: Num, M: Num): Num => mul(sub(ratio, clip(ratio)), M);
  const above = (ratio: Num, M: Num): Num => mul(sub(ratio, isLess(add(ONE, size), ratio) ? add(ONE, size) : ratio), M);
  const minimum = mean((ratio, M) =>
    isLess(mul(ratio, M), mul(clip(ratio), M)) ? mul(ratio, M) : mul(clip(ratio), M),
  );
  const plain = sum(draws.map(({ a, weight, M }) => mul(q[a], mul(weight, M))));
  const less = (residual: typeof outside): Num =>
    sub(
      plain,
      mean((ratio, M) => positive(residual(ratio, M))),
    );
  const zero = ['0', ZERO] as const;
  const where = `at the history ${node.name}`;
  const laws: Readonly<Record<string, () => Finding>> = {
    'not negative without the maximum': () => below(['E_p[(ρ − clip(ρ))M]', mean(outside)], zero, where),
    zero: () => unequal(['D(q|p)', mean((ratio, M) => positive(outside(ratio, M)))], zero, where),
    "the minimum's form, above only": () =>
      unequal(['E_p[min(ρM, clip(ρ)M)]', minimum], ['E_q[M] − D(q|p)', less(above)], where),
    "the minimum's form": () => unequal(['E_p[min(ρM, clip(ρ)M)]', minimum], ['E_q[M] − D(q|p)', less(outside)], where),
  };
  if (!Object.hasOwn(laws, law)) throw new Rejected(`law: not one of ${Object.keys(laws).join('; ')}`);
  return laws[law]();
};
