import { libraryOf } from './files.js';
import type { Source } from './oneFile.js';
import type { Entry } from './table.js';

/** A named statement with its proof, or a definition. */
const NAMED =
  /^\s*(?:Theorem|Lemma|Corollary|Fact|Example|Proposition|Remark|Definition|Fixpoint|Ltac|Let)\s+([\w']+)/gm;

/**
 * What is wrong with the instances of the table: every theorem needs one, and it must use the theorem, itself or through
 * what it is proved by. `sources` are the files that compile, in any order. A use is a word in the text, so that this
 * finds instances of something else; that the hypotheses are discharged, the prover has checked.
 */
export function instanceProblems(table: readonly Entry[], sources: readonly Source[]): string[] {
  const texts = new Map<string, string[]>();
  for (const { file, text } of sources)
    for (const [name, own] of named(text)) {
      const key = `${libraryOf(file)}.${name}`;
      texts.set(name, [...(texts.get(name) ?? []), own]);
      texts.set(key, [own]);
    }
  return table.flatMap(({ theorem, kind, instance }) => {
    if (kind !== 'theorem') return [];
    if (instance === null) return [`${theorem} has no instance`];
    const own = texts.get(instance);
    if (own === undefined) return [`${theorem}: there is no ${instance}`];
    return uses(own, theorem, texts) ? [] : [`${theorem}: ${instance} is no instance of it, it does not use it`];
  });
}

/** Each name of the file with the text from it up to the next one. */
function named(text: string): [string, string][] {
  const starts = [...text.matchAll(NAMED)];
  return starts.map(({ 1: name, index }, n) => [name, text.slice(index, starts[n + 1]?.index)]);
}

function uses(own: readonly string[], theorem: string, texts: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const open = [...own];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    for (const [word] of text.matchAll(/[\w']+/g)) {
      if (word === theorem) return true;
      if (seen.has(word)) continue;
      seen.add(word);
      open.push(...(texts.get(word) ?? []));
    }
  }
  return false;
}
