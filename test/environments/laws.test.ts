import { describe, expect, test } from 'vitest';
import { ENVIRONMENTS } from '../../src/environments/library/index.js';
import { monteCarloReturn } from '../../src/environments/monteCarlo.js';
import { unroll, unrollTokens } from '../../src/environments/unroll.js';
import { optimalValue } from '../../src/evaluate/optimalValue.js';
import { value } from '../../src/evaluate/value.js';
import { enumerateEpisodes } from './support/enumerate.js';
import { SMALL, SMALL_CASES } from './support/small.js';
import { acting, placed, uniform, varied } from './support/tokenPolicy.js';

test('the small cases cover every family', () => {
  expect(new Set(SMALL.map(([name]) => name))).toEqual(new Set(ENVIRONMENTS.map(({ name }) => name)));
});

describe.each(SMALL_CASES)('%s', (_, environment) => {
  const whole = unroll(environment);
  const tokens = unrollTokens(environment);

  test.each([
    ['uniform', uniform],
    ['varied', varied],
  ] as const)('the %s policy: both levels agree with playing out every episode', (_name, policy) => {
    const played = enumerateEpisodes(environment, policy);
    expect(played.totalProbability.toString()).toBe('1');
    expect(value(placed(whole, policy))[0]).toEqual(played.expectedReturn);
    expect(value(placed(tokens, policy))[0]).toEqual(played.expectedReturn);
    expect(played.mostTurns).toBe(environment.turns);
    expect(played.longestResponse).toBeLessThanOrEqual(environment.longestResponse);
  });

  test('the mean of the sampler lies within 5 standard errors of J, and J in its interval', () => {
    const exact = value(placed(whole, varied))[0].toDouble();
    const estimate = monteCarloReturn(environment, acting(varied), 1500, 2);
    expect(estimate.standardError).toBeGreaterThan(0);
    expect(Math.abs(estimate.mean - exact)).toBeLessThan(5 * estimate.standardError);
    expect(estimate.interval[0]).toBeLessThanOrEqual(exact);
    expect(estimate.interval[1]).toBeGreaterThanOrEqual(exact);
  });

  test('J* is the same at both levels and with shared states', () => {
    const best = optimalValue(whole.game)[0];
    expect(optimalValue(tokens.game)[0]).toEqual(best);
    const sharing = unroll(environment, { shareStates: true });
    const sharingTokens = unrollTokens(environment, { shareStates: true });
    expect(optimalValue(sharing.game)[0]).toEqual(best);
    expect(optimalValue(sharingTokens.game)[0]).toEqual(best);
    expect(sharing.game.nodeCount).toBeLessThan(whole.game.nodeCount);
    expect(sharingTokens.game.nodeCount).toBeLessThan(tokens.game.nodeCount);
  });

  test('a turn of the game is a turn of the environment', () => {
    expect(whole.game.turns).toBe(environment.turns);
    expect([whole.game.isTree, tokens.game.isTree]).toEqual([true, true]);
  });
});
