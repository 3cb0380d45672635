import { describe, expect, it } from 'vitest';
import { A1 } from '../../src/claims/catalogue/A1.js';
import { A2 } from '../../src/claims/catalogue/A2.js';
import { A3 } from '../../src/claims/catalogue/A3.js';
import { A4 } from '../../src/claims/catalogue/A4.js';
import { A5 } from '../../src/claims/catalogue/A5.js';
import { A6 } from '../../src/claims/catalogue/A6.js';
import { C1 } from '../../src/claims/catalogue/C1.js';
import { C2 } from '../../src/claims/catalogue/C2.js';
import { C3 } from '../../src/claims/catalogue/C3.js';
import { C4 } from '../../src/claims/catalogue/C4.js';
import { C5 } from '../../src/claims/catalogue/C5.js';
import { searchBlock, searchTiny } from '../../src/claims/search.js';
import { searchesOf } from '../../src/claims/searches.js';

const CLAIMS = [A1, A2, A3, A4, A5, A6, C1, C2, C3, C4, C5];

/**
 * The smallest counterexample of every search that has one: its number of nodes, and both sides of what fails
 * on it. The derivations are by hand; arms are written as rewards, policies as probabilities of the last action.
 */
const SMALLEST: Readonly<Record<string, readonly [nodes: number, left: string, right: string]>> = {
  // One action, then a coin for 0 or 1: V = 1/2 and the only action's advantage is 0, but R − V = −1/2 after heads.
  'A1/decisions-alone': [4, '-1/2', '0'],
  // The same with γ = 1/2: V = 1/4, so R − V = −1/4; the coin's term 0 − 1/2 counts in full.
  'A1/without-discount': [4, '-1/4', '-1/2'],
  // Arms 0, 1; π = 1/2, π̄ = 3/4: (1/4)(−1/2) + (3/4)(1/2).
  'A2/candidate-mean': [3, '1/4', '0'],
  // a pays 0, b leads to a sure 1; π = 1/2: V(s0) = 1/2, and at b only Â = 1/2 occurs.
  'A2/joint-advantage': [4, '1/2', '0'],
  // a ends with 0, b leads to arms 0, 1; π = 1/2 twice: J = 1/4, and π̄ = 0 earns 0. In π_k's histories:
  // 1·(0 − 1/4) + (1/2)·(0 − 1/2).
  'A3/old-visits': [5, '-1/4', '-1/2'],
  // A single action, then arms 0, 1, γ = 1/2: J falls from γ²/2 to 0; the advantage at turn 2 is γ(0 − 1/2).
  'A3/without-discount': [4, '-1/8', '-1/4'],
  // Arms 0, 1, but π_k only samples the 0.
  'A4/partial-support': [3, '0', '1/2'],
  // As A3/old-visits with π̄ = 3/4 and suffix 3/4: (3/4 − 1/2)·(1/2) against (3/4 − 1/2)·(3/4).
  'A4/without-suffix-ratios': [5, '1/8', '3/16'],
  // A single action, then arms 0, 1, the suffix 3/4: E[ρ·Â] = 3/4 − 1/2, although π̄ = π_k gains nothing.
  'A4/without-minus-one': [4, '1/4', '0'],
  // Arms 0, 1; π = 1/2, new 3/4: Â(a) = −1/2, and M_1 = (1/4)/(1/2)·Â.
  'A5/own-ratio': [3, '-1/4', '-1/2'],
  // A single action, then arms 0, 1 of which π_k only samples the 0; the suffix is 1/2.
  'A5/partial-support': [4, '0', '1/2'],
  // As A2/joint-advantage: R − V(s0) = 1/2 at b, R − V(b) = 0.
  'A5/local-baseline': [4, '1/2', '0'],
  // Two single actions, then 1, γ = 1/2: R = V = 1/4, so M = 0, but Q = 1/2 at the second.
  'A5/plain-q': [3, '0', '1/4'],
  // A single action, then 1, γ = 1/2: worth 1/2, behind one no-op 1/4.
  'A6/reward-behind-chain': [2, '1/2', '1/4'],
  // p(a) = 1/4, q(a) = 1/2, M = −1 after a, ε = 1/5: (1/4)(2 − 6/5)(−1).
  'C1/without-max': [3, '-1/5', '0'],
  // p(a) = 1/2, q(a) = 1/4, M = −1 after a: ρ = 1/2 < 4/5, so min is −4/5 at weight 1/2; q·M is −1/4.
  'C1/one-sided': [3, '-2/5', '-1/4'],
  // The same: (1/2)(1/2 − 4/5)(−1).
  'C1/outside-the-range': [3, '3/20', '0'],
  // Only a, worth 0, is sampled; q gives half its mass to b, worth 1.
  'C1/off-support': [3, '0', '1/2'],
  // KL((1/4,3/4)‖(1/2,1/2)) = ln 2 − (2 ln 2 − (3/4) ln 3) = 0.1308…; half of χ² = 2·(1/4)²/(1/2) is 1/8.
  'C2/half-chi-square': [3, '1/8', '[0.130812035941136959129201806232, 0.130812035941136959129201806236]'],
  'C2/off-support': [3, '1/2', '0'],
  // From 1/2 to 1/4: D = 1/4; half-way 1/8, where a parabola has 1/16.
  'C3/total-variation': [3, '1/8', '1/16'],
  'C3/chi-square-off-support': [3, '1/2', '0'],
  // p = (1/4, 3/4), arms 0, 1: M = (−3/4, 1/4), ε = 1/5. All mass on b: 1/4 − (1/5)(3/4) − (1 − 9/10)(1/4) = 3/40;
  // with a's first stretch, 1/5 long, filled by mistake: (1/5)(−3/4) + (4/5)(1/4) = 1/20.
  'C4/segment-out-of-order': [3, '1/20', '3/40'],
  // p = 1/2; a is a coin for 0 or 1, b pays 0, V = 1/4: E[M⁺|a] = 3/8, E[M|a] = 1/4, E[M|b] = −1/4, ε = 1/5.
  // Within the range (3/5)(1/4) − (2/5)(1/4) = 1/20; all mass on a, 1/4 − (2/5)(3/8) − (2/5)(1/4) = 0.
  'C4/mean-only': [5, '0', '1/20'],
  // Arms 0, 1, π = 1/2: moving all mass gains 1 per unit, and the penalty takes 1.
  C5: [3, '1/2', '1'],
};

describe.each(CLAIMS)('$id: $title', (claim) => {
  const count = Math.ceil(250 * (claim.effort ?? 1));

  it.each(searchesOf(claim))('$key', ({ key, check, family, refutable }) => {
    const tiny = searchTiny(check, family);
    const random = searchBlock(check, family, { seed: 7, name: key, block: 0 }, count);
    expect(tiny.undecided + random.undecided).toBe(0);
    if (refutable) {
      const { instance, violation } = tiny.counterexample ?? expect.fail('nothing found among the tiny games');
      expect([instance.game.nodeCount, violation.left.value, violation.right.value]).toEqual(SMALLEST[key]);
      expect(check(instance)).toEqual(violation);
      expect(random.counterexample, 'nothing found among the random games').toBeDefined();
    } else {
      expect(tiny.counterexample).toBeUndefined();
      expect(random).toMatchObject({ checked: count });
      expect(random.counterexample).toBeUndefined();
      // The interesting case is met, and often.
      expect(tiny.strict).toBeGreaterThan(0);
      expect(random.strict).toBeGreaterThan(count / 10);
    }
  });
});

describe('the catalogue of families A and C', () => {
  it('expects what the specification expects', () => {
    const expected = Object.fromEntries(CLAIMS.map(({ id, expected }) => [id, expected]));
    const proved = { A1: 'proved', A2: 'proved', A3: 'proved', A4: 'proved', A5: 'proved', C1: 'proved', C3: 'proved' };
    expect(expected).toEqual({ ...proved, A6: 'holds', C2: 'holds', C4: 'holds', C5: 'refuted' });
  });

  it('has a pinned counterexample for exactly the searches that should find one', () => {
    const refutable = CLAIMS.flatMap(searchesOf).filter((search) => search.refutable);
    expect(refutable.map(({ key }) => key).sort()).toEqual(Object.keys(SMALLEST).sort());
  });

  it('puts a refutable control first, or, for a refuted claim, the restored hypothesis', () => {
    for (const { id, expected, variants } of CLAIMS) {
      expect([id, variants[0].expected]).toEqual([id, expected === 'refuted' ? 'holds' : 'refuted']);
    }
  });
});
