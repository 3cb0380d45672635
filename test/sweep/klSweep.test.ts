import { fc, test } from '@fast-check/vitest';
import { Decimal } from 'decimal.js';
import { describe, expect } from 'vitest';
import { value } from '../../src/evaluate/value.js';
import { decide } from '../../src/exact/certain.js';
import { Interval } from '../../src/exact/interval.js';
import { Rational } from '../../src/exact/rational.js';
import { type Real, RealArithmetic } from '../../src/exact/real.js';
import { decision, game, terminal } from '../../src/game/builders.js';
import { type Game, NodeKind } from '../../src/game/game.js';
import { uniformPolicy } from '../../src/policy/policy.js';
import { klSweep, klSweeps, type RealPolicy } from '../../src/sweep/klSweep.js';
import { type Order, turnsInOrder } from '../../src/sweep/order.js';
import { valueIn } from '../../src/evaluate/valueIn.js';
import { arbitraryFullGame, withPolicy } from '../support/arbitraryGame.js';
import { sizes } from '../support/arbitraryProblem.js';

const DIGITS = 50;
const reals = new RealArithmetic(DIGITS);
const D = Decimal.clone({ defaults: true, precision: 200 });
const decimal = (x: Rational): Decimal => D.div(x.numerator.toString(), x.denominator.toString());
const RUNS = { numRuns: 100 };
const orders = fc.constantFrom<Order>('reverse', 'forward', 'simultaneous');

/** V of a policy in plain decimals, by recursion. */
function plainValue(g: Game, probability: readonly Decimal[], i = 0): Decimal {
  if (g.kind[i] === NodeKind.terminal) return decimal(g.reward[i]);
  let total = new D(0);
  for (let e = g.firstEdge[i]; e < g.firstEdge[i + 1]; e++)
    total = total.add(probability[e].mul(plainQ(g, probability, i, e)));
  return total;
}

function plainQ(g: Game, probability: readonly Decimal[], i: number, e: number): Decimal {
  const after = plainValue(g, probability, g.child[e]);
  return decimal(g.edgeReward[e]).add(g.kind[i] === NodeKind.decision ? after.mul(decimal(g.discount)) : after);
}

/** The sweep again, without any of the reuse, in plain decimals of 200 digits. */
function plainSweep(g: Game, old: readonly Rational[], lambda: Rational, order: Order): Decimal[] {
  const before = old.map(decimal);
  const after = before.slice();
  for (const t of turnsInOrder(order, g.turns)) {
    const seen = (order === 'simultaneous' ? before : after).slice();
    for (let i = 0; i < g.nodeCount; i++) {
      if (g.turn[i] !== t) continue;
      const edges = Array.from({ length: g.firstEdge[i + 1] - g.firstEdge[i] }, (_, a) => g.firstEdge[i] + a);
      const scale = decimal(g.discount.pow(t - 1).div(lambda));
      const q = edges.map((e) => plainQ(g, seen, i, e).mul(scale));
      const greatest = D.max(...q);
      const weight = edges.map((e, a) => before[e].mul(D.exp(q[a].sub(greatest))));
      edges.forEach((e, a) => (after[e] = weight[a].div(D.sum(...weight))));
    }
  }
  return after;
}

function expectEncloses(x: Real, reference: Decimal): void {
  const { lo, hi } = reals.enclose(x);
  const slack = D.add(D.abs(reference), 1).mul('1e-150');
  expect([D.sub(lo, slack).lte(reference), D.add(hi, slack).gte(reference)]).toEqual([true, true]);
}

/** Rewards of at most 9, so that exponents stay moderate. */
const moderate = arbitraryFullGame.filter((g) =>
  g.reward.concat(g.edgeReward).every((r) => r.abs().le(Rational.of(9))),
);

describe('klSweep', () => {
  test.prop([withPolicy(moderate), sizes, orders], RUNS)(
    'encloses the same sweep computed with 200 digits',
    ({ game: g, policy: old }, lambda, order) => {
      const { policy, value: newValue, oldValue, updates } = klSweep(old, { lambda, order, precision: DIGITS });
      const reference = plainSweep(g, old.probability, lambda, order);
      policy.probability.forEach((p, e) => expectEncloses(p, reference[e]));
      for (let i = 0; i < g.nodeCount; i++) expectEncloses(newValue[i], plainValue(g, reference, i));
      expect(oldValue.join()).toBe(value(old).join());
      expect(updates).toHaveLength(g.infoSets.length);
      for (const { node, candidate } of updates)
        candidate.forEach((mass, a) => expect(mass).toBe(policy.probability[g.firstEdge[node] + a]));
    },
  );

  test.prop([withPolicy(moderate), sizes, orders], RUNS)(
    'never certainly lowers J',
    ({ policy: old }, lambda, order) => {
      const { value: after, oldValue } = klSweep(old, { lambda, order });
      expect(reals.compare(after[0], oldValue[0])).not.toBe('less');
    },
  );

  test('by hand: one turn, even odds, rewards 0 and 1, λ = 1: J = e/(1 + e)', () => {
    const bandit = game('bandit', decision({ a: terminal(0), b: terminal(1) }));
    const { value: after } = klSweep(uniformPolicy(bandit), { lambda: Rational.ONE });
    expectEncloses(after[0], D.div(D.exp(1), D.exp(1).add(1)));
    expect(reals.enclose(after[0]).width().lt('1e-47')).toBe(true);
  });

  test('a history whose actions are worth the same keeps its exact distribution', () => {
    const lopsided = game('one choice that matters', 'start', {
      nodes: {
        start: decision({ L: 'after L', R: 'after R' }),
        'after L': decision({ l: terminal(1), r: terminal(1) }),
        'after R': decision({ l: terminal(0), r: terminal(2) }),
      },
    });
    const old = uniformPolicy(lopsided);
    const { policy, value: after } = klSweep(old, { lambda: Rational.ONE });
    const node = (name: string): number => lopsided.nodeName.indexOf(name);
    const masses = (name: string): readonly Real[] =>
      policy.probability.slice(lopsided.firstEdge[node(name)], lopsided.firstEdge[node(name) + 1]);
    expect(masses('after L').join(' ')).toBe('1/2 1/2');
    expect(after[node('after L')].toString()).toBe('1');
    expect(masses('after R').every((mass) => mass instanceof Interval)).toBe(true);
  });

  test.prop([withPolicy(moderate), sizes, orders, fc.integer({ min: -3, max: 3 })], RUNS)(
    'a sweep that moves nothing is known to: equal J, the same objects',
    ({ game: g, policy: old }, lambda, order, level) => {
      const flat: Game = {
        ...g,
        reward: g.reward.map((_, i) => Rational.of(g.kind[i] === NodeKind.terminal ? level : 0)),
        edgeReward: g.edgeReward.map(() => Rational.ZERO),
        discount: Rational.ONE,
      };
      const result = klSweep({ game: flat, probability: old.probability }, { lambda, order });
      result.policy.probability.forEach((p, e) => expect(p).toBe(old.probability[e]));
      expect(reals.compare(result.value[0], result.oldValue[0])).toBe('equal');
    },
  );

  test('a policy that is only enclosed and does not move is known not to move', () => {
    const flat = game('flat', decision({ a: decision({ a: terminal(1), b: terminal(1) }), b: terminal(1) }));
    const third = Interval.of(Rational.of(1, 3), DIGITS);
    const twoThirds = Interval.of(Rational.of(2, 3), DIGITS);
    const old: RealPolicy = { game: flat, probability: flat.chance.map((_, e) => (e % 2 === 0 ? third : twoThirds)) };
    const result = klSweep(old, { lambda: Rational.ONE, precision: DIGITS });
    expect(result.policy.probability.every((p, e) => p === old.probability[e])).toBe(true);
    expect(reals.compare(result.value[0], result.oldValue[0])).toBe('equal');
  });
});

describe('several sweeps', () => {
  const coordination = game(
    'coordination',
    decision({ L: decision({ l: terminal(1), r: terminal(0) }), R: decision({ l: terminal(0), r: terminal(2) }) }),
  );

  test('J rises towards the optimum, each time with certainty', () => {
    const chain = klSweeps(uniformPolicy(coordination), { lambda: Rational.ONE }, 20);
    expect(chain).toHaveLength(20);
    for (const { value: after, oldValue } of chain) expect(reals.compare(after[0], oldValue[0])).toBe('greater');
    expect(reals.compare(chain[19].value[0], Rational.parse('1.999'))).toBe('greater');
    expect(reals.compare(chain[19].value[0], Rational.of(2))).toBe('less');
  });

  test('the width grows no faster than documented', () => {
    const K = 20;
    const chain = klSweeps(uniformPolicy(coordination), { lambda: Rational.ONE, precision: DIGITS }, K);
    // Range 2, λ = 1, two turns: a factor of about 1 + 4·2 a turn.
    chain.forEach(({ value: after }, k) => {
      const bound = D.pow(9, 2 * (k + 1)).mul('1e-48');
      expect(reals.enclose(after[0]).width().lt(bound)).toBe(true);
    });
  });

  test('decide starts again from the exact policy, so that the cost in digits does not matter', () => {
    const J = (precision: number): Real => {
      const chain = klSweeps(uniformPolicy(coordination), { lambda: Rational.of(1, 50), precision }, 3);
      return chain[2].value[0];
    };
    // After three sweeps J is below 2 by about e^−300, beyond 30 and 60 digits.
    const seen: number[] = [];
    const answer = decide((precision) => {
      seen.push(precision);
      return new RealArithmetic(precision).compare(J(precision), Rational.of(2));
    });
    expect(answer).toBe('less');
    expect(seen.length).toBeGreaterThan(1);
  });

  test.prop([withPolicy(moderate), sizes], RUNS)('a chain is its single sweeps', ({ policy }, lambda) => {
    const [first, second] = klSweeps(policy, { lambda }, 2);
    expect(first.old).toBe(policy);
    expect(second.old).toBe(first.policy);
    expect(second.value.join()).toBe(klSweep(first.policy, { lambda }).value.join());
    expect(first.value.map((x) => reals.enclose(x).toString())).toEqual(
      valueIn(reals, first.policy).map((x) => reals.enclose(x).toString()),
    );
  });
});

describe('errors', () => {
  const bandit = game('bandit', decision({ a: terminal(0), b: terminal(1) }));
  test('λ, the order and the information are checked', () => {
    const old = uniformPolicy(bandit);
    expect(() => klSweep(old, { lambda: Rational.ZERO })).toThrow(/λ must be positive/);
    expect(() => klSweep(old, { lambda: Rational.ONE, order: [2] })).toThrow(/no permutation/);
    const blind = game('blind', decision({ a: terminal(0), b: terminal(1) }), { information: { truncated: 0 } });
    expect(() => klSweep(uniformPolicy(blind), { lambda: Rational.ONE })).toThrow(/needs full information/);
  });
});
