import { describe, expect, it } from 'vitest';
import { decreaseOf, slopeSign } from '../../src/bridge/decreaseCause.js';
import { Rational } from '../../src/exact/rational.js';
import { buildGame } from '../../src/game/buildGame.js';
import { type Policy, policyFromSets } from '../../src/policy/policy.js';

const q = (text: string): Rational => Rational.parse(text);

/** Reward 1 for "first" and then "second": two turns that pull one shared parameter in opposite directions. */
const lock = buildGame({
  version: 1,
  name: 'lock',
  root: {
    actions: [
      {
        label: 'first',
        to: {
          actions: [
            { label: 'first', to: { reward: 0 } },
            { label: 'second', to: { reward: 1 } },
          ],
        },
      },
      { label: 'second', to: { reward: 0 } },
    ],
  },
});

/** P(second) per turn. */
function lockPolicy(one: string, two: string): Policy {
  return policyFromSets(
    lock,
    [one, two].map((p) => [Rational.ONE.sub(q(p)), q(p)]),
  );
}

const bandit = buildGame({
  version: 1,
  name: 'bandit',
  root: { actions: ['9/10', 3, -1].map((reward, n) => ({ label: `arm ${n}`, to: { reward } })) },
});
const arms = (...masses: string[]): Policy => policyFromSets(bandit, [masses.map(q)]);
const UNIFORM = arms('1/3', '1/3', '1/3');

describe('a fall of J', () => {
  it('is none where J stays or rises', () => {
    expect(decreaseOf(UNIFORM, UNIFORM, [1])).toBeUndefined();
    expect(decreaseOf(UNIFORM, arms('0', '1', '0'), [1])).toBeUndefined();
  });

  it('by shared parameters: turn 1 gained, and turn 2, moved along with it, lost more', () => {
    const fall = decreaseOf(lockPolicy('3/10', '3/10'), lockPolicy('1/5', '1/5'), [1]);
    expect(fall).toMatchObject({ cause: 'shared parameters' });
    expect([fall?.size, fall?.own, fall?.others].map(String)).toEqual(['1/20', '3/100', '-2/25']);
    // The same two policies, but turn 2 was the one to move: its own loss is the larger part.
    expect(decreaseOf(lockPolicy('3/10', '3/10'), lockPolicy('1/5', '1/5'), [2])?.cause).toBe('sample noise');
  });

  it('by sample noise: the way begins downhill', () => {
    const fall = decreaseOf(lockPolicy('3/10', '3/10'), lockPolicy('3/10', '1/5'), [2]);
    expect(fall).toMatchObject({ cause: 'sample noise' });
    expect([fall?.size, fall?.own, fall?.others].map(String)).toEqual(['7/100', '-7/100', '0']);
  });

  it('by a step too large: the way begins uphill and ends too far', () => {
    // Away from the worst arm, and on to the middle one rather than to the best.
    const far = arms('9699/10000', '3/100', '1/10000');
    expect(decreaseOf(UNIFORM, far, [1])).toMatchObject({ cause: 'step too large' });
    // A smaller step of nearly that direction gains; the worst arm gains where the mass goes to it.
    expect(decreaseOf(UNIFORM, arms('40/100', '31/100', '29/100'), [1])).toBeUndefined();
    expect(decreaseOf(UNIFORM, arms('30/100', '30/100', '40/100'), [1])?.cause).toBe('sample noise');
  });

  it('an action lost altogether decides the slope alone', () => {
    expect(slopeSign(UNIFORM, arms('1/2', '1/2', '0'), [1])).toBe('greater');
    expect(slopeSign(UNIFORM, arms('1/2', '0', '1/2'), [1])).toBe('less');
    expect(slopeSign(UNIFORM, UNIFORM, [1])).toBe('equal');
  });

  it('is undecided where the slope is 0 and only logarithms could tell', () => {
    const game = buildGame({
      version: 1,
      name: 'level',
      root: { actions: [2, 1, -2].map((reward, n) => ({ label: `arm ${n}`, to: { reward } })) },
    });
    const of = (...masses: string[]): Policy => policyFromSets(game, [masses.map(q)]);
    const start = of('1/5', '2/5', '2/5');
    // 2/5·ln 2 + 2/5·ln 1/2 = 0, which no enclosure can say.
    expect(slopeSign(start, of('2/5', '1/5', '2/5'), [1])).toBe('undecided');
    expect(slopeSign(start, of('41/100', '19/100', '2/5'), [1])).toBe('less');
  });
});
