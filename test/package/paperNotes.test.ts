import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLAIMS } from '../../src/claims/registry.js';
import { INDEX_FILE, indexSources } from '../../tools/indexSources.js';
import { PAPER, paperIndex } from '../../tools/paperIndex.js';
import { paperReferences } from '../../tools/paperReferences.js';
import { projectFiles, ROOT } from '../../tools/sourceTree.js';

const sources = indexSources();
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('the index of the paper notes', () => {
  it('is up to date (else: npm run notes)', () => {
    expect(read(INDEX_FILE)).toBe(paperIndex(sources));
  });

  it.each(PAPER.filter((place) => place !== 'Table 1'))('leads from %s to a symbol or a claim', (place) => {
    const texts = [...sources.symbols.map(({ doc }) => doc ?? ''), ...sources.claims.map(({ source }) => source)];
    expect(texts.filter((text) => paperReferences(text).includes(place))).not.toEqual([]);
  });

  it('knows every place of the paper that sources and notes name', () => {
    const files = [...projectFiles('src'), ...projectFiles('paper-notes')].filter((file) => /\.(ts|md)$/.test(file));
    const unknown = files.flatMap((file) =>
      paperReferences(read(file))
        .filter((place) => !PAPER.includes(place))
        .map((place) => `${file}: ${place}`),
    );
    expect(unknown).toEqual([]);
  });

  it('changes with a symbol, with a claim and with a heading', () => {
    const base = paperIndex(sources);
    const symbol = { name: 'newSymbol', file: 'src/exact/new.ts', line: 1, doc: '/** Eq. 6. */' };
    expect(paperIndex({ ...sources, symbols: [...sources.symbols, symbol] })).toContain(
      '| [`newSymbol`](../src/exact/new.ts) |',
    );
    const claim = { id: 'Z9', title: 'New', source: 'Theorem 2' };
    expect(paperIndex({ ...sources, claims: [...sources.claims, claim] })).toContain(
      '| Z9 | New | Theorem 2 | [Theorem 2](',
    );
    expect(base).not.toContain('newSymbol');
    expect(() => paperIndex({ ...sources, pages: sources.pages.slice(0, 3) })).toThrow('has 0 headings');
  });
});

describe('the pages of the paper notes', () => {
  it('name only claims that exist', () => {
    const known = new Set(CLAIMS.map(({ id }) => id));
    const named = sources.pages.flatMap(({ file, text }) =>
      [...text.matchAll(/\b[A-F]\d{1,2}[a-z]?\b/g)].map(([id]) => ({ file, id })),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ id }) => !known.has(id))).toEqual([]);
  });

  it('link only to files that exist', () => {
    const files = new Set(projectFiles());
    const broken = [...sources.pages, { file: 'index.md', text: paperIndex(sources) }].flatMap(({ file, text }) =>
      [...text.matchAll(/\]\(([^)#:]+)(#[^)]*)?\)/g)]
        .map(([, target]) => join('paper-notes', target))
        .filter((target) => !files.has(target))
        .map((target) => `${file}: ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

describe('paperReferences', () => {
  it.each([
    ['of Eq. 5; `baseline`', ['Eq. 5']],
    ['(Eqs. 7–8, in reverse order)', ['Eq. 7', 'Eq. 8']],
    ['Eqs. 6-9', ['Eq. 6', 'Eq. 7', 'Eq. 8', 'Eq. 9']],
    ['Eqs. 3 and 6, Theorem 2', ['Eq. 3', 'Eq. 6', 'Theorem 2']],
    ['Theorems 1–2', ['Theorem 1', 'Theorem 2']],
    ['as Algorithm\n * 1 has it', ['Algorithm 1']],
    ['the equation 4 and turn 3', []],
  ])('reads %j', (text, expected) => {
    expect(paperReferences(text)).toEqual(expected);
  });
});
