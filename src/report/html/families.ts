import type { ClaimResult } from '../../claims/run/verdict.js';

/** The families of the claims catalogue by the first letter of an id. */
const TITLES: Readonly<Record<string, string>> = {
  A: 'Identities',
  B: 'Advantage estimators',
  C: 'Drifts, neighbourhoods and mirror steps',
  D: 'Monotonic improvement',
  E: 'Global optimality and rates',
  F: 'Bridge to neural training',
};

/** Results that belong together. */
export interface FamilyResults {
  readonly title: string;
  readonly results: readonly ClaimResult[];
}

/** The results by family, families in the order of their first claim. */
export function byFamily(results: readonly ClaimResult[]): FamilyResults[] {
  const families = new Map<string, ClaimResult[]>();
  for (const result of results) {
    const letter = result.claim.id.charAt(0);
    const list = families.get(letter);
    if (list === undefined) families.set(letter, [result]);
    else list.push(result);
  }
  return [...families].map(([letter, list]) => ({
    title: `${letter}. ${TITLES[letter] ?? 'Further claims'}`,
    results: list,
  }));
}
