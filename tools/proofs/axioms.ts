/**
 * The axioms that a proof may rest on: those of Coq's real numbers, and, where exp and ln occur, those that the
 * standard library's analysis needs. Nothing of this project's own.
 */
export const ALLOWED_AXIOMS: readonly string[] = [
  'ClassicalDedekindReals.sig_forall_dec',
  'ClassicalDedekindReals.sig_not_dec',
  'FunctionalExtensionality.functional_extensionality_dep',
  'Classical_Prop.classic',
];

/** The axioms in what `Print Assumptions` printed: a name at the start of a line, followed by its type. Sorted. */
export function printedAxioms(output: string): string[] {
  if (/^Closed under the global context/m.test(output)) return [];
  const names = [...output.matchAll(/^([A-Za-z_][\w.']*)\s*:/gm)].map((match) => match[1]);
  return [...new Set(names)].filter((name) => name !== 'Axioms').sort();
}
