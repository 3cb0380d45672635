import { describe, expect, it } from 'vitest';
import { D9 } from '../../src/claims/catalogue/D9.js';
import { E7 } from '../../src/claims/catalogue/E7.js';
import { safeStepSize } from '../../src/claims/catalogue/gradientImproves.js';
import type { Check } from '../../src/claims/claim.js';
import { variantById } from '../../src/claims/registry.js';
import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import { gameFromJson } from '../../src/game/buildGame.js';
import type { GameSpec, NodeSpec } from '../../src/game/gameSpec.js';
import { supported } from '../../src/mirror/neighbourhood.js';
import { type Policy, policyFromSets } from '../../src/policy/policy.js';
import { carrySweep, clippedCarry } from '../../src/sweep/carrySweep.js';

const pays = (reward: string): NodeSpec => ({ reward });
const choice = (...to: NodeSpec[]): NodeSpec => ({ actions: to.map((node, a) => ({ label: 'abc'[a], to: node })) });
const coin = (heads: NodeSpec, tails: NodeSpec): NodeSpec => ({
  chance: [
    { label: 'heads', probability: '1/2', to: heads },
    { label: 'tails', probability: '1/2', to: tails },
  ],
});

/** The policy with these distributions, in the order of the game's information sets. */
function policyOn(root: NodeSpec, ...sets: string[][]): Policy {
  const spec: GameSpec = { version: 1, name: 'known instance', root };
  return policyFromSets(
    gameFromJson(spec),
    sets.map((set) => set.map((p) => Rational.parse(p))),
  );
}

describe('D8: with clipped carries J can fall for the plain argmax and ε = 1/5', () => {
  const fall = (old: Policy): string[] => {
    const after = carrySweep(old, supported(), clippedCarry(Rational.of(1, 5)), 'first');
    return [value(old)[0], value(after)[0]].map(String);
  };

  it('in two turns with a coin between them', () => {
    const root = choice(coin(choice(pays('60'), pays('60')), pays('-54')), pays('-1'));
    expect(fall(policyOn(root, ['1/4', '3/4'], ['1/10', '9/10']))).toEqual(['0', '-1']);
  });

  it('in three turns without chance', () => {
    const good = choice(pays('1010'), pays('1010'));
    const bad = choice(pays('-9000'), pays('-9000'));
    const root = choice(choice(good, bad), pays('-3'));
    const old = policyOn(root, ['1/4', '3/4'], ['9/10', '1/10'], ['1/10', '9/10'], ['5/6', '1/6']);
    expect(fall(old)).toEqual(['0', '-3']);
  });
});

describe('D9', () => {
  const check = (rewards: string[], p: string[], lengths: string): ReturnType<Check> => {
    const old = policyOn(choice(...rewards.map(pays)), p);
    return D9.check({ game: old.game, policies: { old }, parameters: { lengths } });
  };

  it('fails on the known instance, by the number that Coq has as well', () => {
    const outcome = check(['1/10', '1/100', '-71/200'], ['7/10', '1/10', '1/5'], '1000,1,1000');
    expect(outcome).toMatchObject({ status: 'violated' });
  });

  it('fails for three responses of lengths 14, 1, 1, near the least ratio, and not for 13 there', () => {
    const bandit = [
      ['100000', '-26800', '-1'],
      ['1/100000', '1/100000', '99998/100000'],
    ] as const;
    expect(check([...bandit[0]], [...bandit[1]], '14,1,1').status).toBe('violated');
    expect(check([...bandit[0]], [...bandit[1]], '13,1,1').status).toBe('holds');
  });

  it('fails for lengths 1 and 2 with 35 responses', () => {
    // 17 of length 2 up, 17 of length 1 down, all rare; in the limit the sign is that of a quadratic form.
    const rare = Rational.of(1, 10_000_000);
    const up = Rational.of(10_000_000);
    const down = Rational.of(-7_080_000);
    const old = policyFromSets(
      gameFromJson({
        version: 1,
        name: '35 responses',
        root: {
          actions: Array.from({ length: 35 }, (_, a) => ({
            label: `r${a}`,
            to: pays((a < 17 ? up : a < 34 ? down : Rational.ZERO).toString()),
          })),
        },
      }),
      [Array.from({ length: 35 }, (_, a) => (a < 34 ? rare : Rational.ONE.sub(rare.mul(Rational.of(34)))))],
    );
    const lengths = [...new Array<number>(17).fill(2), ...new Array<number>(17).fill(1), 1].join(',');
    expect(D9.check({ game: old.game, policies: { old }, parameters: { lengths } }).status).toBe('violated');
  });
});

describe('E7', () => {
  const stops = (old: Policy, step: string): ReturnType<Check> | undefined =>
    variantById(E7, 'two-turns')?.check({
      game: old.game,
      policies: { old },
      parameters: { step, order: 'reverse', tie: 'first' },
    });

  it('stops below the optimum for ever on the instance of the machine-checked proof', () => {
    const root = choice(pays('1'), choice(pays('1/2'), pays('2')), pays('-10'));
    const old = policyOn(root, ['17/20', '1/20', '1/10'], ['9/10', '1/10']);
    expect(stops(old, 'clip:1/5')).toMatchObject({ status: 'violated', left: { value: '1' }, right: { value: '2' } });
  });

  it('reaches the optimum where the branch is worth keeping', () => {
    const root = choice(pays('1'), choice(pays('1/2'), pays('2')), pays('-10'));
    const old = policyOn(root, ['1/5', '7/10', '1/10'], ['1/10', '9/10']);
    expect(stops(old, 'clip:1/5')).toEqual({ status: 'holds', strict: true });
  });
});

describe('D10', () => {
  it('knows the safe step size', () => {
    const { game } = policyOn(choice(pays('0'), choice(pays('1'), pays('3'))), ['1/2', '1/2'], ['1/2', '1/2']);
    expect(safeStepSize(game).toString()).toBe('4/27');
    expect(safeStepSize(policyOn(choice(pays('2'), pays('2')), ['1/2', '1/2']).game).toString()).toBe('1');
  });
});
