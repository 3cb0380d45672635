import { describe, expect, test } from 'vitest';
import { exactCarry } from '../../src/algorithm/carry.js';
import { iterate, iterateIn } from '../../src/algorithm/iterate.js';
import { algorithmOf } from '../../src/atlas/algorithmOf.js';
import { parseRow } from '../../src/atlas/row.js';
import { COMMON, type Family } from '../../src/claims/generate/family.js';
import { Random } from '../../src/claims/generate/random.js';
import { randomInstance } from '../../src/claims/generate/randomInstance.js';
import { UncertainError } from '../../src/exact/arithmetic.js';
import { DoubleArithmetic } from '../../src/exact/doubleInterval.js';
import { Rational } from '../../src/exact/rational.js';
import { boundsOf } from '../../src/exact/real.js';

const doubles = new DoubleArithmetic();
const ROWS = [
  'joint clip-turn:1/5 reverse',
  'grae:2 clip-joint:1/5 forward',
  'group-std:2 clip-turn:1/5 simultaneous',
  'batch-std:1x3 kl:1 reverse',
  'gae:19/20 euclidean:1 random',
  'loo:2 gradient:1 simultaneous',
  'group-std:2 length-gradient:1 reverse',
  'joint unrestricted forward',
];

describe('an iteration in pairs of doubles encloses the exact one, or says that it cannot tell', () => {
  for (const information of [
    { kind: 'full' },
    { kind: 'truncated', window: 0 },
    { kind: 'shared', window: 0 },
  ] as const) {
    test.each(ROWS)(`%s, ${information.kind} information`, (row) => {
      const algorithm = algorithmOf(parseRow(`${row} ${information.kind}`));
      const family: Family = { ...COMMON, turns: 2, information, edgeRewards: true, discounts: ['1', '9/10'] };
      const random = new Random(5);
      let told = 0;
      for (let n = 0; n < 25; n++) {
        const { old } = randomInstance(random, family).policies;
        const exact = iterate(algorithm, old, { seed: 2 });
        try {
          const { probability } = iterateIn(
            doubles,
            algorithm,
            { game: old.game, probability: old.probability.map((p) => doubles.of(p)) },
            { tie: 'stay', seed: 2, carry: (factors, ratios) => exactCarry.nextIn?.(doubles, factors, ratios) ?? [] },
          );
          told += 1;
          probability.forEach(({ lo, hi }, e) => {
            const [below, above] = boundsOf(exact.probability[e], 50);
            expect(Rational.fromDouble(lo).le(above) && Rational.fromDouble(hi).ge(below)).toBe(true);
          });
        } catch (error) {
          if (!(error instanceof UncertainError)) throw error;
        }
      }
      expect(told).toBeGreaterThan(5);
    });
  }
});
