import { div, mul, type Num, sub, sum } from '../../number.js';
import { edgeValue } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Statement } from '../../rule.js';
import { returnsOf } from '../returns.js';
import { countOf } from '../count.js';
import { unequal } from './finding.js';
import { actionOf, discountAt, historyOf, valueOf } from './places.js';
import { sampled } from './sampledPaths.js';

/** "carried-mean" (A5): E_{π_k}[M_{t+shift} | h, a] is not what is said of it; M is made with the ratios of "suffix". */
export const carriedMean: Statement = ({ game, old, text, policy }) => {
  const [node, suffix, shift, form] = [
    historyOf(game, text('history')),
    policy('suffix'),
    countOf(text('shift'), 'shift'),
    text('equals'),
  ];
  const a = actionOf(node, text('action'));
  const passing = sampled(game, old).filter(({ path }) =>
    path.steps.some((step) => step.node === node && step.a === a),
  );
  if (passing.length === 0 || ![0, 1].includes(shift))
    throw new Rejected('no sample of the action, or a shift that is none');
  const means = passing.map(({ weight, joint, ratio }) => mul(weight, mul(ratio(suffix, node.turn + shift), joint)));
  const left = div(sum(means), sum(passing.map(({ weight }) => weight)));
  const [Q, { path }] = [edgeValue(game, valueOf(game, suffix), node, a), passing[0]];
  const before = path.steps.slice(
    0,
    path.steps.findIndex((step) => step.node === node),
  );
  const paid = before.map((step) => mul(step.node.edges[step.a].reward, discountAt(game, step.node)));
  const baseline = returnsOf(game, old, game.gamma).lawOf(path).mean;
  const forms: Readonly<Record<string, () => Num>> = {
    'E[R | h,a] − V(s0)': () => sub(sum([...paid, mul(discountAt(game, node), Q)]), baseline),
    'Q(h,a) − V(s0)': () => sub(Q, baseline),
    'Q(h,a) − V(h)': () => sub(Q, valueOf(game, old)(node)),
  };
  if (!Object.hasOwn(forms, form)) throw new Rejected(`equals: not one of ${Object.keys(forms).join(', ')}`);
  return unequal(
    [`E[M_${node.turn + shift} | h,a]`, left],
    [form, forms[form]()],
    `for ${text('action')} at ${node.name}`,
  );
};
