import { carriedAdvantage, jointAdvantage, ratios } from '../../evaluate/carriedAdvantage.js';
import { type Path, pathProbability, paths } from '../../evaluate/paths.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import type { Claim, WitnessMaker } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { all, equal, type Outcome, VACUOUS } from '../outcome.js';
import { mixedPolicy } from './mixedPolicy.js';
import { stated } from './witnesses.js';

const family: Family = {
  ...COMMON,
  edgeRewards: true,
  discounts: ['1', '1/2'],
  policies: { old: 'full', candidate: 'any', suffix: 'any' },
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1'],
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
    ],
  },
};

/** The zero probability that shows what partial support does. */
const withZeros: Family = {
  ...family,
  policies: { old: 'any', candidate: 'any', suffix: 'any' },
  tiny: {
    ...family.tiny,
    distributions: [
      ['1/2', '1/2'],
      ['1', '0'],
    ],
  },
};

/** A path that π_k samples, with all that Eq. 4 needs of it. */
interface Sample {
  /** Its probability under π_k. */
  readonly weight: Rational;
  /** π̄^t/π_k^t by turn, entry t − 1. */
  readonly candidateRatio: readonly Rational[];
  /** Entry t: (Π_{u>t} π_new^u/π_k^u)·Â. */
  readonly carried: readonly Rational[];
  readonly joint: Rational;
}

function samples({ game, policies }: Instance, values: readonly Rational[]): Sample[] {
  const old = policies['old'];
  const sample = (path: Path): Sample[] => {
    const weight = pathProbability(old.probability, path);
    if (weight.isZero()) return [];
    const joint = jointAdvantage(path, values);
    const carried = carriedAdvantage(joint, ratios(path, policies['suffix'], old));
    return [{ weight, candidateRatio: ratios(path, policies['candidate'], old), carried, joint }];
  };
  return paths(game).flatMap(sample);
}

/** At every turn t: Σ_τ π_k(τ)·term(τ) against the difference of the two mixed policies' expected returns. */
function* equation4(
  instance: Instance,
  label: string,
  term: (sample: Sample, t: number) => Rational,
): Generator<Outcome> {
  const { game, policies } = instance;
  const { old, candidate, suffix } = policies;
  const batch = samples(instance, value(old));
  const mixed = (t: number, acting: typeof old): Rational =>
    value(mixedPolicy(game, (u) => (u < t ? old : u === t ? acting : suffix)))[0];
  for (let t = 1; t <= game.turns; t++) {
    // A path that ends before turn t has nothing to compare there: its ratio is 1.
    const reached = batch.filter(({ candidateRatio }) => candidateRatio.length >= t);
    const weighted = Rational.sum(reached.map((sample) => sample.weight.mul(term(sample, t))));
    const gain = mixed(t, candidate).sub(mixed(t, old));
    yield equal(
      label,
      weighted,
      'E[R; π_k^{<t}, π̄^t, π_{k+1}^{>t}] − E[R; π_k^{≤t}, π_{k+1}^{>t}]',
      gain,
      () => `turn ${t}`,
    );
  }
}

const asStated = (sample: Sample, t: number): Rational =>
  sample.candidateRatio[t - 1].sub(Rational.ONE).mul(sample.carried[t]);
const LABEL = 'E_{π_k}[(π̄^t/π_k^t − 1)·(π_{k+1}^{>t}/π_k^{>t})·Â]';

const weighted = (form: string): WitnessMaker =>
  stated(
    (_, { where = '' }) => ({ id: 'importance-weights', form, turn: where.replace('turn ', '') }),
    'candidate',
    'suffix',
  );

/** Equation 4: the local advantage as an importance-weighted expectation. */
export const A4: Claim = {
  id: 'A4',
  title: "Equation 4: importance weights turn π_k's paths into the gain of one turn's candidate",
  statement:
    'E_{π_k}[(π̄^t/π_k^t − 1)·(π_{k+1}^{t+1:T}/π_k^{t+1:T})·Â] = E[R; π_k^{1:t−1}, π̄^t, π_{k+1}^{t+1:T}] − E[R; π_k^{1:t}, π_{k+1}^{t+1:T}] for every turn t, candidate π̄^t and suffix π_{k+1}^{t+1:T}.',
  source: 'Eq. 4',
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
  remark:
    'Only π_k needs the support: candidate and suffix may leave actions out. A path that ends before turn t has ratio 1 there.',
  family,
  check: (instance) => all(equation4(instance, LABEL, asStated)),
  variants: [
    {
      id: 'partial-support',
      title: 'The same when π_k never takes some action',
      expected: 'refuted',
      drops: 'full support of π_k',
      family: withZeros,
      witness: weighted('as stated'),
      check: (instance) => all(equation4(instance, LABEL, asStated)),
    },
    {
      id: 'without-suffix-ratios',
      title: 'The suffix ratios may be left out',
      expected: 'refuted',
      drops: 'the ratios of the turns after t',
      witness: weighted('without suffix ratios'),
      check: (instance) =>
        all(
          equation4(instance, 'E_{π_k}[(π̄^t/π_k^t − 1)·Â]', ({ candidateRatio, joint }, t) =>
            candidateRatio[t - 1].sub(Rational.ONE).mul(joint),
          ),
        ),
    },
    {
      id: 'without-minus-one',
      title: 'Without the −1 it is still the same number, not only the same up to a constant',
      expected: 'refuted',
      drops: 'the −1, which the practical objective leaves out',
      witness: weighted('without minus one'),
      check: (instance) =>
        all(
          equation4(instance, 'E_{π_k}[(π̄^t/π_k^t)·(π_{k+1}^{>t}/π_k^{>t})·Â]', ({ candidateRatio, carried }, t) =>
            candidateRatio[t - 1].mul(carried[t]),
          ),
        ),
    },
    {
      id: 'within-support',
      title: 'Full support is not needed where candidate and suffix take no action that π_k never takes',
      expected: 'holds',
      drops: 'full support of π_k, replaced by: candidate and suffix stay within it',
      family: withZeros,
      check: (instance) => (staysWithin(instance) ? all(equation4(instance, LABEL, asStated)) : VACUOUS),
    },
  ],
};

function staysWithin({ policies }: Instance): boolean {
  const { old, candidate, suffix } = policies;
  return old.probability.every(
    (p, e) => !p.isZero() || (candidate.probability[e].isZero() && suffix.probability[e].isZero()),
  );
}
