import { div, type Fraction, fractionOf, mul, type Num, ONE, sub, sum, ZERO } from '../../number.js';
import { actingAs, at, edgeValue } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Statement } from '../../rule.js';
import { estimateOf } from '../estimators.js';
import { below, unequal } from './finding.js';
import { estimatesAt, gradientOf, logitOf, type Sharing, updateOf } from './gradients.js';
import { actionOf, oneOf, reachesOf, valueOf } from './places.js';

/** "downhill": the expected update of an estimator points downhill, ⟨E[update], ∇J⟩ < 0, in the logits that are named. */
export const downhill: Statement = ({ game, old, text }) => {
  const sharing = oneOf<Sharing>(text('sharing'), ['sets', 'labels']);
  const update = updateOf(game, old, sharing, estimateOf(text('estimator'), game, old));
  const rate = sum([...gradientOf(game, old, sharing)].map(([logit, slope]) => mul(at(update, logit), slope)));
  return below(['⟨E[update], ∇J⟩', rate], ['0', ZERO], `for ${text('estimator')} in logits by ${sharing}`);
};

/** "expected-update": E[update] of an estimator at one logit is not ∇J times the factor, "1" or "1-1/G". */
export const expectedUpdate: Statement = ({ game, old, text }) => {
  const [set, action, estimator] = [text('set'), text('action'), text('estimator')];
  const group = fractionOf(/:(\d)/.exec(estimator)?.[1] ?? '1', 'G');
  const factor = oneOf(text('factor'), ['1', '1-1/G']) === '1' ? ONE : sub(ONE, div(ONE, group));
  const node = at(game.sets, set)[0];
  const logit = logitOf('sets', node, actionOf(node, action));
  const update = at(updateOf(game, old, 'sets', estimateOf(estimator, game, old)), logit);
  const right = mul(factor, at(gradientOf(game, old, 'sets'), logit));
  return unequal(['E[update]', update], [`${text('factor')}·∇J`, right], `at the logit of ${action} at ${set}`);
};

/**
 * "downhill-by-length" (D9): J falls, to first order, along the step that divides Â by the length of the response:
 * Σ_h d(h)²·Σ_a p_a·A_a·p_a·(B_a − Σ_b p_b·B_b) in "softmax" logits, Σ_h d(h)·Σ_a p_a·A_a·B_a for the "natural" gradient,
 * where B = E[Â | h, a]/L. Lengths are by action, and by turn where a semicolon separates them; the last go on.
 */
export const downhillByLength: Statement = ({ game, old, text }) => {
  const [metric, lengths] = [
    text('metric'),
    text('lengths')
      .split(';')
      .map((own) => own.split(',')),
  ];
  if (!['softmax', 'natural'].includes(metric)) throw new Rejected('metric: not softmax or natural');
  const [reach, values, estimate] = [reachesOf(game, old), valueOf(game, old), estimateOf('joint', game, old)];
  const terms = game.decisions.flatMap((node) => {
    const own = lengths[Math.min(node.turn, lengths.length) - 1];
    const p = actingAs(old)(node);
    const B = estimatesAt(game, old, node, estimate).map((x, a) => div(x, positive(own[Math.min(a, own.length - 1)])));
    const mean = sum(B.map((x, a) => mul(p[a], x)));
    return B.map((x, a): Num => {
      const advantage = mul(p[a], sub(edgeValue(game, values, node, a), values(node)));
      const weight = metric === 'natural' ? reach(node) : mul(mul(reach(node), reach(node)), p[a]);
      return mul(weight, mul(advantage, metric === 'natural' ? x : sub(x, mean)));
    });
  });
  return below(['dJ along the update', sum(terms)], ['0', ZERO], `for lengths ${text('lengths')}, ${metric} gradient`);
};

function positive(text: string): Fraction {
  const length = fractionOf(text, 'a length');
  if (length.sign() !== 1) throw new Rejected('a length that is not positive');
  return length;
}
