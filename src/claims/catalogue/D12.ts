import { placedHistory } from '../../certify/places.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import type { Claim, WitnessMaker } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { type Outcome, VACUOUS } from '../outcome.js';
import {
  type HistoryObjective,
  historyObjectives,
  meanRises,
  PREPARATIONS,
  preparedCandidate,
} from './clipCondition.js';
import { atLeastEverywhere } from './everyHistory.js';
import { summedAlong } from './expectedDrift.js';
import { underFullInformation } from './fullInformation.js';
import { valueGain } from './valueGain.js';

const family: Family = {
  ...COMMON,
  discounts: ['1', '1/2'],
  policies: { old: 'full', candidate: 'any' },
  parameters: () => ({ epsilon: ['1/5', '1/2'], candidate: PREPARATIONS }),
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1', '2'],
    distributions: [
      ['1/4', '3/4'],
      ['1', '0'],
    ],
  },
};

/** Which of the condition's ingredients a check uses. */
interface Condition {
  /** The turns after a history act, in M, as the candidate does (reverse order) or as π_k did (forward order). */
  readonly suffix: 'new' | 'old';
  readonly premise: (instance: Instance, objectives: readonly HistoryObjective[]) => boolean;
  /** Conclude only that no history loses value, not that it gains the residuals. */
  readonly weak?: boolean;
}

/** The premise of D12: no history's clipped objective is lower at the new policy. */
function nowhereLower(_: Instance, objectives: readonly HistoryObjective[]): boolean {
  return objectives.every(({ rise }) => rise.sign() >= 0);
}

function practicalCondition(instance: Instance, { suffix, premise, weak = false }: Condition): Outcome {
  const { game, policies, parameters } = instance;
  const old = policies['old'];
  const epsilon = Rational.parse(parameters['epsilon']);
  const candidate = preparedCandidate(old, policies['candidate'], epsilon, parameters['candidate'], suffix);
  const objectives = historyObjectives(old, candidate, suffix === 'new' ? candidate : old, epsilon);
  if (!premise(instance, objectives)) return VACUOUS;
  if (weak) {
    return atLeastEverywhere(
      game,
      { label: 'V_{π_{k+1}}(h)', values: value(candidate) },
      { label: 'V_{π_k}(h)', values: value(old) },
    );
  }
  const residual = new Array<Rational>(game.nodeCount).fill(Rational.ZERO);
  for (const { node, residual: own } of objectives) residual[node] = own;
  return atLeastEverywhere(
    game,
    { label: 'γ^(t−1)·(V_{π_{k+1}}(h) − V_{π_k}(h))', values: valueGain(old, candidate) },
    { label: 'E_{π_k}[Σ_{u≥t} clip residual_u | h]', values: summedAlong(game, residual, old.probability) },
  );
}

/** The certificate of a candidate for which this premise is true and the conclusion false. */
function conditionIsNotEnough(suffix: 'new' | 'old', lowers: string, fails: string): WitnessMaker {
  return (instance, violation) => {
    const { game, policies, parameters } = instance;
    const old = policies['old'];
    const epsilon = parameters['epsilon'];
    const prepared = preparedCandidate(
      old,
      policies['candidate'],
      Rational.parse(epsilon),
      parameters['candidate'],
      suffix,
    );
    const statement = { id: 'practical-condition', suffix, lowers, fails, epsilon };
    const history = placedHistory(violation.where);
    return { game, statement: { ...statement, history }, policies: { old, candidate: prepared }, iterations: [] };
  };
}

/** The practical condition: the sharpest form of Theorem 1 for SeeUPPO-GRAE. */
export const D12: Claim = {
  id: 'D12',
  title:
    "No argmax is needed: if no history's clipped objective is lower than at the old policy, no history loses value",
  statement:
    'If at every history the exact clipped objective of Eq. 6, with one batch from π_k and M_{t+1} carried with the new suffix (reverse order, Eq. 8), is not lower at π_{k+1} than at π_k, then γ^(t−1)·(V_{π_{k+1}}(h) − V_{π_k}(h)) ≥ E_{π_k}[Σ_{u≥t} clip residual_u | h] ≥ 0 at every history h of turn t.',
  source: 'this project; for Algorithm 1 (Eqs. 5–8)',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'any update that lowers no clipped objective',
    support: 'full',
    discount: 'any γ',
    order: 'reverse',
  },
  paper: 'silent',
  expected: 'proved',
  remark:
    'For J alone less is needed: J(π_{k+1}) − J(π_k) equals, for any candidate, the rises of the turns\' batch-mean objectives plus the expected clip residual. So if the sum of the mean objectives of one batch does not fall, J does not fall; single histories may lose. With M carried by the old suffix (forward order) no history loses either, but the residuals then count along the new policy\'s paths. The drawn candidate is used as it is, or repaired where it lowers an objective, or mixed with the argmax (parameter "candidate"), so that the condition is often true without an argmax.',
  family,
  check: underFullInformation((instance) => practicalCondition(instance, { suffix: 'new', premise: nowhereLower })),
  variants: [
    {
      id: 'old-suffix',
      title:
        "M may be carried with the old suffix, as in forward order, and the residuals summed along the old policy's paths",
      expected: 'refuted',
      drops: 'M_{t+1} carries the ratios of the new suffix',
      witness: conditionIsNotEnough('old', 'no history', 'gain'),
      check: (instance) => practicalCondition(instance, { suffix: 'old', premise: nowhereLower }),
    },
    {
      id: 'first-turn-only',
      title: 'For no history to lose value it is enough that no objective of the first turn is lower',
      expected: 'refuted',
      drops: 'the condition holds at every history, not only at the first turn',
      witness: conditionIsNotEnough('new', 'no history of the first turn', 'no loss'),
      check: (instance) =>
        practicalCondition(instance, {
          suffix: 'new',
          weak: true,
          premise: ({ game }, objectives) =>
            objectives.every(({ node, rise }) => game.turn[node] > 1 || rise.sign() >= 0),
        }),
    },
    {
      id: 'on-average',
      title: "For no history to lose value it is enough that no turn's mean objective over the batch is lower",
      expected: 'refuted',
      drops:
        'the condition holds at every history, not only on average over a turn (enough for J, not for every history)',
      witness: conditionIsNotEnough('new', 'no turn on average', 'no loss'),
      check: (instance) =>
        practicalCondition(instance, {
          suffix: 'new',
          weak: true,
          premise: ({ game, policies }, objectives) =>
            meanRises(game, policies['old'], objectives).every((rise) => rise.sign() >= 0),
        }),
    },
  ],
};
