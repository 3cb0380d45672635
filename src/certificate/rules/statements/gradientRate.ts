import { div, fractionOf, isLess, isZero, mul, sub } from '../../number.js';
import { Rejected } from '../../refusal.js';
import type { Statement } from '../../rule.js';
import { optimum, sizeOf } from './best.js';
import { below } from './finding.js';
import { oneOf, valueOf } from './places.js';

/**
 * "gradient-rate" (E8): in a bandit, after gradient steps of size 2/(5Δ), Δ = max R − min R, the bound on J* − J(π_t) is
 * less than that; π_1 is the start.
 */
export const gradientRate: Statement = (evidence) => {
  const { game, old, iterations, text } = evidence;
  const rewards = game.paths.map(({ end }) => end);
  const [best, t] = [optimum(evidence), fractionOf(iterations.length + 1, 't')];
  const least = rewards.reduce((x, y) => (isLess(y, x) ? y : x));
  const range = sub(
    rewards.reduce((x, y) => (isLess(x, y) ? y : x)),
    least,
  );
  const isBandit =
    game.turns === 1 &&
    game.paths.every(({ steps }) => steps.length === 1 && isZero(steps[0].node.edges[steps[0].a].reward));
  if (
    !isBandit ||
    (iterations.length > 0 && !isZero(sub(mul(sizeOf(evidence, 'gradient'), range), fractionOf('2/5', 'size'))))
  )
    throw new Rejected('no bandit, or steps of another size than 2/(5Δ)');
  const bounds = {
    '2Δ/t²': div(fractionOf(2, '2'), mul(t, t)),
    '5Δ/(4t)': div(fractionOf(5, '5'), mul(fractionOf(4, '4'), t)),
  };
  const bound = mul(range, bounds[oneOf(text('bound'), ['2Δ/t²', '5Δ/(4t)'])]);
  const gap = sub(best, valueOf(game, iterations.at(-1)?.policy ?? old)(game.root));
  return below([text('bound'), bound], ['J* − J(π_t)', gap], `t = ${String(t)}`);
};
