import type { Claim, Variant } from './claim.js';
import { D1 } from './catalogue/D1.js';

/** Every claim, in catalogue order. Adding one is one file in `catalogue/` and one line here. */
export const CLAIMS: readonly Claim[] = [D1];

/** The claim with this id, or undefined. Ids are matched without regard to case. */
export function claimById(id: string): Claim | undefined {
  return CLAIMS.find((claim) => claim.id.toLowerCase() === id.toLowerCase());
}

/** The variant of `claim` with this id, or undefined. */
export function variantById(claim: Claim, id: string): Variant | undefined {
  return claim.variants.find((variant) => variant.id === id);
}
