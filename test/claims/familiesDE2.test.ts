import { describe, expect, it } from 'vitest';
import { D10 } from '../../src/claims/catalogue/D10.js';
import { D4 } from '../../src/claims/catalogue/D4.js';
import { D5 } from '../../src/claims/catalogue/D5.js';
import { D7 } from '../../src/claims/catalogue/D7.js';
import { D8 } from '../../src/claims/catalogue/D8.js';
import { D9 } from '../../src/claims/catalogue/D9.js';
import { E6 } from '../../src/claims/catalogue/E6.js';
import { E7 } from '../../src/claims/catalogue/E7.js';
import { E8 } from '../../src/claims/catalogue/E8.js';
import type { Claim } from '../../src/claims/claim.js';
import { instanceFromJson, readFixture } from '../../src/claims/counterexampleFile.js';
import { BLOCK, searchBlock, searchTiny } from '../../src/claims/search.js';
import { type Search, searchesOf } from '../../src/claims/searches.js';

const CLAIMS = [D4, D5, D7, D8, D9, D10, E6, E7, E8];

/** Nodes of the stored counterexample of everything that is refuted. */
const SIZES: Readonly<Record<string, number>> = {
  'D4/mistaken-sign': 3,
  'D4/shared-parameters': 5,
  'D4/truncated': 7,
  'D5/without-min': 3,
  'D5/product-of-clipped-ratios': 3,
  'D5/ratio-per-turn': 4,
  'D5/partial-support': 3,
  'D7/without-safeguard': 5,
  'D7/always-halved': 5,
  'D7/ratio-per-turn': 5,
  D8: 8,
  D9: 4,
  'D9/multi-turn': 5,
  'D9/natural-gradient-multi-turn': 5,
  'D10/shared-parameters': 5,
  'D10/blind': 7,
  'E6/forward': 5,
  'E6/third-of-the-bound': 3,
  E7: 5,
  'E7/one-sweep-less': 3,
  'E7/two-turns': 6,
  'E7/ratio-box': 3,
  'E8/quadratic-rate': 3,
  'E8/without-c': 3,
};

/** Blocks of random instances that a search may need, at most. */
const BLOCKS = 8;

function expectRefuted({ key, check, family }: Search): void {
  const blocks = Array.from({ length: BLOCKS }, (_, block) => block);
  const found = blocks.some((block) => searchBlock(check, family, { seed: 1, name: key, block }).counterexample);
  expect(found, `${key}: no counterexample among the random instances`).toBe(true);
  const file = readFixture(key);
  expect(file, `${key}: no counterexample is stored`).toBeDefined();
  if (file === undefined) return;
  const instance = instanceFromJson(file);
  expect(check(instance).status).toBe('violated');
  expect(instance.game.nodeCount).toBe(SIZES[key]);
}

function expectHolds({ key, claim, check, family }: Search): void {
  const count = Math.ceil(BLOCK * Math.min(1, 2 * (claim.effort ?? 1)));
  for (const tally of [
    searchTiny(check, family),
    searchBlock(check, family, { seed: 1, name: key, block: 0 }, count),
  ]) {
    expect(tally.counterexample?.violation).toBeUndefined();
    expect(tally.undecided).toBe(0);
    expect(tally.vacuous / tally.checked).toBeLessThan(0.6);
    expect(tally.strict).toBeGreaterThan(0);
  }
}

describe.each(CLAIMS.map((claim): [string, Claim] => [claim.id, claim]))('%s', (_, claim) => {
  it.each(searchesOf(claim).map((search) => [search.key, search] as const))('%s', { timeout: 60_000 }, (_, search) => {
    if (search.refutable) expectRefuted(search);
    else expectHolds(search);
  });

  it('has its control first', () => {
    expect(claim.variants[0].expected).toBe(claim.expected === 'refuted' ? 'holds' : 'refuted');
    expect(new Set(claim.variants.map((variant) => variant.id)).size).toBe(claim.variants.length);
  });
});

it('pins the size of every counterexample and no other', () => {
  const refuted = CLAIMS.flatMap(searchesOf).filter(({ refutable }) => refutable);
  expect(Object.keys(SIZES).sort()).toEqual(refuted.map(({ key }) => key).sort());
});
