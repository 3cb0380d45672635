import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { testDevice } from '../neural/support/testDevice.js';
import { fourChecks } from './support/fourChecks.js';

const page = readFileSync(new URL('../../docs/bridge.md', import.meta.url), 'utf8');
const block = (start: string): string => page.split(`\`\`\`${start}\n`)[1].split('```')[0];
/** Float errors, and where the largest is, belong to one engine. */
const withoutErrors = (line: string): string => line.replace(/error .* \(within (.*)\): .*/, 'within $1');

it('docs/bridge.md shows code that runs, and what it prints', async () => {
  expect(block('ts fourChecks.ts')).toBe(readFileSync(new URL('support/fourChecks.ts', import.meta.url), 'utf8'));
  const lines = await fourChecks(await testDevice('cpu'));
  const shown = block('text').trimEnd().split('\n');
  expect(lines.map(withoutErrors)).toEqual(shown.map(withoutErrors));
  expect(shown.some((line) => line.includes('lowered J'))).toBe(true);
});
