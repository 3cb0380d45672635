import { Rational } from '../../exact/rational.js';
import { kl } from '../../mirror/kl.js';
import type { Claim } from '../claim.js';
import type { Instance } from '../instance.js';
import { all, equal, type Outcome } from '../outcome.js';
import { asPlain } from './asPlain.js';
import { chiSquareDistance, finite, type Pair, pairsOf, TWO_DISTRIBUTIONS } from './driftLaws.js';
import { enclosedAtLeast, remembered } from './enclosedOutcome.js';
import { towards } from './segment.js';
import { atSet, onTheWay, stated } from './witnesses.js';

/** Shares s of the way from p to q at which the slope is measured. */
const SHARES = ['1', '1/2', '1/8'].map((s) => Rational.parse(s));

/** D ≥ 0 and D ≤ factor·s²·χ²(q‖p) along the way from p to q; both are 0 at s = 0, so that the slope there is 0. */
function* flatAt({ p, q, where }: Pair, factor: Rational): Generator<Outcome> {
  const square = chiSquareDistance(q, p).mul(factor);
  const label = factor.equals(Rational.ONE) ? 's²·χ²(q‖p)' : `${factor}·s²·χ²(q‖p)`;
  for (const s of SHARES) {
    const point = towards(p, q, s);
    const bound = s.mul(s).mul(square);
    const here = (): string => `${where()}, s = ${s}`;
    const divergence = remembered((precision) => kl(point, p, precision));
    yield enclosedAtLeast('KL(p + s(q−p)‖p)', divergence, '0', () => Rational.ZERO, here);
    yield enclosedAtLeast(label, () => bound, 'KL(p + s(q−p)‖p)', divergence, here);
  }
}

/** All that makes KL a valid drift at every information set. */
function* validDrift(instance: Instance, factor = Rational.ONE): Generator<Outcome> {
  for (const pair of pairsOf(instance)) {
    yield finite(pair);
    const atP = kl(pair.p, pair.p, 30);
    yield atP instanceof Rational
      ? asPlain(equal('KL(p‖p)', atP, '0', Rational.ZERO, pair.where))
      : { status: 'undecided', reason: 'KL(p‖p) was not computed exactly' };
    yield* flatAt(pair, factor);
  }
}

/** KL as a drift. */
export const C2: Claim = {
  id: 'C2',
  title: 'KL is a valid drift',
  statement:
    'KL(q‖p) ≥ 0, KL(p‖p) = 0, and 0 ≤ KL(p + s(q−p)‖p) ≤ s²·χ²(q‖p), so that the derivative at p is 0 in every direction q − p.',
  source: 'HAML (Zhong et al., JMLR 2024), the conditions on a drift; the bound: ln x ≤ x − 1',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'none',
    support: 'full',
    discount: 'any',
    order: 'none',
  },
  paper: 'silent',
  expected: 'holds',
  remark: 'KL is transcendental: both comparisons are made on enclosures, at s = 1, 1/2 and 1/8.',
  family: TWO_DISTRIBUTIONS,
  check: (instance) => all(validDrift(instance)),
  variants: [
    {
      id: 'half-chi-square',
      title: 'Already the second-order term bounds it: KL(p + s(q−p)‖p) ≤ ½·s²·χ²(q‖p)',
      expected: 'refuted',
      witness: stated(onTheWay({ id: 'kl-above', factor: '1/2' }), 'candidate'),
      check: (instance) => all(validDrift(instance, Rational.of(1, 2))),
    },
    {
      id: 'off-support',
      title: 'The same when π_k never takes some action',
      expected: 'refuted',
      drops: 'full support of π_k',
      family: { ...TWO_DISTRIBUTIONS, policies: { old: 'any', candidate: 'any' } },
      witness: stated(atSet({ id: 'infinite-drift' }), 'candidate'),
      check: (instance) => all(validDrift(instance)),
    },
  ],
  effort: 1 / 4,
};
