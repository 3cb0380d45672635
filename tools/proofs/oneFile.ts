/** A Coq file and its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/**
 * All files as one, for a prover that compiles no libraries: each file becomes a module of its own, named after its
 * path, and what it required of the others it imports. The files must come in their order of compilation.
 */
export function oneFile(sources: readonly Source[]): string {
  const standard = new Set<string>();
  const modules = sources.map(({ file, text }) => {
    const body = text
      .replace(/From\s+Coq\s+Require\s+Import\s+([\w\s]+)\./g, (_, names: string) => {
        for (const name of words(names)) standard.add(name);
        return `Import ${words(names).join(' ')}.`;
      })
      .replace(/From\s+SeeUPO\s+Require\s+Import\s+([\w.\s]+?)\.(?=\s)/g, (_, names: string) => {
        return `Import ${words(names).map(moduleOf).join(' ')}.`;
      });
    return `Module ${moduleOf(file)}.\n${body}\nEnd ${moduleOf(file)}.\n`;
  });
  return `From Coq Require ${[...standard].join(' ')}.\n${modules.join('')}`;
}

/** The module into which the file "theorems/Clip.v", or the library "theorems.Clip", is put: theorems_Clip. */
export function moduleOf(file: string): string {
  return file.replace(/\.v$/, '').replaceAll(/[/.]/g, '_');
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
