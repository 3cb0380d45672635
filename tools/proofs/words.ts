/** Words with which a Coq file can pretend to prove: admitted goals, new axioms, abandoned proofs, switched-off checks. */
const FORBIDDEN =
  /\b(Admitted|admit|give_up|Axioms?|Parameters?|Conjectures?|Hypothesis|Hypotheses|Abort|bypass_check|Unset\s+(?:Guard|Positivity|Universe)\s+Checking)\b/;

/** The lines of a Coq file that hold a forbidden word, as "line: word"; comments count too, so that no one has to look. */
export function forbiddenWords(source: string): string[] {
  return source.split('\n').flatMap((line, n) => {
    const match = FORBIDDEN.exec(line);
    return match === null ? [] : [`${n + 1}: ${match[0]}`];
  });
}
