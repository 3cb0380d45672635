import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { comparisonOf } from '../../src/cli/compareOutput.js';
import { compareSettingsSpec, tasksOf } from '../../src/neural/compare/compareSettings.js';
import { comparisonSpec } from '../../src/report/compareSpec.js';
import { compareTable } from '../../src/report/compareTable.js';
import { comparePage } from '../../src/report/html/comparePage.js';
import { pointAt } from '../neural/compare/support/records.js';

const settings = compareSettingsSpec.parse({
  version: 1,
  kind: 'seeupo-comparison-settings',
  environment: 'combination-lock',
  network: 'gru',
  algorithms: [
    { name: 'seeupo', learningRate: 0.003 },
    { name: 'rloo', learningRate: 0.01 },
  ],
  seeds: [1, 2],
  iterations: 2,
  engine: 'cpu',
});
const engine = { name: 'cpu', versions: {}, device: 'a <test>', gpu: false, software: false } as const;
const records = tasksOf(settings).map(({ algorithm, config }) => ({
  version: 1 as const,
  kind: 'seeupo-compare-run' as const,
  algorithm,
  config,
  engine,
  optimum: '1',
  points: [0, 1, 2].map((k) => pointAt(k, algorithm === 'seeupo' ? 0.5 * k : 0.3 * k)),
}));

function elements(html: string): DefaultTreeAdapterTypes.Element[] {
  const found: DefaultTreeAdapterTypes.Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) found.push(node);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(html));
  return found;
}

describe('a comparison', () => {
  const comparison = comparisonOf(settings, records);

  it('is what its published form says, in the order of the settings whatever order runs ended in', () => {
    expect(comparisonSpec.parse(comparison)).toEqual(comparison);
    expect(comparisonOf(settings, records.toReversed())).toEqual(comparison);
    expect(comparison.order.bySamples).toEqual(['seeupo', 'rloo']);
  });

  it('says when runs are missing', () => {
    expect(comparison.complete).toBe(true);
    expect(comparisonOf(settings, records.slice(0, 3)).complete).toBe(false);
  });

  it('is told in a table', () => {
    const text = compareTable(comparison);
    expect(text).toMatch(/^seeupo +0\.003 +1\.000 \[1\.000, 1\.000\] +2\/2 +0 +0\.000 +0 %$/m);
    expect(text).toMatch(/^rloo +0\.01 +0\.600 \[0\.600, 0\.600\] +0\/2/m);
    expect(text).toMatch(/^rloo +20 +8 +60 +– +–$/m);
    expect(text.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  it('is one page that loads nothing: a plot by samples, one by steps, one for each algorithm', async () => {
    const page = await comparePage(comparison);
    const all = elements(page);
    const names = new Set(all.map(({ tagName }) => tagName));
    for (const loads of ['script', 'link', 'img', 'iframe']) expect(names).not.toContain(loads);
    const plots = all.filter(({ tagName }) => tagName === 'svg');
    const labels = plots.map(({ attrs }) => attrs.find(({ name }) => name === 'aria-label')?.value ?? '');
    expect(labels.map((label) => /against (\w+)/.exec(label)?.[1])).toEqual([
      'samples',
      'optimizer',
      'samples',
      'samples',
    ]);
    expect(page).not.toContain('NaN');
    expect(page).toContain('a &#60;test&#62;');
    expect(await comparePage(comparison)).toBe(page);
  });
});
