import ts from 'typescript';

/** A name that a mutant is told by, and where its text begins. */
export interface Spot {
  readonly key: string;
  readonly start: number;
}

/**
 * `text` with a note of the key before the innermost statement around each spot (or around the body of the arrow
 * function): a test that never runs it cannot notice the mutant. Notes go to the file `log`, one line a test and key.
 */
export function withHits(file: string, text: string, spots: readonly Spot[], log: string): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const keysAt = new Map<ts.Node, string[]>();
  for (const { key, start } of spots) {
    const node = runWith(source, start);
    keysAt.set(node, [...(keysAt.get(node) ?? []), key]);
  }
  const inserted: { at: number; text: string }[] = [];
  for (const [node, keys] of keysAt) {
    const call = `__hit(${keys.map((key) => `'${key}'`).join(', ')})`;
    if (ts.isExpression(node)) {
      inserted.push({ at: node.getStart(), text: `(${call}, (` }, { at: node.end, text: '))' });
    } else inserted.push({ at: node.getStart(), text: `${call}; ` });
  }
  inserted.sort((a, b) => b.at - a.at);
  const noted = inserted.reduce((result, { at, text: piece }) => result.slice(0, at) + piece + result.slice(at), text);
  return `${noted}\n${hitFunction(log)}`;
}

/** The innermost statement of a block, or body of an arrow function, that holds the offset. */
function runWith(source: ts.SourceFile, start: number): ts.Node {
  let result: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (start < node.getStart() || start >= node.end) return;
    const { parent } = node;
    const isListed = ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent);
    if (isListed && ts.isStatement(node)) result = node;
    if (ts.isArrowFunction(parent) && parent.body === node && !ts.isBlock(node)) result = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  if (result === undefined) throw new Error(`nothing runs at offset ${start} of ${source.fileName}`);
  return result;
}

/** In the process of the tests the current test is a global; a process or thread of its own reads it from a file. */
function hitFunction(log: string): string {
  return `function __hit(...keys: string[]): void {
  const shared = globalThis as unknown as { __seen?: Set<string>; __test?: string };
  const seen = (shared.__seen ??= new Set());
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    const fs = process.getBuiltinModule('node:fs');
    const label = shared.__test ?? fs.readFileSync(${JSON.stringify(`${log}.test`)}, 'utf8');
    fs.appendFileSync(${JSON.stringify(log)}, JSON.stringify([label, key]) + '\\n');
  }
}
`;
}
