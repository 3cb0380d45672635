import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportedDeclarations } from '../../tools/exportedDeclarations.js';
import { projectFiles, ROOT } from '../../tools/sourceTree.js';

describe('every exported symbol', () => {
  const sources = projectFiles('src').filter((file) => file.endsWith('.ts'));
  const exported = sources.flatMap((file) => exportedDeclarations(file, readFileSync(join(ROOT, file), 'utf8')));

  it('of src/ has a JSDoc comment', () => {
    expect(exported.length).toBeGreaterThan(50);
    const bare = exported.filter(({ doc }) => doc === undefined);
    expect(bare.map(({ name, file, line }) => `${file}:${line}: ${name}`)).toEqual([]);
  });
});

describe('exportedDeclarations', () => {
  const text = `
    /** Documented. */
    export const a = 1, b = 2;
    // A line comment is no documentation.
    export function f(): void {}
    /** A class. */
    export class C {}
    export interface I { readonly x: number }
    export type T = 'x';
    export default function (): void {}
    /** Hidden: not exported. */
    const hidden = 3;
    export { hidden };
    /** First overload. */
    export function g(x: number): void;
    export function g(x: unknown): void {}
  `;

  it('tells documented from bare ones', () => {
    const found = exportedDeclarations('virtual.ts', text);
    const names = (documented: boolean): string[] =>
      found.filter(({ doc }) => (doc !== undefined) === documented).map(({ name }) => name);
    expect(names(true)).toEqual(['a', 'b', 'C', 'g']);
    expect(names(false)).toEqual(['f', 'I', 'T', 'default']);
  });

  it('gives file, line and comment', () => {
    expect(exportedDeclarations('virtual.ts', text)[0]).toEqual({
      name: 'a',
      file: 'virtual.ts',
      line: 3,
      doc: '/** Documented. */',
    });
  });
});
