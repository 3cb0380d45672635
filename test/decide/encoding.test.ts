import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Algorithm } from '../../src/algorithm/algorithm.js';
import { iterate } from '../../src/algorithm/iterate.js';
import { clipped, exact, jointClipped, tokenClipped } from '../../src/algorithm/surrogates.js';
import { holds, type Values } from '../../src/decide/evaluateTerm.js';
import { type Shape, SHAPES, shapeOf } from '../../src/decide/shapes.js';
import { subjectOf } from '../../src/decide/subject.js';
import type { TieRule } from '../../src/decide/symbolicArgmax.js';
import { symbolicSweep } from '../../src/decide/symbolicSweep.js';
import {
  EXACT,
  gae,
  grae,
  groupDeviation,
  JOINT,
  leaveOneOut,
  POPULATION,
  REINFORCE,
  reinforcePlusPlus,
  SAMPLE,
} from '../../src/estimate/estimators.js';
import type { Estimator } from '../../src/estimate/estimator.js';
import { Rational } from '../../src/exact/rational.js';
import type { GuaranteeRegime } from '../../src/guarantees/guarantee.js';

type Information = GuaranteeRegime['information'];

/** Estimators without roots that are left over, with updates for which their scale does not matter. */
const ESTIMATORS: readonly Estimator[] = [
  JOINT,
  REINFORCE,
  EXACT,
  grae(2),
  grae(3),
  leaveOneOut(2),
  gae('19/20'),
  gae('1/2', 'zero'),
  groupDeviation(2, SAMPLE),
  groupDeviation(2, { ...POPULATION, stabiliser: Rational.of(1, 10) }),
  reinforcePlusPlus(2),
  groupDeviation('limit', POPULATION),
];

const UPDATES = [
  clipped('1/5'),
  clipped('1/5', '7/25'),
  jointClipped('1/5'),
  exact('unrestricted'),
  exact('ratio-box:1/5'),
] as const;

/** Games of the shape with few rewards, so that ties are frequent, and policies of full support. */
function pointOf(shape: Shape, information: Information): fc.Arbitrary<Map<string, Rational>> {
  const { variables } = shape.games(information);
  const values = variables.map((name) => {
    if (name.startsWith('r')) return fc.integer({ min: -1, max: 3 }).map((n) => Rational.of(n));
    const most = shape.actions === 3 ? 3 : 7;
    return fc.integer({ min: 1, max: most }).map((n) => Rational.of(n, 8));
  });
  return fc.tuple(...values).map((drawn) => new Map(variables.map((name, n) => [name, drawn[n]])));
}

/** The point, and π_{k+1}'s probabilities as the sweep's terms name them. */
function withNext(
  point: Values,
  next: ReturnType<typeof symbolicSweep>['next'],
  probability: readonly Rational[],
): Map<string, Rational> {
  const values = new Map(point);
  next.forEach((term, e) => {
    if (term.kind === 'variable' && !values.has(term.name)) values.set(term.name, probability[e]);
  });
  return values;
}

function sweepOf(algorithm: Algorithm, shape: Shape, information: Information, tie: TieRule): ReturnType<typeof symbolicSweep> {
  const games = shape.games(information);
  return symbolicSweep(games, subjectOf(algorithm, shape.turns), { tie, seed: 1, sign: 1 });
}

const TIES = ['first', 'last', 'adversarial'] as const;

describe("the sentence about an iteration, beside the iteration's own exact result", () => {
  const cases = SHAPES.flatMap((shape) =>
    (shape.turns === 1 ? (['full'] as const) : (['full', 'truncated'] as const)).flatMap((information) =>
      (shape.turns === 1 ? (['simultaneous'] as const) : (['reverse', 'forward', 'simultaneous', 'random'] as const)).map(
        (order) => ({ shape, information, order, id: `${shape.id} ${information} ${order}` }),
      ),
    ),
  );

  test.each(cases)('is true of it, whatever the tie: $id', ({ shape, information, order }) => {
    const games = shape.games(information);
    fc.assert(
      fc.property(
        fc.constantFrom(...ESTIMATORS),
        fc.constantFrom(...UPDATES),
        fc.constantFrom(...TIES),
        pointOf(shape, information),
        (estimator, surrogate, tie, point) => {
          const algorithm: Algorithm = { name: 'x', estimator, surrogate, order };
          const { probability } = iterate(algorithm, games.concrete(point), { tie, seed: 1 });
          const rationals = probability.map((p) => p as Rational);
          for (const rule of ['any', tie] as const) {
            const sweep = sweepOf(algorithm, shape, information, rule);
            expect(holds(sweep.conditions, withNext(point, sweep.next, rationals))).toBe(true);
          }
        },
      ),
      { seed: 7, numRuns: 150 },
    );
  });

  test.each(cases)('and of no other policy, where a rule settles ties: $id', ({ shape, information, order }) => {
    const games = shape.games(information);
    let different = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...ESTIMATORS),
        fc.constantFrom(...UPDATES),
        fc.constantFrom(...TIES),
        pointOf(shape, information),
        pointOf(shape, information),
        (estimator, surrogate, tie, point, other) => {
          const algorithm: Algorithm = { name: 'x', estimator, surrogate, order };
          const { probability } = iterate(algorithm, games.concrete(point), { tie, seed: 1 });
          const wrong = games.concrete(other).probability;
          const sweep = sweepOf(algorithm, shape, information, tie);
          const values = withNext(point, sweep.next, wrong);
          const same = sweep.next.every(
            (term, e) => term.kind !== 'variable' || point.has(term.name) || wrong[e].equals(probability[e] as Rational),
          );
          if (!same) different += 1;
          expect(holds(sweep.conditions, values)).toBe(same);
        },
      ),
      { seed: 8, numRuns: 150 },
    );
    expect(different).toBeGreaterThan(50);
  });

  test('tokens of two actions are turns', () => {
    const shape = shapeOf('two-turns');
    const games = shape.games('full');
    fc.assert(
      fc.property(pointOf(shape, 'full'), fc.constantFrom('reverse' as const, 'simultaneous' as const), (point, order) => {
        const algorithm: Algorithm = { name: 'x', estimator: grae(2), surrogate: tokenClipped('1/5'), order };
        const { probability } = iterate(algorithm, games.concrete(point));
        const sweep = sweepOf(algorithm, shape, 'full', 'first');
        const values = withNext(point, sweep.next, probability as Rational[]);
        expect(holds(sweep.conditions, values)).toBe(true);
      }),
      { seed: 9, numRuns: 60 },
    );
  });
});
