import { proofFileHashes } from '../../src/claims/proofRecord.js';

/** The folder of the proofs. */
export const PROOFS = new URL('../../proofs/', import.meta.url);

/** Every Coq file, by its path within proofs/; sorted. */
export function proofFiles(): string[] {
  return Object.keys(proofFileHashes()).filter((file) => file.endsWith('.v'));
}

/** Is the file one that must not compile? */
export function isMutant(file: string): boolean {
  return file.startsWith('mutants/');
}

/** The files that `_CoqProject` lists, in its order, which is the order of compilation. */
export function listedFiles(project: string): string[] {
  return project.split(/\r?\n/).filter((line) => line.endsWith('.v'));
}

/** What is wrong with the list: a file left out, listed twice or not there, or a mutant listed. */
export function listProblems(listed: readonly string[], files: readonly string[]): string[] {
  return [
    ...files
      .filter((file) => !isMutant(file) && !listed.includes(file))
      .map((file) => `${file} is not on the list in _CoqProject`),
    ...listed.filter((file) => !files.includes(file)).map((file) => `_CoqProject lists ${file}, which does not exist`),
    ...listed.filter(isMutant).map((file) => `_CoqProject lists the mutant ${file}`),
    ...listed.filter((file, n) => listed.indexOf(file) !== n).map((file) => `_CoqProject lists ${file} twice`),
  ];
}

/** The name by which Coq knows the file: "theorems/Clip.v" is SeeUPO.theorems.Clip. */
export function libraryOf(file: string): string {
  return `SeeUPO.${file.replace(/\.v$/, '').replaceAll('/', '.')}`;
}

/** The files among `earlier` that a Coq file with the text `source` requires. */
export function requiredFiles(source: string, earlier: readonly string[]): string[] {
  const sentences = source.matchAll(/From\s+SeeUPO\s+Require\s+(?:Import|Export)?\s*([\w.\s]+?)\.(?=\s)/g);
  const modules = new Set([...sentences].flatMap((match) => match[1].split(/\s+/)));
  return earlier.filter((file) => modules.has(file.replace(/\.v$/, '').replaceAll('/', '.')));
}
