import { describe, expect, it } from 'vitest';
import { D1 } from '../../src/claims/catalogue/D1.js';
import { D11 } from '../../src/claims/catalogue/D11.js';
import { D12 } from '../../src/claims/catalogue/D12.js';
import { D2 } from '../../src/claims/catalogue/D2.js';
import { D3 } from '../../src/claims/catalogue/D3.js';
import { D6 } from '../../src/claims/catalogue/D6.js';
import { E1 } from '../../src/claims/catalogue/E1.js';
import { E2 } from '../../src/claims/catalogue/E2.js';
import { E3 } from '../../src/claims/catalogue/E3.js';
import { E4 } from '../../src/claims/catalogue/E4.js';
import { E5 } from '../../src/claims/catalogue/E5.js';
import type { Check, Claim } from '../../src/claims/claim.js';
import type { Family } from '../../src/claims/generate/family.js';
import { BLOCK, searchBlock, searchTiny } from '../../src/claims/search.js';

const CLAIMS = [D1, D2, D3, D6, D11, D12, E1, E2, E3, E4, E5];

/** Nodes of the smallest counterexample that enumeration and shrinking find, for everything that is refuted. */
const SIZES: Readonly<Record<string, number>> = {
  'D1/mistaken-sign': 3,
  'D1/shared-parameters': 5,
  'D1/blind-simultaneous': 7,
  'D1/reference-drift': 3,
  'D1/reference-neighbourhood': 3,
  'D2/anything-unreached': 5,
  'D2/truncated': 7,
  'D2/mistaken-sign': 3,
  'D3/reverse-along-new': 5,
  'D3/forward-along-old': 5,
  'D3/simultaneous-along-old': 5,
  D6: 5,
  'D11/unconfined-anything': 7,
  'D11/mistaken-sign': 3,
  'D12/old-suffix': 5,
  'D12/first-turn-only': 4,
  'D12/on-average': 7,
  'E1/forward': 5,
  'E1/confined': 3,
  'E1/reached-only': 5,
  'E1/truncated': 7,
  'E2/one-turn-more': 5,
  'E2/two-turns-one-sweep': 5,
  'E2/three-turns-two-sweeps': 7,
  'E2/confined': 3,
  'E3/total-variation-penalty': 3,
  'E3/confined': 3,
  'E3/reached-only': 5,
  'E3/truncated': 7,
  E4: 3,
  'E4/unreached': 5,
  E5: 7,
};

function expectRefuted(name: string, check: Check, family: Family): void {
  const found = searchTiny(check, family).counterexample;
  expect(found, `${name}: no counterexample among the tiny instances`).toBeDefined();
  expect(found?.instance.game.nodeCount).toBe(SIZES[name]);
  // Also where the games are random and larger.
  const blocks = [0, 1, 2, 3, 4, 5, 6, 7];
  const random = blocks.some(
    (block) => searchBlock(check, family, { seed: 1, name, block }).counterexample !== undefined,
  );
  expect(random, `${name}: no counterexample among the random instances`).toBe(true);
}

function expectHolds(name: string, check: Check, family: Family): void {
  for (const tally of [searchTiny(check, family), searchBlock(check, family, { seed: 1, name, block: 0 }, 2 * BLOCK)]) {
    expect(tally.counterexample?.violation).toBeUndefined();
    expect(tally.undecided).toBe(0);
    expect(tally.vacuous / tally.checked).toBeLessThan(0.5);
    expect(tally.strict).toBeGreaterThan(0);
  }
}

describe.each(CLAIMS.map((claim): [string, Claim] => [claim.id, claim]))('%s', (id, claim) => {
  it(`is ${claim.expected}`, { timeout: 60_000 }, () => {
    if (claim.expected === 'refuted') expectRefuted(id, claim.check, claim.family);
    else expectHolds(id, claim.check, claim.family);
  });

  it.each(claim.variants.map((variant) => [variant.id, variant] as const))('%s', { timeout: 60_000 }, (_, variant) => {
    const name = `${id}/${variant.id}`;
    const family = variant.family ?? claim.family;
    if (variant.expected === 'refuted') expectRefuted(name, variant.check, family);
    else if (id === 'E5') expectNoCounterexample(name, variant.check, family);
    else expectHolds(name, variant.check, family);
  });

  it('has its control first', () => {
    expect(claim.variants[0].expected).toBe(claim.expected === 'refuted' ? 'holds' : 'refuted');
    expect(new Set(claim.variants.map((variant) => variant.id)).size).toBe(claim.variants.length);
  });
});

/** E5's inequality J(π) ≥ best is never strict, so there is no strict case to count. */
function expectNoCounterexample(name: string, check: Check, family: Family): void {
  const tiny = searchTiny(check, family);
  const random = searchBlock(check, family, { seed: 1, name, block: 0 });
  expect([tiny.counterexample, random.counterexample]).toEqual([undefined, undefined]);
  expect([tiny.undecided, random.undecided, random.vacuous]).toEqual([0, 0, 0]);
}

it('pins the size of every counterexample and no other', () => {
  const refuted = CLAIMS.flatMap((claim) => [
    ...(claim.expected === 'refuted' ? [claim.id] : []),
    ...claim.variants.filter(({ expected }) => expected === 'refuted').map(({ id }) => `${claim.id}/${id}`),
  ]);
  expect(Object.keys(SIZES).sort()).toEqual(refuted.sort());
});
