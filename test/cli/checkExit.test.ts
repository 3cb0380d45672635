import { describe, expect, it } from 'vitest';
import { exitOfGames } from '../../src/cli/checkExit.js';
import type { GivenOutcome } from '../../src/userAlgorithm/givenGames.js';

const given = (outcome: GivenOutcome['outcome'], more: Partial<GivenOutcome> = {}): GivenOutcome => ({
  from: 'game.json',
  guarantee: 'monotone',
  regime: { information: 'full', turns: 'multi' },
  outcome,
  policies: 1,
  ...more,
});

describe('the exit code of a look at given games', () => {
  it('is 0 where nothing that breaks was required', () => {
    expect(exitOfGames([given('breaks'), given('holds')], [])).toBe(0);
    expect(exitOfGames([given('breaks')], [{ guarantee: 'rests' }])).toBe(0);
    expect(exitOfGames([given('breaks')], [{ guarantee: 'monotone', information: 'shared' }])).toBe(0);
    expect(exitOfGames([given('breaks', { tie: 'first' })], [{ guarantee: 'monotone' }])).toBe(0);
  });

  it('is 1 where something required breaks, confirmed or not', () => {
    expect(exitOfGames([given('holds'), given('breaks')], [{ guarantee: 'monotone' }])).toBe(1);
    const unchecked = given('breaks, not independently checked', { tie: 'stay' });
    expect(exitOfGames([unchecked], [{ guarantee: 'monotone', information: 'full' }])).toBe(1);
  });

  it('is 3 where it is undecided, unless something else is required', () => {
    expect(exitOfGames([given('undecided')], [])).toBe(3);
    expect(exitOfGames([given('undecided')], [{ guarantee: 'monotone' }])).toBe(3);
    expect(exitOfGames([given('undecided')], [{ guarantee: 'rests' }])).toBe(0);
  });

  it('is 2 where the step fails', () => {
    expect(exitOfGames([given('breaks'), given('failed')], [{ guarantee: 'monotone' }])).toBe(2);
  });
});
