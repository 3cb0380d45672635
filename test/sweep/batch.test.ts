import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { carriedAdvantage, jointAdvantage, ratios } from '../../src/evaluate/carriedAdvantage.js';
import { type Path, pathProbability, paths } from '../../src/evaluate/paths.js';
import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import { type Game, NodeKind } from '../../src/game/game.js';
import type { MirrorProblem } from '../../src/mirror/mirrorStep.js';
import { parseStep } from '../../src/mirror/parseStep.js';
import { type Policy, policyFromSets } from '../../src/policy/policy.js';
import { randomOrder, turnsInOrder } from '../../src/sweep/order.js';
import { type SetUpdate, type Sweep, sweep, type SweepOptions } from '../../src/sweep/sweep.js';
import { arbitraryFullGame, arbitraryGame } from '../support/arbitraryGame.js';
import { ties } from '../support/arbitraryProblem.js';
import { distribution } from '../support/arbitraryRational.js';

const RUNS = { numRuns: 150 };

/** A game with a full-support policy. */
function instances(games: fc.Arbitrary<Game>): fc.Arbitrary<Policy> {
  return games.chain((game) => {
    const sets = game.infoSets.map(([i]) => distribution(game.firstEdge[i + 1] - game.firstEdge[i], true));
    return fc.tuple(...sets).map((distributions) => policyFromSets(game, distributions));
  });
}

const orderOf = fc.oneof(
  fc.constantFrom('reverse' as const, 'forward' as const, 'simultaneous' as const),
  fc.nat(1000).map((seed) => ({ seed })),
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
}

/** Replays the updates: who was in force when, and which turns had been updated. */
function moments({ old, updates }: Sweep, order: NonNullable<SweepOptions['order']>): Moment[] {
  const { game } = old;
  const inForce = old.probability.slice();
  const done: number[] = [];
  const result: Moment[] = [];
  for (const turn of turnsInOrder(order, game.turns)) {
    const made = updates.filter((update) => update.turn === turn);
    const seen = order === 'simultaneous' ? old : { game, probability: inForce.slice() };
    const carried = new Set(order === 'simultaneous' ? [] : done);
    for (const update of made) result.push({ update, seen, carried });
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
function bruteSums(old: Policy, all: readonly Path[], { update, seen, carried }: Moment, a: number): Sums {
  const { game } = old;
  const baseline = value(old)[0];
  let sums = { mean: Rational.ZERO, gain: Rational.ZERO, loss: Rational.ZERO, weight: Rational.ZERO };
  for (const path of all) {
    const here = path.nodes.findIndex((i) => game.turn[i] === update.turn && game.infoSet[i] === update.set);
    if (here < 0 || path.edges[here] !== game.firstEdge[path.nodes[here]] + a) continue;
    const decisions = path.nodes.filter((i) => game.kind[i] === NodeKind.decision);
    const rho = ratios(path, seen, old).map((ratio, k) => (carried.has(game.turn[decisions[k]]) ? ratio : Rational.ONE));
    const [carriedM] = carriedAdvantage(jointAdvantage(path, baseline), rho);
    const earlier = rho.slice(0, update.turn - 1).reduce((product, ratio) => product.mul(ratio), Rational.ONE);
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

/** Given "first of these turns onwards updated" the earlier ratios weigh all actions of a history alike. */
function expectParts(problem: MirrorProblem, sums: readonly Sums[]): void {
  sums.forEach(({ mean, gain, loss, weight }, a) => {
    expect(problem.advantage[a].mul(weight).equals(mean)).toBe(true);
    expect(problem.parts?.gain[a].mul(weight).equals(gain)).toBe(true);
    expect(problem.parts?.loss[a].mul(weight).equals(loss)).toBe(true);
  });
}

function expectMeansUpToConstant(problem: MirrorProblem, sums: readonly Sums[]): void {
  const offsets = sums.filter(({ weight }) => !weight.isZero()).map(({ mean, weight }, a) => mean.div(weight).sub(problem.advantage[a]).toString());
  expect(new Set(offsets).size).toBeLessThanOrEqual(1);
}

describe('what a sweep reads off the batch is the conditional distribution of M over π_k’s paths', () => {
  const check = (old: Policy, name: string, tie: SweepOptions['tie'] & object | 'first', how: 'reverse' | 'forward' | 'simultaneous' | { seed: number }): void => {
    const order = typeof how === 'string' ? how : randomOrder(old.game.turns, how.seed);
    const step = parseStep(name);
    const made = sweep(old, { step, order, tie });
    const all = paths(old.game);
    for (const moment of moments(made, order)) {
      const { problem } = moment.update;
      const sums = problem.old.map((_, a) => bruteSums(old, all, moment, a));
      if (step.needsParts) expectParts(problem, sums);
      else expectMeansUpToConstant(problem, sums);
    }
  };

  test.prop([instances(arbitraryGame), orderOf], RUNS)('E[M|h,a], E[M⁺|h,a] and E[M⁻|h,a], for the clipped surrogate', (old, order) => {
    check(old, 'clip:1/5', 'first', order);
  });

  test.prop([instances(arbitraryGame), orderOf], RUNS)('E[M|h,a] up to a constant of the history, for the other steps', (old, order) => {
    check(old, 'ratio-box:1/3', 'first', order);
  });
});
