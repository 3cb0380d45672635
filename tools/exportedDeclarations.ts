import ts from 'typescript';

/** One exported declaration of a source file. */
export interface ExportedDeclaration {
  readonly name: string;
  /** As it was given. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The JSDoc comment right before it, comment marks included; undefined when there is none. */
  readonly doc: string | undefined;
}

/**
 * The declarations that a TypeScript source exports under its own roof: functions, classes, interfaces, types,
 * enums and constants. Re-exports (`export … from`, `export { … }`) declare nothing and are left out; of an
 * overloaded function, or a type and a value of one name, the first documented declaration counts.
 */
export function exportedDeclarations(file: string, text: string): ExportedDeclaration[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const found = new Map<string, ExportedDeclaration>();
  for (const statement of source.statements) {
    if (!isExported(statement)) continue;
    const doc = docOf(statement);
    const line = source.getLineAndCharacterOfPosition(statement.getStart()).line + 1;
    for (const name of namesOf(statement)) {
      if (found.get(name)?.doc === undefined) found.set(name, { name, file, line, doc });
    }
  }
  return [...found.values()];
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function docOf(statement: ts.Statement): string | undefined {
  return ts
    .getJSDocCommentsAndTags(statement)
    .filter(ts.isJSDoc)
    .map((doc) => doc.getText())
    .at(-1);
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  ) {
    return [statement.name?.text ?? 'default'];
  }
  return [];
}
