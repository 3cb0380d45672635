import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { carriedAdvantage, jointAdvantage, ratios } from '../../src/evaluate/carriedAdvantage.js';
import { type Path, pathProbability, paths } from '../../src/evaluate/paths.js';
import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import { NodeKind } from '../../src/game/game.js';
import type { MirrorProblem } from '../../src/mirror/mirrorStep.js';
import { parseStep } from '../../src/mirror/parseStep.js';
import { type Policy, policyFromSets } from '../../src/policy/policy.js';
import { type Order, randomOrder, turnsInOrder } from '../../src/sweep/order.js';
import { type SetUpdate, type Sweep, sweep } from '../../src/sweep/sweep.js';
import { arbitraryGame } from '../support/arbitraryGame.js';
import { distribution } from '../support/arbitraryRational.js';

const clip = parseStep('clip:1/5');
const box = parseStep('ratio-box:1/3');

/** Games with any information, chance, edge rewards and discount, each with a full-support policy. */
const instances = arbitraryGame.chain((game) => {
  const sets = game.infoSets.map(([i]) => distribution(game.firstEdge[i + 1] - game.firstEdge[i], true));
  return fc.tuple(...sets).map((distributions) => policyFromSets(game, distributions));
});

/** The order of a sweep over `turns` turns. */
const orders: fc.Arbitrary<(turns: number) => Order> = fc.oneof(
  fc.constantFrom<Order>('reverse', 'forward', 'simultaneous').map((order) => () => order),
  fc.nat(1000).map((seed) => (turns: number) => randomOrder(turns, seed)),
);

interface Sums {
  /** E_old[M; h, a] and those of M⁺, M⁻, where M has the ratios of all updated turns. */
  readonly mean: Rational;
  readonly gain: Rational;
  readonly loss: Rational;
  /** E_old[Π ρ over updated earlier turns; h, a]: the weight that M's earlier ratios put on (h, a). */
  readonly weight: Rational;
}

/** One update with the policy that was in force when it was made. */
interface Moment {
  readonly update: SetUpdate;
  readonly seen: Policy;
  /** Turns whose ratios M carries. */
  readonly carried: ReadonlySet<number>;
  /** Turns that are updated together with it. */
  readonly turns: readonly number[];
}

/** Replays the updates: who was in force when, and which turns had been updated. */
function moments({ old, updates }: Sweep, order: Order): Moment[] {
  const { game } = old;
  const inForce = old.probability.slice();
  const done: number[] = [];
  const result: Moment[] = [];
  for (const turn of turnsInOrder(order, game.turns)) {
    const made = updates.filter((update) => update.turn === turn);
    const seen = order === 'simultaneous' ? old : { game, probability: inForce.slice() };
    const carried = new Set(order === 'simultaneous' ? [] : done);
    const turns = order === 'simultaneous' ? turnsInOrder(order, game.turns) : [turn];
    for (const update of made) result.push({ update, seen, carried, turns });
    for (const { set, candidate } of made) {
      for (const i of game.infoSets[set]) {
        if (game.turn[i] === turn) candidate.forEach((mass, a) => (inForce[game.firstEdge[i] + a] = mass));
      }
    }
    done.push(turn);
  }
  return result;
}

/** Sums over all paths of the old policy through action `a` at the set's nodes of the turn. */
function bruteSums(old: Policy, all: readonly Path[], { update, seen, carried, turns }: Moment, a: number): Sums {
  const { game } = old;
  const values = value(old);
  let sums = { mean: Rational.ZERO, gain: Rational.ZERO, loss: Rational.ZERO, weight: Rational.ZERO };
  // A path that comes through the set twice in one update counts twice.
  const passages = all.flatMap((path) =>
    path.nodes.flatMap((i, here) =>
      turns.includes(game.turn[i]) && game.infoSet[i] === update.set && path.edges[here] === game.firstEdge[i] + a
        ? [{ path, turn: game.turn[i] }]
        : [],
    ),
  );
  for (const { path, turn } of passages) {
    const decisions = path.nodes.filter((i) => game.kind[i] === NodeKind.decision);
    const rho = ratios(path, seen, old).map((ratio, k) =>
      carried.has(game.turn[decisions[k]]) ? ratio : Rational.ONE,
    );
    const [carriedM] = carriedAdvantage(jointAdvantage(path, values), rho);
    const earlier = rho.slice(0, turn - 1).reduce((product, ratio) => product.mul(ratio), Rational.ONE);
    const probability = pathProbability(old.probability, path);
    const m = carriedM.mul(probability);
    sums = {
      mean: sums.mean.add(m),
      gain: m.sign() > 0 ? sums.gain.add(m) : sums.gain,
      loss: m.sign() < 0 ? sums.loss.sub(m) : sums.loss,
      weight: sums.weight.add(earlier.mul(probability)),
    };
  }
  return sums;
}

function expectParts(problem: MirrorProblem, sums: readonly Sums[]): void {
  sums.forEach(({ mean, gain, loss, weight }, a) => {
    expect(problem.advantage[a].mul(weight).equals(mean)).toBe(true);
    expect(problem.parts?.gain[a].mul(weight).equals(gain)).toBe(true);
    expect(problem.parts?.loss[a].mul(weight).equals(loss)).toBe(true);
    expect(problem.parts?.gain[a].sub(problem.parts.loss[a]).equals(problem.advantage[a])).toBe(true);
    expect([problem.parts?.gain[a].sign(), problem.parts?.loss[a].sign()]).not.toContain(-1);
  });
}

function expectMeansUpToConstant(problem: MirrorProblem, sums: readonly Sums[]): void {
  const offsets = sums.flatMap(({ mean, weight }, a) =>
    weight.isZero() ? [] : [mean.div(weight).sub(problem.advantage[a]).toString()],
  );
  expect(new Set(offsets).size).toBeLessThanOrEqual(1);
  expect(problem.parts).toBeUndefined();
}

/**
 * The ratios of earlier turns weigh all actions of a history alike; the problem is stated for the weight 1.
 * Where an earlier update leaves no weight, the later ratios alone are compared: see the next test.
 */
describe('what a sweep reads off the batch is the conditional distribution of M over π_k’s paths', () => {
  const RUNS = { numRuns: 150 };

  test.prop([instances, orders], RUNS)('E[M|h,a], E[M⁺|h,a], E[M⁻|h,a] for the clipped surrogate', (old, orderFor) => {
    const order = orderFor(old.game.turns);
    const all = paths(old.game);
    for (const moment of moments(sweep(old, { step: clip, order }), order)) {
      const { problem } = moment.update;
      expectParts(
        problem,
        problem.old.map((_, a) => bruteSums(old, all, moment, a)),
      );
    }
  });

  test.prop([instances, orders], RUNS)(
    'E[M|h,a] up to a constant of the history, for the other steps',
    (old, orderFor) => {
      const order = orderFor(old.game.turns);
      const all = paths(old.game);
      for (const moment of moments(sweep(old, { step: box, order }), order)) {
        const { problem } = moment.update;
        expectMeansUpToConstant(
          problem,
          problem.old.map((_, a) => bruteSums(old, all, moment, a)),
        );
      }
    },
  );

  test.prop([instances, orders], RUNS)(
    'at every history, reached by the updated turns or not: the later ratios alone',
    (old, orderFor) => {
      fc.pre(old.game.information.kind === 'full');
      const order = orderFor(old.game.turns);
      const all = paths(old.game);
      for (const { update, seen, carried } of moments(sweep(old, { step: clip, order }), order)) {
        const later = new Set([...carried].filter((turn) => turn > update.turn));
        const moment = { update, seen, carried: later, turns: [update.turn] };
        const sums = update.problem.old.map((_, a) => bruteSums(old, all, moment, a));
        expect(sums.every(({ weight }) => weight.sign() > 0)).toBe(true);
        expectParts(update.problem, sums);
      }
    },
  );
});
