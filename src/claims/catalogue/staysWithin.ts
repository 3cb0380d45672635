import type { Policy } from '../../policy/policy.js';

/** Does the candidate take no action that the old policy never takes? */
export function staysWithin({ old, candidate }: Readonly<Record<string, Policy>>): boolean {
  return old.probability.every((p, e) => !p.isZero() || candidate.probability[e].isZero());
}
