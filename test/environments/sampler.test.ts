import { describe, expect, test } from 'vitest';
import { promptsOf } from '../../src/environments/belief.js';
import { longestEpisode } from '../../src/environments/environment.js';
import { Episode } from '../../src/environments/episode.js';
import { estimateOf } from '../../src/environments/estimateOf.js';
import { monteCarloReturn } from '../../src/environments/monteCarlo.js';
import { randomStream } from '../../src/environments/random.js';
import { environmentByName } from '../../src/environments/registry.js';
import { rollout, uniformTokens } from '../../src/environments/rollout.js';
import { Rational } from '../../src/exact/rational.js';

const bandit = environmentByName('delayed-credit-bandit', { arms: 3, delay: 2, days: 2 });

describe('a random stream', () => {
  test('is a function of seed and name', () => {
    const draw = (seed: number, name: string): number[] => {
      const stream = randomStream(seed, name);
      return Array.from({ length: 8 }, () => stream.below(1000));
    };
    expect(draw(1, 'chance 3')).toEqual(draw(1, 'chance 3'));
    expect(draw(1, 'chance 3')).not.toEqual(draw(2, 'chance 3'));
    expect(draw(1, 'chance 3')).not.toEqual(draw(1, 'policy 3'));
    expect(draw(1, 'chance 3')).not.toEqual(draw(11, 'hance 3'));
  });

  test('draws an index with its probability, and never outside', () => {
    const stream = randomStream(5, 'index');
    const probabilities = ['1/7', '1/2', '5/14'].map((p) => Rational.parse(p));
    const counts = [0, 0, 0];
    for (let n = 0; n < 7000; n++) counts[stream.index(probabilities)] += 1;
    expect(counts.reduce((sum, count) => sum + count)).toBe(7000);
    [1000, 3500, 2500].forEach((expected, i) =>
      expect(Math.abs(counts[i] - expected)).toBeLessThan(5 * Math.sqrt(expected)),
    );
    const unit = Array.from({ length: 1000 }, () => stream.unit());
    expect(Math.min(...unit)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...unit)).toBeLessThan(1);
    expect(unit.reduce((sum, x) => sum + x) / 1000).toBeCloseTo(0.5, 1);
  });
});

describe('a rollout', () => {
  test('is the same for the same seed and id, another for others', () => {
    const play = (seed: number, id: number): string =>
      JSON.stringify(rollout(bandit, uniformTokens, { seed, id }).turns);
    expect(play(3, 7)).toBe(play(3, 7));
    expect(new Set(Array.from({ length: 20 }, (_, id) => play(3, id))).size).toBeGreaterThan(5);
    expect(Array.from({ length: 20 }, (_, id) => play(3, id))).not.toEqual(
      Array.from({ length: 20 }, (_, id) => play(4, id)),
    );
  });

  test('records what a learner needs', () => {
    const { id, turns, pathReturn } = rollout(bandit, uniformTokens, { seed: 3, id: 4 });
    expect([id, turns.length]).toEqual([4, 3]);
    expect(Rational.sum(turns.map(({ reward }) => reward))).toEqual(pathReturn);
    turns.forEach(({ history, response, legal, observation }, t) => {
      expect(response.at(-1)).toBe(bandit.end);
      expect(legal).toHaveLength(response.length);
      response.forEach((token, position) => expect(legal[position]).toContain(token));
      if (t + 1 < turns.length) expect(turns[t + 1].history).toEqual([...history, ...response, ...observation]);
      expect(history.length + response.length).toBeLessThanOrEqual(longestEpisode(bandit));
    });
  });

  test('refuses an illegal token, and says what is legal', () => {
    expect(() => rollout(bandit, () => 2, { seed: 1, id: 0 })).toThrow(
      'token 2 ("snack") is not legal after ""; legal: 1 "pull"',
    );
    expect(() => rollout(bandit, () => -1, { seed: 1, id: 0 })).toThrow('"not in the vocabulary"');
  });

  test('keeps to a prompt when asked', () => {
    const prompts = promptsOf(bandit);
    expect(prompts).toHaveLength(2);
    for (let id = 0; id < 10; id++) {
      const { prompt, turns } = rollout(bandit, uniformTokens, { seed: 1, id, prompt: 1 });
      expect(prompt).toBe(1);
      expect(turns[0].history).toEqual(prompts[1].observation);
    }
    expect(() => new Episode(bandit, { seed: 1, id: 0, prompt: 2 })).toThrow('has the prompts 0 to 1, not 2');
  });

  test('a prompt of hidden contexts draws among them', () => {
    const guess = environmentByName('guess-the-number', { numbers: 8, guesses: 1 });
    const drawn = Array.from({ length: 60 }, (_, id) => rollout(guess, uniformTokens, { seed: 1, id, prompt: 0 }));
    expect(new Set(drawn.map(({ context }) => context)).size).toBe(8);
    expect(new Set(drawn.map(({ prompt }) => prompt)).size).toBe(1);
  });
});

describe('an episode', () => {
  test('does not depend on what is played beside it', () => {
    const alone = rollout(bandit, (_h, _p, legal) => legal[0], { seed: 9, id: 5 });
    const batch = [4, 5, 6].map((id) => new Episode(bandit, { seed: 9, id }));
    while (batch.some(({ over }) => !over))
      for (const episode of batch) if (!episode.over) episode.emit(episode.legal[0]);
    expect(batch[1].trajectory()).toEqual(alone);
  });

  test('has no trajectory before its end, and takes no token after it', () => {
    const episode = new Episode(bandit, { seed: 9, id: 5 });
    expect(() => episode.trajectory()).toThrow('episode 5 is not over');
    while (!episode.over) episode.emit(episode.legal[0]);
    expect(episode.legal).toEqual([]);
    expect(() => episode.emit(0)).toThrow('episode 5 is over');
  });
});

describe('a Monte Carlo estimate', () => {
  test('says what it is', () => {
    const estimate = monteCarloReturn(bandit, uniformTokens, 200, 8);
    expect(estimate).toMatchObject({ method: 'monte carlo', samples: 200, seed: 8, confidence: 0.95 });
    expect(estimate).toEqual(monteCarloReturn(bandit, uniformTokens, 200, 8));
  });

  test('has the interval of the theorem, cut to the range of returns', () => {
    const subject = { name: 'coin', returnRange: [Rational.ZERO, Rational.ONE] as const };
    const coins = Array.from({ length: 1000 }, (_, n) => n % 2);
    const { mean, standardError, interval } = estimateOf(subject, coins, 1);
    expect(mean).toBeCloseTo(0.5, 12);
    // V = 250/999 and ln(4/δ) = ln 80 = 4.3820266: √(2·V·4.3820266/1000) + 7·4.3820266/(3·999) = 0.0468319 + 0.0102350.
    expect(standardError).toBeCloseTo(0.0158193, 7);
    expect(interval[0]).toBeCloseTo(0.5 - 0.0570669, 6);
    expect(interval[1]).toBeCloseTo(0.5 + 0.0570669, 6);
    expect(estimateOf(subject, [0, 1], 1).interval).toEqual([0, 1]);
    expect(() => estimateOf(subject, [1], 1)).toThrow('at least 2 samples, not 1');
  });

  test('stays honest where the rare reward was never seen', () => {
    const lock = environmentByName('combination-lock', { wheels: 8, positions: 10 });
    const { mean, standardError, interval } = monteCarloReturn(lock, uniformTokens, 500, 1);
    expect([mean, standardError, interval[0]]).toEqual([0, 0, 0]);
    expect(interval[1]).toBeGreaterThan(1e-8); // J of the uniform policy, which mean ± 1.96 standard errors would exclude
    expect(interval[1]).toBeLessThan(0.05);
  });

  test('its interval covers J in at least 95 of 100 runs', () => {
    const coin = environmentByName('guess-the-number', { numbers: 3, guesses: 1 });
    const covers = Array.from({ length: 100 }, (_, seed) => monteCarloReturn(coin, uniformTokens, 40, seed)).filter(
      ({ interval: [low, high] }) => low <= 1 / 3 && 1 / 3 <= high,
    );
    expect(covers.length).toBeGreaterThanOrEqual(95);
  });

  test.each([0, 1, 2.5])('needs two samples, not %d', (samples) => {
    expect(() => monteCarloReturn(bandit, uniformTokens, samples, 1)).toThrow('at least 2 samples');
  });
});
