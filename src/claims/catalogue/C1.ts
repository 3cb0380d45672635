import { Rational } from '../../exact/rational.js';
import { clip as clipStep } from '../../mirror/clip.js';
import { inner } from '../../mirror/mirrorStep.js';
import { distributionAt } from '../../policy/policy.js';
import type { Claim, WitnessMaker } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { all, atLeast, equal, type Outcome } from '../outcome.js';
import { asPlain } from './asPlain.js';
import { type Draw, drawsByNode, problemOf, sampleMean } from './clippedBatch.js';
import { towards } from './segment.js';
import { stated } from './witnesses.js';

const family: Family = {
  ...COMMON,
  turns: 2,
  actions: [2, 4],
  policies: { old: 'full', candidate: 'any' },
  parameters: () => ({ clip: ['1/5', '1/2', '1'] }),
  tiny: {
    turns: [1],
    rewards: ['-1', '0', '2'],
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
      ['1', '0'],
    ],
    coin: true,
  },
};

/** One decision node: what follows each action, the old and the candidate distribution, and the clip range. */
interface Case {
  readonly where: () => string;
  readonly draws: readonly Draw[];
  readonly p: readonly Rational[];
  readonly q: readonly Rational[];
  readonly epsilon: Rational;
  /** The residual at q that the mirror step itself reports. */
  readonly drift: Rational;
}

function* casesOf({ game, policies, parameters }: Instance): Generator<Case> {
  const epsilon = Rational.parse(parameters['clip'] ?? '1/5');
  const old = policies['old'];
  for (const [i, draws] of drawsByNode(old)) {
    const problem = problemOf(old, i, draws);
    const q = distributionAt(policies['candidate'], game.infoSet[i]);
    yield {
      where: () => game.nodeName[i],
      draws,
      p: problem.old,
      q,
      epsilon,
      drift: clipStep(epsilon).drift(problem, q),
    };
  }
}

/** clip(ρ, 1−ε, 1+ε). */
function clipped(ratio: Rational, epsilon: Rational): Rational {
  return Rational.max(Rational.ONE.sub(epsilon), Rational.min(Rational.ONE.add(epsilon), ratio));
}

type Residual = (ratio: Rational, M: Rational, epsilon: Rational) => Rational;

/** max(0, (ρ − clip(ρ))·M). */
const residual: Residual = (ratio, M, epsilon) =>
  Rational.max(Rational.ZERO, ratio.sub(clipped(ratio, epsilon)).mul(M));

/** (ρ − clip(ρ))·M. */
const withoutMax: Residual = (ratio, M, epsilon) => ratio.sub(clipped(ratio, epsilon)).mul(M);

/** max(0, (ρ − min(ρ, 1+ε))·M): clipped from above only. */
const oneSided: Residual = (ratio, M, epsilon) =>
  Rational.max(Rational.ZERO, ratio.sub(Rational.min(Rational.ONE.add(epsilon), ratio)).mul(M));

const at = ({ draws, p, epsilon }: Case, q: readonly Rational[], x: Residual): Rational =>
  sampleMean(draws, p, q, (ratio, M) => x(ratio, M, epsilon));

/** D ≥ 0 at the candidate. */
function nonNegative(one: Case, x: Residual): Outcome {
  return atLeast('D(q|p)', at(one, one.q, x), '0', Rational.ZERO, one.where);
}

/** D = 0 at the last point of the way from p to q at which every ratio is within the clip range. */
function flat(one: Case, x: Residual): Outcome {
  const { p, q, epsilon } = one;
  const farthest = p.reduce(
    (most, mass, a) => Rational.max(most, q[a].div(mass).sub(Rational.ONE).abs()),
    Rational.ZERO,
  );
  const share = farthest.le(epsilon) ? Rational.ONE : epsilon.div(farthest);
  return equal('D(q|p) within the clip range', at(one, towards(p, q, share), x), '0', Rational.ZERO, one.where);
}

/** The surrogate in the form of Eq. 6 is the plain one less the residual. */
function minForm(one: Case, x: Residual): Outcome {
  const { draws, p, q, epsilon, where } = one;
  const surrogate = sampleMean(draws, p, q, (ratio, M) => Rational.min(ratio.mul(M), clipped(ratio, epsilon).mul(M)));
  const mean = q.map((_, a) =>
    Rational.sum(draws.filter(({ action }) => action === a).map(({ probability, M }) => probability.mul(M))),
  );
  const right = inner(q, mean).sub(at(one, q, x));
  return equal('E_p[min(ρM, clip(ρ)M)]', surrogate, 'E_q[M] − D(q|p)', right, where);
}

/** The residual is the drift that the clipped mirror step reports. */
function isStepsDrift(one: Case): Outcome {
  return equal('E_p[max(0, (ρ − clip(ρ))M)]', at(one, one.q, residual), 'drift of the step', one.drift, one.where);
}

/** The interesting case is a residual that is not 0. */
function* validDrift(instance: Instance): Generator<Outcome> {
  for (const one of casesOf(instance)) {
    yield nonNegative(one, residual);
    yield asPlain(flat(one, residual));
    yield asPlain(minForm(one, residual));
    yield asPlain(isStepsDrift(one));
  }
}

/** One check at every decision node. */
function each(instance: Instance, check: (one: Case) => Outcome): Outcome {
  return all(Array.from(casesOf(instance), check));
}

/** The certificate that the residual has not this law. */
const without = (law: string): WitnessMaker =>
  stated(
    ({ parameters }, { where = '' }) => ({
      id: 'clip-residual',
      law,
      clip: parameters['clip'] ?? '1/5',
      history: where,
    }),
    'candidate',
  );

/** The PPO-clip residual as a drift. */
export const C1: Claim = {
  id: 'C1',
  title: 'The clip residual is a valid drift, whatever M is',
  statement:
    'D(q|p) = E_{a∼p}[max(0, (ρ − clip(ρ,1−ε,1+ε))·M)], ρ = q_a/p_a, is ≥ 0, and 0 (hence flat) wherever every ratio lies in [1−ε, 1+ε], for any random variable M; and E_p[min(ρM, clip(ρ)M)] = E_q[M] − D(q|p).',
  source: 'Eq. 6; PPO-clip as a drift: mirror learning (Grudzien et al., ICML 2022)',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'none',
    support: 'full',
    discount: 'any',
    order: 'none',
  },
  paper: 'guaranteed',
  expected: 'proved',
  remark: 'Here M is the return itself, with no baseline: it need be no unbiased estimate of anything.',
  family,
  check: (instance) => all(validDrift(instance)),
  variants: [
    {
      id: 'without-max',
      title: 'The residual is ≥ 0 without the max: E_p[(ρ − clip(ρ))·M] ≥ 0',
      expected: 'refuted',
      witness: without('not negative without the maximum'),
      check: (instance) => each(instance, (one) => nonNegative(one, withoutMax)),
    },
    {
      id: 'one-sided',
      title: 'It is enough to subtract the residual of ratios above 1+ε',
      expected: 'refuted',
      witness: without("the minimum's form, above only"),
      check: (instance) => each(instance, (one) => minForm(one, oneSided)),
    },
    {
      id: 'outside-the-range',
      title: 'The residual is 0 for every candidate',
      expected: 'refuted',
      drops: 'every ratio lies within the clip range',
      witness: without('zero'),
      check: (instance) =>
        each(instance, (one) => equal('D(q|p)', at(one, one.q, residual), '0', Rational.ZERO, one.where)),
    },
    {
      id: 'off-support',
      title: 'The min form equals E_q[M] − D(q|p) also where q takes actions that p never takes',
      expected: 'refuted',
      drops: 'full support of π_k',
      family: { ...family, policies: { old: 'any', candidate: 'any' } },
      witness: without("the minimum's form"),
      check: (instance) => each(instance, (one) => minForm(one, residual)),
    },
  ],
};
