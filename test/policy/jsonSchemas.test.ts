import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';
import { LIBRARY } from '../../src/game/library/index.js';
import { gameToSpec } from '../../src/game/printGame.js';
import { jsonSchemas } from '../../src/policy/jsonSchemas.js';

function validator(file: string): ValidateFunction {
  return new Ajv().compile(JSON.parse(jsonSchemas().get(file) ?? '') as object);
}

test.each([...jsonSchemas()])('schemas/%s is up to date (npm run schemas rewrites it)', async (file, text) => {
  await expect(text).toMatchFileSnapshot(`../../schemas/${file}`);
});

describe('the schema of games', () => {
  const accepts = validator('game.schema.json');

  test.each(LIBRARY.map((entry) => [entry.id, entry] as const))('accepts %s', (_, entry) => {
    expect(accepts(gameToSpec(entry.build()))).toBe(true);
  });

  test.each<[string, object]>([
    ['no version', { name: 'g', root: { reward: 0 } }],
    ['a later version', { version: 2, name: 'g', root: { reward: 0 } }],
    ['no root', { version: 1, name: 'g' }],
    ['an unknown key', { version: 1, name: 'g', root: { reward: 0 }, author: 'me' }],
    ['a double', { version: 1, name: 'g', root: { reward: 0.1 } }],
    ['a malformed number', { version: 1, name: 'g', root: { reward: '1/0' } }],
    ['no actions', { version: 1, name: 'g', root: { actions: [] } }],
    ['two kinds at once', { version: 1, name: 'g', root: { reward: 1, actions: [{ label: 'a', to: 'b' }] } }],
    ['an outcome without probability', { version: 1, name: 'g', root: { chance: [{ label: 'a', to: 'b' }] } }],
    [
      'a deep mistake',
      { version: 1, name: 'g', root: { actions: [{ label: 'a', to: { actions: [{ label: '', to: 'b' }] } }] } },
    ],
    ['a negative window', { version: 1, name: 'g', root: { reward: 1 }, information: { shared: -1 } }],
  ])('refuses %s', (_, game) => {
    expect(accepts(game)).toBe(false);
  });
});

describe('the schema of policies', () => {
  const accepts = validator('policy.schema.json');

  test('accepts every start of the library', () => {
    const starts = LIBRARY.flatMap(({ start }) => (start === undefined ? [] : [start]));
    expect(starts.length).toBeGreaterThan(0);
    for (const start of starts) expect(accepts(start)).toBe(true);
  });

  test.each<[string, unknown]>([
    ['a list', []],
    ['a set without actions', { root: 'left' }],
    ['a double', { root: { left: 0.5, right: 0.5 } }],
  ])('refuses %s', (_, policy) => {
    expect(accepts(policy)).toBe(false);
  });
});
