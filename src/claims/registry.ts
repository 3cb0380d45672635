import { readdirSync } from 'node:fs';
import type { Claim, Variant } from './claim.js';

/** Each file of this folder named after an id ("D1") defines that claim and exports it under that name. */
const CATALOGUE = new URL('./catalogue/', import.meta.url);

/** Every claim, by family and number. To add one, add its file to `catalogue/`: there is no list to keep. */
export const CLAIMS: readonly Claim[] = await readCatalogue();

async function readCatalogue(): Promise<Claim[]> {
  const files = readdirSync(CATALOGUE).filter((file) => /^[A-Z]\d+\.[jt]s$/.test(file));
  const claims = await Promise.all(files.map((file) => readClaim(file)));
  return claims.sort((a, b) => a.id.charCodeAt(0) - b.id.charCodeAt(0) || numberOf(a) - numberOf(b));
}

async function readClaim(file: string): Promise<Claim> {
  const id = file.slice(0, file.indexOf('.'));
  const exports = (await import(new URL(file, CATALOGUE).href)) as Record<string, Claim | undefined>;
  const claim = exports[id];
  if (claim?.id !== id) throw new Error(`catalogue/${file} must export the claim ${id} as "${id}"`);
  return claim;
}

function numberOf(claim: Claim): number {
  return Number(claim.id.slice(1));
}

/** The claim with this id, or undefined. Ids are matched without regard to case. */
export function claimById(id: string): Claim | undefined {
  return CLAIMS.find((claim) => claim.id.toLowerCase() === id.toLowerCase());
}

/** The variant of `claim` with this id, or undefined. */
export function variantById(claim: Claim, id: string): Variant | undefined {
  return claim.variants.find((variant) => variant.id === id);
}
