import type { Claim } from '../claims/claim.js';
import { claimById, CLAIMS } from '../claims/registry.js';
import { didYouMean } from '../game/nearest.js';
import { UsageError } from './usageError.js';

/**
 * The claims that the ids and families name, in catalogue order; all of them when none is named.
 * Throws UsageError for an unknown id or family.
 */
export function chosenClaims(ids: readonly string[], families: readonly string[]): Claim[] {
  if (ids.length + families.length === 0) return [...CLAIMS];
  const chosen = new Set(ids.map(claimOf));
  for (const family of families) {
    const members = CLAIMS.filter(({ id }) => familyOf(id) === family.toUpperCase());
    if (members.length === 0)
      throw new UsageError(`there is no family "${family}"; the families are ${familyNames().join(', ')}`);
    for (const claim of members) chosen.add(claim);
  }
  return CLAIMS.filter((claim) => chosen.has(claim));
}

/** The claim with this id, in either case. Throws UsageError, with the nearest id, when there is none. */
export function claimOf(id: string): Claim {
  const claim = claimById(id);
  if (claim !== undefined) return claim;
  const hint = didYouMean(
    id.toUpperCase(),
    CLAIMS.map((known) => known.id),
  );
  throw new UsageError(`there is no claim "${id}"${hint}; "seeupo explain" lists them`);
}

/** The letter that an id starts with. */
function familyOf(id: string): string {
  return id.charAt(0);
}

function familyNames(): string[] {
  return [...new Set(CLAIMS.map(({ id }) => familyOf(id)))];
}
