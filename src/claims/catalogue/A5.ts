import { baselines } from '../../evaluate/context.js';
import { actionValue } from '../../evaluate/actionValue.js';
import { carriedAdvantage, jointAdvantage, ratios } from '../../evaluate/carriedAdvantage.js';
import { pathReturn } from '../../evaluate/pathReturn.js';
import { type Path, pathProbability, paths } from '../../evaluate/paths.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import { NodeKind } from '../../game/game.js';
import type { Claim, WitnessMaker } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { all, equal, type Outcome } from '../outcome.js';
import { actionInWords, pathInWords } from './inWords.js';
import { atAction, stated } from './witnesses.js';

const family: Family = {
  ...COMMON,
  edgeRewards: true,
  discounts: ['1', '1/2'],
  policies: { old: 'full', suffix: 'any' },
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1'],
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
      ['1', '0'],
    ],
  },
};

/** The paths that π_k samples, and M_1, …, M_{n+1} on each by the recursion. */
function carriedPaths(
  { game, policies }: Instance,
  values: readonly Rational[],
): { path: Path; carried: Rational[] }[] {
  const { old, suffix } = policies;
  return paths(game)
    .filter((path) => path.edges.every((e) => !old.probability[e].isZero()))
    .map((path) => ({ path, carried: carriedAdvantage(jointAdvantage(path, values), ratios(path, suffix, old)) }));
}

/** On every sampled path and for every t: the recursion's M_{t+1} against one product over the turns after t. */
function* recursionIsProduct(instance: Instance): Generator<Outcome> {
  const { game, policies } = instance;
  const { old, suffix } = policies;
  const values = value(old);
  for (const { path, carried } of carriedPaths(instance, values)) {
    const actions = path.edges.filter((_, step) => game.kind[path.nodes[step]] === NodeKind.decision);
    for (let t = 0; t <= actions.length; t++) {
      const after = actions.slice(t);
      const newMass = after.reduce((product, e) => product.mul(suffix.probability[e]), Rational.ONE);
      const oldMass = after.reduce((product, e) => product.mul(old.probability[e]), Rational.ONE);
      const product = newMass.mul(jointAdvantage(path, values)).div(oldMass);
      yield equal(`M_${t + 1}`, carried[t], `(Π_{u>${t}} ρ_u)·Â`, product, () => pathInWords(game, path));
    }
  }
}

/** For every (h,a) of every turn t that π_k samples: E_{π_k}[M_{t + shift} | h,a] against `right`. */
function* conditionalMeans(
  instance: Instance,
  shift: 0 | 1,
  label: string,
  right: (means: {
    collected: Rational;
    factor: Rational;
    q: Rational;
    old: readonly Rational[];
    baseline: Rational;
    i: number;
  }) => Rational,
): Generator<Outcome> {
  const { game, policies } = instance;
  const old = policies['old'];
  const values = value(old);
  // Per edge (h,a): the mass of π_k's paths through it, and Σ mass·M over them.
  const mass = new Array<Rational>(game.edgeCount).fill(Rational.ZERO);
  const weighted = mass.slice();
  for (const { path, carried } of carriedPaths(instance, values)) {
    const weight = pathProbability(old.probability, path);
    const actions = path.edges.filter((_, step) => game.kind[path.nodes[step]] === NodeKind.decision);
    actions.forEach((e, before) => {
      mass[e] = mass[e].add(weight);
      weighted[e] = weighted[e].add(weight.mul(carried[before + shift]));
    });
  }
  const q = actionValue(game, value(policies['suffix']));
  const collected = pathReturn(game);
  const baseline = baselines(game, values);
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    const factor = game.discount.pow(game.turn[i] - 1);
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      if (mass[e].isZero()) continue; // π_k has no sample of it
      const left = weighted[e].div(mass[e]);
      const name = `E_{π_k}[M_${game.turn[i] + shift} | h,a]`;
      const expected = right({ collected: collected[i], factor, q: q[e], old: values, baseline: baseline[i], i });
      yield equal(name, left, label, expected, () => actionInWords(game, i, e));
    }
  }
}

/** E[R | h,a; suffix new] − V_k(s0) = (rewards before h) + γ^(t−1)·Q_new(h,a) − V_k(s0). */
function suffixMeans(instance: Instance, shift: 0 | 1 = 1): Generator<Outcome> {
  return conditionalMeans(instance, shift, 'E[R | h,a; π_{k+1}^{>t}] − V_k(s0)', ({ collected, factor, q, baseline }) =>
    collected.add(factor.mul(q)).sub(baseline),
  );
}

function* carried(instance: Instance): Generator<Outcome> {
  yield* recursionIsProduct(instance);
  yield* suffixMeans(instance);
}

const carriedMean = (shift: string, equals: string): WitnessMaker =>
  stated(atAction({ id: 'carried-mean', shift, equals }), 'suffix');

const plain: Family = { ...family, edgeRewards: false, discounts: ['1'] };

/** Equations 7 and 8: what the carried advantage is, and what it means. */
export const A5: Claim = {
  id: 'A5',
  title: 'Equations 7 and 8: the carried advantage is the joint advantage re-weighted to the new suffix',
  statement:
    'The recursion M_{T+1} = Â, M_t = ρ_t·M_{t+1} gives M_{t+1} = (Π_{u>t} ρ_u)·Â on every path of π_k, and E_{π_k}[M_{t+1} | h_t,a_t] = E[R | h_t,a_t; suffix π_{k+1}] − V_k(s0), which is Q_new(h_t,a_t) − V_k(s0) for γ = 1 and terminal rewards, and (rewards before h_t) + γ^(t−1)·Q_new(h_t,a_t) − V_k(s0) in general.',
  source: 'Eqs. 7–8',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'none',
    support: 'full',
    discount: 'any γ; rewards on the way allowed',
    order: 'reverse',
  },
  paper: 'guaranteed',
  expected: 'proved',
  family,
  check: (instance) => all(carried(instance)),
  variants: [
    {
      id: 'own-ratio',
      title: "M_t, with the turn's own ratio in it, has the same conditional mean",
      expected: 'refuted',
      witness: carriedMean('0', 'E[R | h,a] − V(s0)'),
      check: (instance) => all(suffixMeans(instance, 0)),
    },
    {
      id: 'partial-support',
      title: 'The same when π_k never takes some action',
      expected: 'refuted',
      drops: 'full support of π_k',
      family: { ...plain, policies: { old: 'any', suffix: 'any' } },
      witness: carriedMean('1', 'E[R | h,a] − V(s0)'),
      check: (instance) => all(suffixMeans(instance)),
    },
    {
      id: 'local-baseline',
      title: 'The conditional mean is the local advantage Q_new(h,a) − V_k(h)',
      expected: 'refuted',
      drops: "the baseline is the start's value V_k(s0), not the history's",
      family: plain,
      witness: carriedMean('1', 'Q(h,a) − V(h)'),
      check: (instance) => all(conditionalMeans(instance, 1, 'Q_new(h,a) − V_k(h)', ({ q, old, i }) => q.sub(old[i]))),
    },
    {
      id: 'plain-q',
      title: 'The conditional mean is Q_new(h,a) − V_k(s0) also with a discount or rewards on the way',
      expected: 'refuted',
      drops: 'γ = 1 and terminal rewards only',
      witness: carriedMean('1', 'Q(h,a) − V(s0)'),
      check: (instance) =>
        all(conditionalMeans(instance, 1, 'Q_new(h,a) − V_k(s0)', ({ q, baseline }) => q.sub(baseline))),
    },
  ],
};
