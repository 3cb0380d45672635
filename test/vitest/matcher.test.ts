import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKWARD_INDUCTION, SEEUPO } from '../../src/algorithm/algorithms.js';
import { defineAlgorithm } from '../../src/algorithm/defineAlgorithm.js';
import { iterate } from '../../src/algorithm/iterate.js';
import { clipped } from '../../src/algorithm/surrogates.js';
import { groupDeviation, SAMPLE } from '../../src/estimate/estimators.js';
import { expectedReturn } from '../../src/evaluate/expectedReturn.js';
import { type Policy, hasFullSupport, uniformPolicy } from '../../src/policy/policy.js';
import type { UserStep } from '../../src/userAlgorithm/defineStep.js';
import { guaranteeMatchers, policies } from '../../src/vitest/index.js';

expect.extend(guaranteeMatchers);

describe('toKeep', () => {
  it('tells a guarantee that is kept from one that is broken', { timeout: 120_000 }, () => {
    expect(SEEUPO).toKeep('monotone', { runs: 1000 });
    expect(SEEUPO).not.toKeep('monotone', { information: 'shared', runs: 40 });
    expect(BACKWARD_INDUCTION).toKeep('one-sweep', { runs: 1000 });
    // Too short to have shown that it can find.
    expect(() => expect(SEEUPO).toKeep('monotone', { runs: 40 })).toThrow('needs 981 random instances');
    expect(SEEUPO).not.toKeep('one-sweep', { runs: 40 });
  });

  it('shows the smallest counterexample', () => {
    const biased = defineAlgorithm({
      name: 'with group std',
      estimator: groupDeviation(2, SAMPLE),
      surrogate: clipped('1/5'),
    });
    expect(() => expect(biased).toKeep('monotone')).toThrow(
      /with group std: it is not true that it never lowers J\nexpected J\(π_\{k\+1\}\) ≥ J\(π_k\)[^]*"root"/,
    );
  });

  it('takes a bare step, and tells a step that fails from one that breaks a guarantee', () => {
    const toUniform: UserStep = (game) => uniformPolicy(game);
    expect(toUniform).not.toKeep('monotone', { runs: 10 });
    const bad: UserStep = (game) => game.infoSets.map(() => ['1/3']);
    expect(() => expect(bad).not.toKeep('monotone', { runs: 10 })).toThrow('the step of bad failed: at "root"');
  });

  it('knows its guarantees, and no verdict is no pass', () => {
    expect(() => expect(SEEUPO).toKeep('monotonous')).toThrow('there is no guarantee "monotonous"');
    expect(() => expect(SEEUPO).toKeep('relabelling', { information: 'shared' })).toThrow('nothing is known');
    expect(() => expect(7).toKeep('monotone')).toThrow('no algorithm');
  });
});

describe('the generator of policies', () => {
  it('makes what the constraints allow, and reaches their ends', () => {
    let most = 0;
    let zeros = 0;
    const arbitrary = policies({ turns: 2, actions: [2, 4], chance: false, support: 'any' });
    fc.assert(
      fc.property(arbitrary, (old: Policy) => {
        expect(old.game.turns).toBeLessThanOrEqual(2);
        most = Math.max(most, ...old.game.infoSets.map(([i]) => old.game.firstEdge[i + 1] - old.game.firstEdge[i]));
        if (!hasFullSupport(old)) zeros += 1;
      }),
      { seed: 1, numRuns: 60 },
    );
    expect(most).toBe(4);
    expect(zeros).toBeGreaterThan(0);
  });

  it('serves properties of an update, and shrinks what breaks them', () => {
    const improves = (old: Policy): boolean => {
      const next = iterate(SEEUPO, old) as Policy;
      return expectedReturn(next).ge(expectedReturn(old));
    };
    fc.assert(fc.property(policies({ turns: 2 }), improves), { seed: 1, numRuns: 40 });
    const found = fc.check(fc.property(policies({ information: 'shared', turns: 2 }), improves), {
      seed: 1,
      numRuns: 400,
    });
    expect(found.failed).toBe(true);
    expect(found.counterexample?.[0].game.nodeCount).toBeLessThan(8);
  });
});
