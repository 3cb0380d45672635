import { ALLOWED_AXIOMS } from './axioms.js';

/**
 * Fields of the sealed modules of mathcomp and of Coq's own ssreflect. They are defined and proved there; coqchk lists
 * every field of a sealed module as an axiom (`Print Assumptions`, which the gate asks as well, does not).
 */
const SEALED = /^(?:mathcomp|Coq\.ssr)\./;

/**
 * What is wrong in the summary that `coqchk -o` prints of everything it loaded: an axiom that is not allowed, or a
 * definition that escaped a check of the kernel. (This looks at all of the development, not at named theorems alone.)
 */
export function summaryProblems(output: string): string[] {
  const sections = output.slice(output.indexOf('CONTEXT SUMMARY')).split(/^\* /m).slice(1);
  const problems: string[] = [];
  const axioms = sections.find((section) => section.startsWith('Axioms:'));
  if (axioms === undefined) return ['coqchk printed no summary of the axioms'];
  for (const name of entriesOf(axioms)) {
    if (!ALLOWED_AXIOMS.includes(name) && !SEALED.test(name)) problems.push(`coqchk finds the axiom ${name}`);
  }
  for (const section of sections) {
    const [title] = section.split(':');
    if (!/relying on|assumed/.test(title)) continue;
    for (const name of entriesOf(section)) problems.push(`coqchk: ${title.toLowerCase()}: ${name}`);
  }
  return problems;
}

/** The names of a section, each on a line of its own; "<none>" stands for an empty one. */
function entriesOf(section: string): string[] {
  const list = section.slice(section.indexOf(':') + 1);
  return list
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '<none>');
}
