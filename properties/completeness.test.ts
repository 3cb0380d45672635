import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fixtureUrl } from '../src/claims/counterexampleFile.js';
import { CLAIMS } from '../src/claims/registry.js';
import { searchesOf } from '../src/claims/searches.js';

/** The claims of the catalogue that this version covers. */
const COVERED =
  'A1 A2 A3 A4 A5 A6 B1 B2 B3 B4 B5 B6 B7 B8 C1 C2 C3 C4 C5 D1 D2 D3 D4 D5 D6 D7 D8 D9 D10 D11 D12 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12'.split(
    ' ',
  );

/** What a claim lacks, in words; empty for a complete one. */
function gaps(claim: (typeof CLAIMS)[number]): string[] {
  const [control] = claim.variants;
  const found: string[] = [];
  if (claim.statement === '' || claim.source === '' || claim.title === '') found.push('statement, source or title');
  if (control.expected === (claim.expected === 'refuted' ? 'refuted' : 'holds'))
    found.push('a control that is judged differently');
  if (new Set(claim.variants.map((variant) => variant.id)).size < claim.variants.length)
    found.push('distinct variant ids');
  return found;
}

describe('the registry', () => {
  test('has the covered claims, in order', () => {
    expect(CLAIMS.map((claim) => claim.id)).toEqual(COVERED);
  });

  test('has a statement, a source and an opposing control for each', () => {
    expect(CLAIMS.flatMap((claim) => gaps(claim).map((gap) => `${claim.id} lacks ${gap}`))).toEqual([]);
  });

  test('would notice a claim whose control agrees with it', () => {
    const [claim] = CLAIMS;
    expect(gaps({ ...claim, variants: [{ ...claim.variants[0], expected: 'holds' }] })).toHaveLength(1);
  });

  test('has a stored counterexample for each search that should find one, and no others', () => {
    const wanted = CLAIMS.flatMap(searchesOf)
      .filter(({ refutable }) => refutable)
      .map(({ key }) => `${key.replace('/', '.')}.json`);
    expect(readdirSync(new URL('./', fixtureUrl('any'))).sort()).toEqual(wanted.sort());
  });

  test('is covered by the paper notes', () => {
    const index = readFileSync(new URL('../paper-notes/index.md', import.meta.url), 'utf8');
    expect(CLAIMS.filter(({ id }) => !new RegExp(`\\b${id}\\b`).test(index)).map(({ id }) => id)).toEqual([]);
  });
});
