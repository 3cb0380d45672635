import { Rational } from '../../exact/rational.js';
import type { MirrorStep } from '../../mirror/mirrorStep.js';
import type { Claim } from '../claim.js';
import type { Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { all, atLeast, equal, type Outcome } from '../outcome.js';
import { asPlain } from './asPlain.js';
import { finite, type Pair, pairsOf, TWO_DISTRIBUTIONS } from './driftLaws.js';
import { towards } from './segment.js';
import { stepOf } from './sweepOf.js';
import { atSet, onTheWay, stated } from './witnesses.js';

const QUADRATIC = ['euclidean:1', 'euclidean:5', 'chi-square:1', 'chi-square:5'];
const family: Family = { ...TWO_DISTRIBUTIONS, parameters: () => ({ step: QUADRATIC }) };
const withZeros: Family = { ...family, policies: { old: 'any', candidate: 'any' } };

/** Shares s of the way from p to q. */
const SHARES = ['1/2', '1/8'].map((s) => Rational.parse(s));

/** D(q|p) ≥ 0 (interesting where > 0), D(p|p) = 0 and D(p + s(q−p)|p) = s²·D(q|p): a parabola along every line through p, with slope 0 there. */
function* parabola(step: MirrorStep, { p, q, where }: Pair): Generator<Outcome> {
  const zeros = p.map(() => Rational.ZERO);
  const D = (x: readonly Rational[]): Rational =>
    step.drift({ old: p, advantage: zeros, preference: p.map((_, a) => a) }, x);
  const whole = D(q);
  yield atLeast('D(q|p)', whole, '0', Rational.ZERO, where);
  yield asPlain(equal('D(p|p)', D(p), '0', Rational.ZERO, where));
  for (const s of SHARES) {
    const there = D(towards(p, q, s));
    yield asPlain(equal('D(p + s(q−p)|p)', there, 's²·D(q|p)', s.mul(s).mul(whole), () => `${where()}, s = ${s}`));
  }
}

function* validDrift(instance: Instance): Generator<Outcome> {
  const step = stepOf(instance.parameters['step'] ?? QUADRATIC[0]);
  for (const pair of pairsOf(instance)) {
    if (step.name.startsWith('chi-square')) yield finite(pair);
    yield* parabola(step, pair);
  }
}

/** The quadratic drifts. */
export const C3: Claim = {
  id: 'C3',
  title: 'Squared Euclidean distance and χ² are valid drifts',
  statement:
    'For D(q|p) = (λ/2)·Σ_a (q_a−p_a)² and (λ/2)·Σ_a (q_a−p_a)²/p_a: D ≥ 0, D(p|p) = 0, and D(p + s(q−p)|p) = s²·D(q|p), so that the derivative at p is 0 in every direction q − p.',
  source: 'HAML (Zhong et al., JMLR 2024), the conditions on a drift',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'none',
    support: 'full',
    discount: 'any',
    order: 'none',
  },
  paper: 'silent',
  expected: 'proved',
  remark: 'Only χ² needs the support.',
  family,
  check: (instance) => all(validDrift(instance)),
  variants: [
    {
      id: 'total-variation',
      title: 'Total variation is a valid drift too',
      expected: 'refuted',
      family: { ...family, parameters: () => ({ step: ['total-variation-penalty:1'] }) },
      witness: stated(
        (instance, violation) => ({
          ...onTheWay({ id: 'no-parabola' })(instance, violation),
          step: instance.parameters['step'],
        }),
        'candidate',
      ),
      check: (instance) => all(validDrift(instance)),
    },
    {
      id: 'chi-square-off-support',
      title: 'χ² when π_k never takes some action',
      expected: 'refuted',
      drops: 'full support of π_k',
      family: { ...withZeros, parameters: () => ({ step: ['chi-square:1'] }) },
      witness: stated(atSet({ id: 'infinite-drift' }), 'candidate'),
      check: (instance) => all(validDrift(instance)),
    },
    {
      id: 'euclidean-off-support',
      title: 'Squared Euclidean distance when π_k never takes some action',
      expected: 'holds',
      drops: 'full support of π_k, for the squared Euclidean distance alone',
      family: { ...withZeros, parameters: () => ({ step: ['euclidean:1', 'euclidean:5'] }) },
      check: (instance) => all(validDrift(instance)),
    },
  ],
};
