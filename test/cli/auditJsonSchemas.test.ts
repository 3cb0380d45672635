import { Ajv } from 'ajv';
import { describe, expect, it, test } from 'vitest';
import { auditJsonSchemas } from '../../src/cli/auditJsonSchemas.js';
import { linesOf } from '../audit/support.js';

test.each([...auditJsonSchemas()])('schemas/%s is up to date (npm run schemas rewrites it)', async (file, text) => {
  await expect(text).toMatchFileSnapshot(`../../schemas/${file}`);
});

describe('the schema of a log', () => {
  const accepts = new Ajv({ strict: false }).compile(
    JSON.parse(auditJsonSchemas().get('audit-log.schema.json') ?? '') as object,
  );

  it('takes every line of real logs', () => {
    for (const line of [...linesOf('trl-clean-kl'), ...linesOf('loop-clean-ragged')]) expect(accepts(line)).toBe(true);
  });

  it.each<[string, object]>([
    ['a row with a word for a score', { step: 0, responses: [1], score: 'high' }],
    ['a row without a step', { responses: [1] }],
    ['scalars that are words', { step: 0, scalars: { loss: 'low' } }],
    ['another format', { schema: 'seeupo-log/9' }],
  ])('refuses %s', (_, line) => {
    expect(accepts(line)).toBe(false);
  });
});
