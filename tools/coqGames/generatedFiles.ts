import { coqFile } from './file.js';
import { subjects } from './games.js';
import { mutantsOf } from './mutants.js';

/** Every generated file: its path within proofs/, and its text. */
export function generatedFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const subject of subjects()) {
    const text = coqFile(subject);
    files.set(`generated/${subject.name}.v`, text);
    for (const mutant of mutantsOf(subject.name, text)) files.set(`mutants/generated/${mutant.name}.v`, mutant.text);
  }
  return files;
}
