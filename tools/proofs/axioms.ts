/**
 * The axioms that a proof may rest on: those of Coq's real numbers, and, where exp and ln occur, those that the
 * standard library's analysis needs. Nothing of this project's own.
 */
export const ALLOWED_AXIOMS: readonly string[] = [
  'Coq.Reals.ClassicalDedekindReals.sig_forall_dec',
  'Coq.Reals.ClassicalDedekindReals.sig_not_dec',
  'Coq.Logic.FunctionalExtensionality.functional_extensionality_dep',
  'Coq.Logic.Classical_Prop.classic',
];

/** Is `name`, full or shortened at the front as Coq prints it, the name of an allowed axiom? */
export function isAllowed(name: string): boolean {
  return ALLOWED_AXIOMS.some((allowed) => allowed === name || allowed.endsWith(`.${name}`));
}

/** The last part of a name. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The axioms in what `Print Assumptions` printed: a name at the start of a line, followed by its type. Sorted. */
export function printedAxioms(output: string): string[] {
  if (/^Closed under the global context/m.test(output)) return [];
  // A long type stands on the next line, after the colon or with it.
  const names = [...output.matchAll(/^([A-Za-z_][\w.']*)(?=\s*:|\s*\n\s+:)/gm)].map((match) => match[1]);
  return [...new Set(names)].filter((name) => name !== 'Axioms').sort();
}
