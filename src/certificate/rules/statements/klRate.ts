import { fractionOf, isZero, mul, sub, sum } from '../../number.js';
import { at } from '../../policy.js';
import type { Statement } from '../../rule.js';
import { optimum, sizeOf } from './best.js';
import { klOf } from './driftLaws.js';
import { below } from './finding.js';
import { oneOf, reachesOf, valueOf } from './places.js';

/** "kl-rate" (E6): factor·λ·E_{π*}[Σ_t KL(π*‖π_0)] is less than K·(J* − J(π_K)) after K iterations, π* the policy "better". */
export const klRate: Statement = (evidence) => {
  const { game, old, iterations, policy, text } = evidence;
  const [best, star, count] = [optimum(evidence), policy('better'), fractionOf(iterations.length, 'K')];
  const factor = fractionOf(oneOf(text('factor'), ['1', '1/3']), 'factor');
  const reach = reachesOf(game, star);
  const terms = game.decisions.flatMap((node) =>
    isZero(reach(node)) ? [] : [mul(reach(node), klOf(at(star, node.set), at(old, node.set)))],
  );
  const bound = mul(mul(factor, sizeOf(evidence, 'kl')), sum(terms));
  const gap = sub(best, valueOf(game, iterations[iterations.length - 1].policy)(game.root));
  return below(
    [`${text('factor')}·λ·E_{π*}[Σ KL(π*‖π_0)]`, bound],
    [`${iterations.length}·(J* − J(π_${iterations.length}))`, mul(count, gap)],
  );
};
