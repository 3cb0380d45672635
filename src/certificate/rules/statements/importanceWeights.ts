import { mul, type Num, ONE, sub, sum, ZERO } from '../../number.js';
import { type Acting, actingAs, type Policy, valuesOf } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Statement } from '../../rule.js';
import { countOf } from '../count.js';
import { unequal } from './finding.js';
import { sampled } from './sampledPaths.js';

/** "importance-weights" (A4): at turn t the weighted mean of Eq. 4, in the form that is named, is not the gain of turn t's candidate. */
export const importanceWeights: Statement = ({ game, old, text, policy }) => {
  const [form, t, candidate, suffix] = [
    text('form'),
    countOf(text('turn'), 'turn'),
    policy('candidate'),
    policy('suffix'),
  ];
  const forms = ['as stated', 'without suffix ratios', 'without minus one'];
  if (!forms.includes(form) || !(t >= 1 && t <= game.turns)) throw new Rejected('a form or turn that is none');
  const reaching = sampled(game, old).filter(({ path }) =>
    path.steps.some(({ node }) => node.kind === 'actions' && node.turn === t),
  );
  const terms = reaching.map(({ weight, joint, ratio }) => {
    const own = sub(ratio(candidate, t, t), form === 'without minus one' ? ZERO : ONE);
    return mul(weight, mul(own, mul(form === 'without suffix ratios' ? ONE : ratio(suffix, t + 1), joint)));
  });
  const mixed = (acting: Policy): Num => {
    const by: Acting = (node) => actingAs(node.turn < t ? old : node.turn === t ? acting : suffix)(node);
    return valuesOf(game, by)(game.root);
  };
  return unequal(
    [`the mean of Eq. 4 ${form}`, sum(terms)],
    ["the gain of the turn's candidate", sub(mixed(candidate), mixed(old))],
    `at turn ${t}`,
  );
};
