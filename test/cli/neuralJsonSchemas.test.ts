import { readdirSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it, test } from 'vitest';
import { compareSettingsSpec } from '../../src/neural/compare/compareSettings.js';
import { neuralJsonSchemas } from '../../src/cli/neuralJsonSchemas.js';
import { ROOT } from '../../tools/sourceTree.js';
import { pointAt, recordOf } from '../neural/compare/support/records.js';

test.each([...neuralJsonSchemas()])('schemas/%s is up to date (npm run schemas rewrites it)', async (file, text) => {
  await expect(text).toMatchFileSnapshot(`../../schemas/${file}`);
});

const config = { version: 1, environment: 'combination-lock', seed: 1, optimizer: { kind: 'sgd', learningRate: 0.1 } };
const settings = compareSettingsSpec.parse({
  version: 1,
  kind: 'seeupo-comparison-settings',
  environment: 'combination-lock',
  network: 'gru',
  algorithms: [{ name: 'seeupo', learningRate: 0.003 }],
  seeds: [1, 2],
  iterations: 3,
  engine: 'wasm',
});
const measured = `${ROOT}/docs/comparisons`;
const comparisons = readdirSync(measured).filter((file) => file.endsWith('.json'));
const comparison = JSON.parse(readFileSync(`${measured}/${comparisons[0]}`, 'utf8')) as Record<string, unknown>;
// As a file would have it: without members that are undefined.
const run = JSON.parse(JSON.stringify(recordOf('seeupo', 1, [pointAt(0, 0.5)]))) as Record<string, unknown>;

/** The check of schemas/`name`.schema.json. */
function checkOf(name: string): ValidateFunction {
  return new Ajv().compile(JSON.parse(neuralJsonSchemas().get(`${name}.schema.json`) ?? '') as object);
}

describe('the published schemas', () => {
  it.each(comparisons)('accept the comparison that was measured: %s', (file) => {
    expect(checkOf('comparison')(JSON.parse(readFileSync(`${measured}/${file}`, 'utf8')))).toBe(true);
  });

  // Each with one of its members.
  const files: [string, Record<string, unknown>, string][] = [
    ['train-config', config, 'environment'],
    ['compare-settings', settings, 'seeds'],
    ['compare-run', run, 'config'],
    ['comparison', comparison, 'complete'],
  ];

  it.each(files)('take a whole %s, and none with an unknown, a missing or a wrong member', (name, value, member) => {
    const accepts = checkOf(name);
    expect(accepts(value)).toBe(true);
    expect(accepts({ ...value, surplus: 1 })).toBe(false);
    expect(accepts(Object.fromEntries(Object.entries(value).filter(([key]) => key !== member)))).toBe(false);
    expect(accepts({ ...value, [member]: 7 })).toBe(false);
  });

  it('look into the parts', () => {
    expect(checkOf('train-config')({ ...config, optimizer: { kind: 'sgd', learningRate: -1 } })).toBe(false);
    const changed = (parts: object): object => ({ ...config, algorithm: { preset: 'released', ...parts } });
    expect(checkOf('train-config')(changed({ kl: null }))).toBe(true);
    expect(checkOf('train-config')(changed({ turns: null }))).toBe(false);
    const point = (run['points'] as Record<string, unknown>[])[0];
    expect(checkOf('compare-run')({ ...run, points: [point] })).toBe(true);
    expect(checkOf('compare-run')({ ...run, points: [{ ...point, near: 'yes' }] })).toBe(false);
    expect(checkOf('compare-settings')({ ...settings, algorithms: [] })).toBe(false);
    expect(checkOf('comparison')({ ...comparison, runs: [{}] })).toBe(false);
  });
});
