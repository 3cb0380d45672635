import { isAllowed, printedAxioms, shortName } from './axioms.js';
import { libraryOf } from './files.js';
import type { Entry } from './table.js';

/** Between the answers of one run; no Coq output looks like it. */
const MARK = '@@@';

/** A Coq script that prints the assumptions of every theorem and closed instance of the table, each after a marker. */
export function assumptionsScript(table: readonly Entry[]): string {
  const libraries = new Set(table.map(({ library }) => library));
  for (const { instance } of table) if (instance !== null) libraries.add(libraryOfName(instance));
  const lines = [...libraries].sort().map((library) => `Require ${library}.`);
  for (const name of names(table)) {
    lines.push(`Goal True. idtac "${MARK} ${name}". Abort.`, `Print Assumptions ${name}.`);
  }
  return `${lines.join('\n')}\n`;
}

/** The full names of the theorems and instances of the table, each once. */
function names(table: readonly Entry[]): string[] {
  const theorems = table.map(({ library, theorem }) => `${library}.${theorem}`);
  const instances = table.flatMap(({ instance }) => (instance === null ? [] : [instance]));
  return [...new Set([...theorems, ...instances])];
}

function libraryOfName(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}

/** What the script printed: the axioms of each name. */
export function assumptionsByName(output: string): Map<string, string[]> {
  const answers = output.split(new RegExp(`^${MARK} `, 'm')).slice(1);
  return new Map(
    answers.map((answer) => {
      const end = answer.indexOf('\n');
      return [answer.slice(0, end).trim(), printedAxioms(answer.slice(end + 1))];
    }),
  );
}

/** What is wrong with the table, given the axioms that the prover printed. */
export function assumptionProblems(table: readonly Entry[], printed: ReadonlyMap<string, readonly string[]>): string[] {
  const problems: string[] = [];
  for (const name of names(table)) {
    const axioms = printed.get(name);
    if (axioms === undefined) problems.push(`the prover did not answer for ${name}`);
    const foreign = axioms?.filter((axiom) => !isAllowed(axiom)) ?? [];
    if (foreign.length > 0) problems.push(`${name} rests on ${foreign.join(', ')}`);
  }
  for (const { theorem, library, file, axioms: stated } of table) {
    if (library !== libraryOf(file)) problems.push(`${theorem}: ${library} is not the library of ${file}`);
    const found = (printed.get(`${library}.${theorem}`) ?? []).map(shortName).sort().join(', ');
    const said = [...stated].sort().join(', ');
    if (found !== said) problems.push(`${theorem}: the table states the axioms [${said}], the prover [${found}]`);
  }
  return problems;
}
