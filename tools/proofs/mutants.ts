import type { CoqRun } from './coq.js';
import { isMutant } from './files.js';
import type { Entry } from './table.js';

/** The first lines of every mutant say where it fails and with which message. */
const EXPECTED = /Expected error, inside the proof(?: of ([\w']+))?: "([^"]+)"/;

/** What is wrong with the way in which the mutant `file` (with the text `source`) met the prover; empty when it fails as it should. */
export function mutantProblems(file: string, source: string, { ok, output }: CoqRun): string[] {
  if (ok) return [`${file} compiles, so the proof script would prove a false statement too`];
  const expected = EXPECTED.exec(source);
  if (expected === null)
    return [`${file} does not say which error it expects (Expected error, inside the proof: "...")`];
  const [, lemma, message] = expected;
  const problems: string[] = [];
  if (!plain(output).includes(plain(message)))
    problems.push(`${file} fails for another reason than "${message}":\n${output.trim()}`);
  const line = Number(/^File "[^"]*", line (\d+)/m.exec(output)?.[1]);
  const place = placeOf(source, line);
  if (place === undefined) problems.push(`${file} fails outside every proof:\n${output.trim()}`);
  else if (lemma !== undefined && place !== lemma) problems.push(`${file} fails in ${place} and not in ${lemma}`);
  return problems;
}

/** The lemma or theorem whose proof holds the line, or undefined when it is in none. */
function placeOf(source: string, line: number): string | undefined {
  const before = source.split('\n').slice(0, line);
  const inside = before.join('\n').lastIndexOf('Proof') > before.slice(0, -1).join('\n').lastIndexOf('Qed.');
  if (!inside) return undefined;
  return [
    ...before.join('\n').matchAll(/^\s*(?:Theorem|Lemma|Corollary|Fact|Example|Proposition|Remark)\s+([\w']+)/gm),
  ].at(-1)?.[1];
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').toLowerCase();
}

/** What is wrong with the mutants as a set: a theorem without one, one that no theorem of the table has, and one that is named but not there. */
export function mutantSetProblems(table: readonly Entry[], files: readonly string[]): string[] {
  const named = new Set(table.flatMap((entry) => entry.mutants));
  const mutants = files.filter(isMutant);
  return [
    ...table
      .filter((entry) => entry.kind === 'theorem' && entry.mutants.length === 0)
      .map(({ theorem }) => `${theorem} has no mutant`),
    ...mutants
      .filter((file) => !named.has(file) && !ofGenerated(file, files))
      .map((file) => `${file} belongs to no theorem of the table`),
    ...[...named]
      .filter((file) => !mutants.includes(file))
      .map((file) => `the table names ${file}, which does not exist`),
  ];
}

/** mutants/generated/NameWhat.v belongs to generated/Name.v. */
function ofGenerated(file: string, files: readonly string[]): boolean {
  return files.some(
    (other) => other.startsWith('generated/') && file.startsWith(`mutants/${other.replace(/\.v$/, '')}`),
  );
}
