import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { groupOf, GROUPS } from '../../tools/mutation/groups.js';
import { pageText, readEquivalent } from '../../tools/mutation/page.js';
import { isCaught, readResults } from '../../tools/mutation/results.js';
import { SAMPLE } from '../../tools/mutation/sample.js';
import { ROOT } from '../../tools/sourceTree.js';

const results = [...readResults().values()];
const equivalent = readEquivalent();

describe('the mutation sample', () => {
  it('has at least 600 mutants, and at least 40 of each part', () => {
    expect(SAMPLE.each).toBeGreaterThanOrEqual(40);
    expect(SAMPLE.each * Object.keys(GROUPS).length).toBeGreaterThanOrEqual(600);
    expect(results.filter(({ file }) => groupOf(file) === undefined)).toEqual([]);
  });

  it('has the page that its results make', () => {
    expect(readFileSync(join(ROOT, 'docs/mutation.md'), 'utf8')).toBe(pageText(results, equivalent, SAMPLE));
  });

  it('argues for what survives, and for nothing that is caught', () => {
    const left = new Set(results.filter((result) => !isCaught(result)).map(({ key }) => key));
    expect(Object.keys(equivalent).filter((key) => !left.has(key))).toEqual([]);
    for (const why of Object.values(equivalent)) expect(why.length).toBeGreaterThan(20);
  });
});
