import type { Check, Claim, Variant, WitnessMaker } from './claim.js';
import type { Family } from './generate/family.js';
import { claimById, variantById } from './registry.js';

/** One thing to search: a claim itself, or one of its variants. */
export interface Search {
  /** "D3", or "D3/forward-drift" for a variant: names it in files, seeds and commands. */
  readonly key: string;
  readonly claim: Claim;
  readonly variant?: Variant;
  readonly check: Check;
  readonly family: Family;
  /** Does the project expect a counterexample? */
  readonly refutable: boolean;
  /** How its certificates are made, if it is expected to be refuted. */
  readonly witness?: WitnessMaker;
}

/** The searches of a claim: itself first, then its variants in order. */
export function searchesOf(claim: Claim): Search[] {
  return [
    {
      key: claim.id,
      claim,
      check: claim.check,
      family: claim.family,
      refutable: claim.expected === 'refuted',
      ...witnessOf(claim),
    },
    ...claim.variants.map((variant) => ({
      key: `${claim.id}/${variant.id}`,
      claim,
      variant,
      check: variant.check,
      family: variant.family ?? claim.family,
      refutable: variant.expected === 'refuted',
      ...witnessOf(variant),
    })),
  ];
}

const witnessOf = ({ witness }: Pick<Variant, 'witness'>): Pick<Search, 'witness'> =>
  witness === undefined ? {} : { witness };

/** The search named `key`. Throws RangeError when there is none. */
export function searchByKey(key: string): Search {
  const [id, variantId] = key.split('/');
  const claim = claimById(id);
  if (claim === undefined) throw new RangeError(`there is no claim "${id}"`);
  if (variantId !== undefined && variantById(claim, variantId) === undefined) {
    throw new RangeError(
      `claim ${claim.id} has no variant "${variantId}"; it has ${claim.variants.map((v) => v.id).join(', ')}`,
    );
  }
  const wanted = variantId === undefined ? claim.id : `${claim.id}/${variantId}`;
  return searchesOf(claim).find((search) => search.key === wanted) as Search;
}
