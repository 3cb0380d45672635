import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../sourceTree.js';

/** A copy of the project to plant mutants in, with a built program of its own: the working tree is never touched. */
export class Tree {
  constructor(readonly folder: string) {}

  /** Makes the copy anew from the working tree: every file that git would take, and the built program. */
  make(): void {
    rmSync(this.folder, { recursive: true, force: true });
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    for (const file of listed.split('\0').filter((name) => name !== '')) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      cpSync(join(ROOT, file), join(this.folder, file));
    }
    cpSync(join(ROOT, 'dist'), join(this.folder, 'dist'), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'), 'dir');
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Replaces a file of src/, and what the built program has of it. */
  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
    });
    writeFileSync(join(this.folder, file.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js')), outputText);
  }
}
