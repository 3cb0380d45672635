import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFiles, ROOT } from '../../tools/sourceTree.js';

const files = projectFiles().map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
const code = files.filter(({ file }) => /^(src|test|properties|tools|bench|examples)\/.*\.[mc]?[jt]s$/.test(file));

/** "file:line" of every line that matches. Patterns are written such that they do not match their own source. */
function matches(of: readonly { file: string; text: string }[], pattern: RegExp): string[] {
  return of.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, n) => (pattern.test(line) ? [`${file}:${n + 1}: ${line.trim()}`] : [])),
  );
}

const rules = [
  {
    rule: 'names no path of one machine',
    of: files,
    pattern: /(^|[^.\w*])\/(work|farm|root|tmp|home)\/|[A-Z]:\\Users/,
    offence: ['', 'tmp', 'x'].join('/'),
  },
  {
    rule: 'names no package registry',
    of: files,
    pattern: /registry\.\w+\.(org|com)|deb\.debian\.|pypi\.(org|io)/,
    offence: ['registry', 'example', 'org'].join('.'),
  },
  {
    rule: 'skips and focuses no test',
    of: code,
    pattern: /\b(it|test|describe|bench)\.(skip|only|todo|fails|skipIf|runIf)\b|\bctx\.skip\(/,
    offence: ['it', "only('x', f)"].join('.'),
  },
  {
    rule: 'switches neither the type checker nor the linter off',
    of: code,
    pattern: /@ts-(ignore|expect-error|nocheck)|eslint-(disable)|\bas (any)\b|: (any)\b[^a-z ]/,
    offence: ['x', 'as', 'any'].join(' '),
  },
  {
    rule: 'leaves no note of unfinished work',
    of: code,
    pattern: /\b(TO)(DO)\b|\b(FIX)(ME)\b|\b(XX)(X)\b/,
    offence: ['// TO', 'DO: later'].join(''),
  },
];

describe('the source tree', () => {
  it('is found', () => {
    expect(code.length).toBeGreaterThan(30);
  });

  it.each(rules)('$rule', ({ of, pattern }) => {
    expect(matches(of, pattern)).toEqual([]);
  });

  it.each(rules)('would be caught, if not: $rule', ({ pattern, offence }) => {
    expect(matches([{ file: 'virtual.ts', text: `first\n${offence}\n` }], pattern)).toEqual([
      `virtual.ts:2: ${offence}`,
    ]);
  });

  it('has no file of code above 400 lines', () => {
    const long = code.filter(({ text }) => text.split('\n').length - 1 > 400);
    expect(long.map(({ file }) => file)).toEqual([]);
  });
});
