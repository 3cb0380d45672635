import type { Game, Node } from '../game.js';
import { add, fractionOf, isLess, mul, type Num, ONE, sub, ZERO } from '../number.js';
import { actingAs, edgeValue, type Policy, valuesOf } from '../policy.js';
import { Rejected } from '../refusal.js';
import type { EstimatorName } from './estimators.js';
import { product, type Estimate } from './samples.js';

/**
 * "local": A(h, a). "gae:λ": Σ_l (γλ)^l δ_{t+l} with δ_t = r_t + γ·U(h_{t+1}) − U(h_t), the critic U = V_π, or 0 for
 * "gae:λ:zero". Both times γ^(t−1), unless `weighted` is false.
 */
export function generalised(
  { baseline, scale, sizes }: EstimatorName,
  game: Game,
  old: Policy,
  weighted: boolean,
): Estimate | undefined {
  const values = valuesOf(game, actingAs(old));
  const weigh = (turn: number, x: Num): Num =>
    weighted ? mul(product(new Array<Num>(turn - 1).fill(game.gamma)), x) : x;
  if (baseline === 'local' && scale === '' && sizes.length === 0) {
    return ({ steps }, k) => {
      const { node, a } = steps[k];
      return [[ONE, weigh(node.turn, sub(edgeValue(game, values, node, a), values(node)))]];
    };
  }
  const [lambdaText, critic = 'exact', ...more] = sizes;
  if (baseline !== 'gae' || scale !== '' || more.length > 0 || !['exact', 'zero'].includes(critic)) return undefined;
  const lambda = fractionOf(lambdaText, 'λ');
  if (isLess(lambda, ZERO) || isLess(ONE, lambda)) throw new Rejected('λ: not in [0, 1]');
  const guess = (node: Node): Num => (critic === 'exact' ? values(node) : ZERO);
  return ({ steps, end }, k) => {
    let [ahead, estimate] = [end, ZERO];
    for (let n = steps.length - 1; n >= k; n--) {
      const { node, a } = steps[n];
      const paid = node.edges[a].reward;
      if (node.kind === 'chance') ahead = add(paid, ahead);
      else {
        estimate = sub(add(paid, mul(game.gamma, ahead)), guess(node));
        ahead = add(guess(node), mul(lambda, estimate));
      }
    }
    return [[ONE, weigh(steps[k].node.turn, estimate)]];
  };
}
