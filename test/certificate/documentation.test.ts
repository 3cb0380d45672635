import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/certificate/check.js';
import { projectFiles, ROOT } from '../../tools/sourceTree.js';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const linesOf = (file: string): number =>
  read(file)
    .split('\n')
    .filter((line) => line.trim() !== '').length;
const total = (files: readonly string[]): number => files.reduce((sum, file) => sum + linesOf(file), 0);

const LIST = 'src/certificate/rules.ts';
const all = projectFiles('src/certificate').filter((file) => file.endsWith('.ts'));
const rules = all.filter((file) => file.startsWith('src/certificate/rules/'));
const core = all.filter((file) => !rules.includes(file) && file !== LIST);
const text = read('docs/certificates.md');

/** What a file imports, itself included; types cost a reader as much as code. The list alone imports every rule. */
function withImports(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (file === LIST) return seen;
  for (const [, target] of read(file).matchAll(/from '(\.[^']+)\.js'/g)) {
    withImports(normalize(join(dirname(file), `${target}.ts`)).replaceAll('\\', '/'), seen);
  }
  return seen;
}

/** The rules that a reader meets on the way of the documentation's example through the checker. */
const USED = [
  ...['windows', 'computed', 'progress', 'order', 'settle', 'samples', 'estimators', 'returns', 'carries', 'steps'],
  ...['enclosure', 'masses', 'count', 'describe', 'statements/improvement', 'statements/finding', 'statements/places'],
].map((name) => `src/certificate/rules/${name}.ts`);

/** The number in the row of a table that begins so. */
function stated(row: string): number {
  const line = text.split('\n').find((own) => own.startsWith(`| ${row}`));
  return Number(/\| (\d+) +\|$/.exec(line ?? '')?.[1]);
}

describe('the size of the checker', () => {
  it('stays below 400 lines for the core, and within 60 for every rule', () => {
    expect(total(core)).toBeLessThan(400);
    expect(rules.filter((file) => linesOf(file) > 60)).toEqual([]);
    expect(linesOf(LIST)).toBeLessThan(120);
  });

  it('is what docs/certificates.md says', () => {
    expect(stated('core:')).toBe(total(core));
    expect(stated('the list of rules')).toBe(linesOf(LIST));
    expect(text).toContain(`| ${rules.length} rules in files`);
    expect(stated(`${rules.length} rules in files`)).toBe(total(rules));
    expect(stated('to confirm the example above')).toBe(total([...core, LIST, ...USED]));
    expect(stated('the second checker')).toBe(linesOf('certificates/check_certificate.py'));
  });

  it('counts every rule that the list names', () => {
    const named = new Set([...read(LIST).matchAll(/from '\.\/rules\/([^']+)\.js'/g)].map(([, name]) => name));
    expect(named.size).toBeGreaterThan(25);
    const reached = new Set(
      core
        .concat(LIST)
        .flatMap((file) =>
          file === LIST
            ? [...named].flatMap((name) => [...withImports(`src/certificate/rules/${name}.ts`)])
            : [...withImports(file)],
        ),
    );
    expect(rules.filter((file) => !reached.has(file))).toEqual([]);
  });
});

describe('docs/certificates.md', () => {
  it('shows a certificate that the checker confirms, with the sentence that it says', () => {
    const example: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '');
    const verdict = checkCertificate(example);
    if (!('confirmed' in verdict && verdict.confirmed)) expect.fail(JSON.stringify(verdict));
    expect(text.replaceAll('\\_', '_')).toContain(`_${verdict.sentence}_`);
  });

  it('lists every statement that there is', () => {
    const list = /const STATEMENTS[^=]*= \{([\s\S]*?)\n\};/.exec(read(LIST))?.[1] ?? '';
    const ids = [...list.matchAll(/^ {2}'?([a-z-]+)'?[:,]/gm)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(30);
    expect(ids.filter((id) => !text.includes(`\`${id}\``))).toEqual([]);
  });
});
