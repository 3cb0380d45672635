import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gae } from '../../src/estimate/estimators.js';
import type { TurnWeight } from '../../src/estimate/estimator.js';
import { expectedEstimate } from '../../src/estimate/expectedEstimate.js';
import { expectedUpdate, policyGradient } from '../../src/estimate/policyGradient.js';
import { expectedGae } from '../../src/estimate/generalisedAdvantage.js';
import { actionValue, advantage } from '../../src/evaluate/actionValue.js';
import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import { chance, decision, game, paying, terminal } from '../../src/game/builders.js';
import { NodeKind } from '../../src/game/game.js';
import { policyFromSets } from '../../src/policy/policy.js';

/** A turn, a coin with a reward on the way, a turn; γ = 1/2. */
const GAME = game(
  'two turns',
  decision({
    a: paying(
      1,
      chance([
        ['1/3', 'up', paying(2, decision({ a: terminal(4), b: terminal(0) }))],
        ['2/3', 'down', terminal(3)],
      ]),
    ),
    b: decision({ a: terminal(-1), b: terminal(6) }),
  }),
  { discount: '1/2' },
);
const r = (text: string): Rational => Rational.parse(text);
const POLICY = policyFromSets(GAME, [
  [r('1/4'), r('3/4')],
  [r('1/2'), r('1/2')],
  [r('2/3'), r('1/3')],
]);
/** A wrong critic: 10, 20, 30, … in node order. */
const WRONG = GAME.nodeName.map((_, i) => Rational.of(10 * (i + 1)));
const decisionEdges = (numbers: readonly { toString(): string }[]): string[] =>
  GAME.nodeName.flatMap((_, i) =>
    GAME.kind[i] === NodeKind.decision ? numbers.slice(GAME.firstEdge[i], GAME.firstEdge[i + 1]).map(String) : [],
  );

describe('GAE(λ)', () => {
  it('with the exact critic expects the advantage, for every λ', () => {
    const exact = decisionEdges(advantage(GAME, value(POLICY)));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), (n) => {
        expect(decisionEdges(expectedGae(POLICY, gae(Rational.of(n, 12).toString())))).toEqual(exact);
      }),
    );
  });

  it('with λ = 1 expects Q − U', () => {
    const q = actionValue(GAME, value(POLICY));
    const expected = q.map((x, e) => {
      const owner = GAME.nodeName.findIndex((_, i) => GAME.firstEdge[i] <= e && e < GAME.firstEdge[i + 1]);
      return x.sub(WRONG[owner]);
    });
    expect(decisionEdges(expectedGae(POLICY, gae('1', WRONG)))).toEqual(decisionEdges(expected));
  });

  it('with λ = 0 and a wrong critic expects one difference, by hand', () => {
    const estimate = expectedGae(POLICY, gae('0', WRONG));
    const up = GAME.nodeName.indexOf('a.up');
    const after = GAME.nodeName.indexOf('b');
    // a: 1 + ½·(⅓·(2 + U(up)) + ⅔·3) − U(root); b: ½·U(b) − U(root)
    const half = Rational.of(1, 2);
    const a = WRONG[up].add(r('2')).mul(r('1/3')).add(r('2')).mul(half).add(r('1')).sub(WRONG[0]);
    expect([estimate[0].toString(), estimate[1].toString()]).toEqual([
      a.toString(),
      WRONG[after].mul(half).sub(WRONG[0]).toString(),
    ]);
  });

  it('with a wrong critic and λ < 1 does not expect ∇J, with λ = 1 it does', () => {
    const gradient = policyGradient(POLICY).map(String);
    expect(expectedUpdate(POLICY, gae('1', WRONG)).map(String)).toEqual(gradient);
    expect(expectedUpdate(POLICY, gae('1/2')).map(String)).toEqual(gradient);
    expect(expectedUpdate(POLICY, gae('1/2', WRONG)).map(String)).not.toEqual(gradient);
  });

  it('weighs turn t by γ^(t−1), or not at all', () => {
    const weighted = (turnWeight: TurnWeight): string[] =>
      decisionEdges(expectedEstimate(POLICY, { ...gae('1/2'), turnWeight }));
    const local = decisionEdges(advantage(GAME, value(POLICY))).map(r);
    expect(weighted('one')).toEqual(local.map(String));
    expect(weighted('objective')).toEqual(local.map((x, k) => (k < 2 ? x : x.mul(r('1/2'))).toString()));
  });

  it('refuses λ outside [0, 1] and a critic of another game', () => {
    expect(() => expectedGae(POLICY, gae('3/2'))).toThrow('λ lies in [0, 1]');
    expect(() => expectedGae(POLICY, gae('1', [Rational.ONE]))).toThrow('the critic has 1 values');
  });
});
