import { Rational } from '../../exact/rational.js';
import { type MirrorProblem, type MirrorStep, objective } from '../../mirror/mirrorStep.js';
import { distributionAt } from '../../policy/policy.js';
import { sweep } from '../../sweep/sweep.js';
import { labelsOf } from '../../game/game.js';
import type { Claim, WitnessMaker } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { all, atLeast, equal, type Outcome } from '../outcome.js';
import { asPlain } from './asPlain.js';
import { possibleMaximisers } from './independentSolver.js';
import { byMeanOnly, outOfOrder } from './misledClip.js';
import { towards } from './segment.js';
import { isWithin, type Region, stepRegion } from './stepRegion.js';
import { STEPS, stepOf, sweepOptions } from './sweepOf.js';
import { sweptToCandidate } from './witnesses.js';

const family: Family = {
  ...COMMON,
  turns: 1,
  actions: [2, 4],
  policies: { old: 'any', candidate: 'any' },
  parameters: () => ({
    step: [...STEPS, 'total-variation-penalty:1'],
    tie: ['first', 'adversarial'],
  }),
  tiny: {
    turns: [1],
    rewards: ['0', '1'],
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
      ['1', '0'],
    ],
    coin: true,
  },
};
const clipOnly: Family = { ...family, parameters: () => ({ step: ['clip:1/5', 'clip:1/2'], tie: ['first'] }) };

/** Shares of the way from p to the candidate that are tried, the whole way first; the last one is p itself. */
const SHARES = [...Array.from({ length: 10 }, (_, n) => Rational.of(1, 2 ** n)), Rational.ZERO];

/** Up to this many actions the independent solver takes part; its lists grow exponentially. */
const INDEPENDENT_UP_TO = 4;

/** A competitor of the solver's answer, and what to call it. */
interface Rival {
  readonly name: string;
  readonly q: readonly Rational[];
}

/** The old distribution, every certain action, the candidate pulled into the region, and an independent solver's points. */
function* rivals(
  step: string,
  problem: MirrorProblem,
  region: Region,
  candidate: readonly Rational[],
): Generator<Rival> {
  const { old } = problem;
  yield { name: 'the old distribution', q: old };
  for (const a of old.keys()) {
    const q = old.map((_, b) => (b === a ? Rational.ONE : Rational.ZERO));
    if (isWithin(region, q)) yield { name: `action ${a + 1} for certain`, q };
  }
  const pulled = SHARES.map((s) => towards(old, candidate, s)).find((q) => isWithin(region, q));
  if (pulled !== undefined) yield { name: 'the candidate, as far as feasible', q: pulled };
  if (old.length > INDEPENDENT_UP_TO) return;
  for (const q of possibleMaximisers(step, problem, region)) yield { name: 'the independent solver', q };
}

/** At every information set: the answer is a distribution in the region, and no rival's objective is greater. */
function* optimal(instance: Instance, alter: (step: MirrorStep) => MirrorStep = (step) => step): Generator<Outcome> {
  const { game, policies, parameters } = instance;
  const stepName = parameters['step'] ?? 'clip:1/5';
  const step = stepOf(stepName);
  const { updates } = sweep(policies['old'], { ...sweepOptions(instance), step: alter(step) });
  for (const { set, problem, candidate: answer } of updates) {
    const region = stepRegion(stepName, problem.old);
    const where = (): string => game.infoSetName[set];
    yield asPlain(equal('Σ_a q_a', Rational.sum(answer), '1', Rational.ONE, where));
    yield asPlain(
      atLeast(
        'least q_a',
        answer.reduce((least, mass) => Rational.min(least, mass)),
        '0',
        Rational.ZERO,
        where,
      ),
    );
    const accepted = isWithin(region, answer) && step.feasible(problem, answer);
    yield asPlain(equal('answers in U(p)', accepted ? Rational.ONE : Rational.ZERO, 'answers', Rational.ONE, where));
    const reached = objective(step, problem, answer);
    const candidate = distributionAt(policies['candidate'], set);
    for (const { name, q } of rivals(stepName, problem, region, candidate)) {
      yield atLeast(
        'objective of the step',
        reached,
        `objective of ${name}`,
        objective(step, problem, q),
        () => `${where()}: q = (${q.join(', ')})`,
      );
    }
  }
}

/** The certificate that the altered step's answer is no argmax: the competitor whose objective is greater. */
const noArgmax = (altered: (step: MirrorStep) => MirrorStep): WitnessMaker =>
  sweptToCandidate(({ game }, { where = '' }) => {
    const set = game.infoSetName.findIndex((name) => where.startsWith(`${name}: q = (`));
    if (set < 0) throw new RangeError(`"${where}" names no competitor`);
    const masses = where.slice(`${game.infoSetName[set]}: q = (`.length, -1).split(', ');
    const labels = labelsOf(game, game.infoSets[set][0]);
    const rival = Object.fromEntries(labels.map((label, a) => [label, masses[a]]));
    return { id: 'no-argmax', set: game.infoSetName[set], rival };
  }, altered);

/** The solvers are exact. */
export const C4: Claim = {
  id: 'C4',
  title: 'Every exact mirror step is an argmax',
  statement:
    'For every drift D and neighbourhood U of the library, the step q is a distribution in U(p), and ⟨q, E[M|h,·]⟩ − D(q|p) is at least that of p, of every certain action and every other candidate in U(p), and, for up to 4 actions, of the maximiser that an independent solver finds.',
  source: 'Eqs. 3 and 6; this project (segments in order of slope, projections, greedy linear programmes)',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax',
    support: 'any',
    discount: 'γ = 1',
    order: 'any',
  },
  paper: 'silent',
  expected: 'holds',
  remark:
    'The independent solver lists corners of the region (stationary points of every face for quadratic drifts) and shares no code with the steps. The total-variation penalty of C5 is among them: no valid drift, but solved exactly too.',
  family,
  check: (instance) => all(optimal(instance)),
  variants: [
    {
      id: 'segment-out-of-order',
      title: 'The segments of the clipped surrogate may be filled with one of them out of order',
      expected: 'refuted',
      family: clipOnly,
      witness: noArgmax(outOfOrder),
      check: (instance) => all(optimal(instance, outOfOrder)),
      altered: outOfOrder,
    },
    {
      id: 'mean-only',
      title: 'The clipped step needs to know no more of M than its mean',
      expected: 'refuted',
      drops: 'the step knows E[M⁺|h,a] and E[M⁻|h,a], not only E[M|h,a]',
      family: clipOnly,
      witness: noArgmax(byMeanOnly),
      check: (instance) => all(optimal(instance, byMeanOnly)),
      altered: byMeanOnly,
    },
  ],
  effort: 1 / 4,
};
