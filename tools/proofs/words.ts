/**
 * Words with which a Coq file can pretend to prove: admitted goals, new axioms, abandoned proofs, switched-off checks.
 * (A hypothesis is a section's own business; one outside of sections is an axiom, which `coqchk` then names.)
 */
const FORBIDDEN =
  /\b(Admitted|admit|give_up|Axioms?|Parameters?|Conjectures?|Abort|bypass_check|Unset\s+(?:Guard|Positivity|Universe)\s+Checking)\b/;

/** The lines of a Coq file that hold a forbidden word, as "line: word"; comments count too, so that no one has to look. */
export function forbiddenWords(source: string): string[] {
  return source.split('\n').flatMap((line, n) => {
    const match = FORBIDDEN.exec(line);
    return match === null ? [] : [`${n + 1}: ${match[0]}`];
  });
}
