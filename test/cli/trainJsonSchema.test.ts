import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { trainJsonSchema } from '../../src/cli/trainJsonSchema.js';

test('schemas/train-config.schema.json is up to date (npm run schemas rewrites it)', async () => {
  await expect(trainJsonSchema()).toMatchFileSnapshot('../../schemas/train-config.schema.json');
});

test('the published schema refuses a key that the configuration does not have', () => {
  const text = readFileSync(new URL('../../schemas/train-config.schema.json', import.meta.url), 'utf8');
  const accepts = new Ajv().compile(JSON.parse(text) as object);
  const config = { version: 1, environment: 'combination-lock', seed: 1 };
  expect(accepts(config)).toBe(true);
  expect(accepts({ ...config, learningrate: 1 })).toBe(false);
});
