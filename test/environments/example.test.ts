import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { coffee } from '../../examples/environments/coffee.js';
import { trainCoffee } from '../../examples/environments/trainCoffee.js';
import { useCoffee } from '../../examples/environments/useCoffee.js';
import { ENVIRONMENTS } from '../../src/environments/library/index.js';
import { sizesOf } from '../../src/environments/registry.js';
import { unroll, unrollTokens } from '../../src/environments/unroll.js';
import { optimalValue } from '../../src/evaluate/optimalValue.js';
import { value } from '../../src/evaluate/value.js';
import { ROOT } from '../../tools/sourceTree.js';
import { enumerateEpisodes } from './support/enumerate.js';
import { placed, varied } from './support/tokenPolicy.js';

const page = readFileSync(join(ROOT, 'docs/environments.md'), 'utf8');

/** The code blocks of the page whose first line is "```" and `info`. */
function blocks(info: string): string[] {
  return [...page.matchAll(/^```(.*)\n([^]*?)^```$/gm)].filter((match) => match[1] === info).map((match) => match[2]);
}

describe('the example environment', () => {
  test('is worth what the page derives by hand, at both levels and with shared states', () => {
    const games = [unroll(coffee), unrollTokens(coffee), unroll(coffee, { shareStates: true })];
    expect(games.map(({ game }) => String(optimalValue(game)[0]))).toEqual(['61/100', '61/100', '61/100']);
    expect(page).toContain('= 61/100');
  });

  test('agrees with playing out every episode', () => {
    const { expectedReturn } = enumerateEpisodes(coffee, varied);
    expect(value(placed(unroll(coffee), varied))[0]).toEqual(expectedReturn);
  });
});

describe('docs/environments.md', () => {
  test.each(['coffee.ts', 'useCoffee.ts', 'trainCoffee.ts'])('shows %s as it is', (file) => {
    expect(blocks(`ts ${file}`)).toEqual([readFileSync(join(ROOT, 'examples/environments', file), 'utf8')]);
  });

  test('shows what they print', { timeout: 120_000 }, async () => {
    const trained = await trainCoffee();
    expect(blocks('text')).toEqual([useCoffee(), trained].map((lines) => `${lines.join('\n')}\n`));
    // It has learnt: the first and the last J.
    const [first, last] = [trained[0], trained[3]].map((line) => Number(/J = ([\d.]+)/.exec(line)?.[1]));
    expect(last).toBeGreaterThan(first + 0.2);
  });

  test('lists every family with its default sizes and J*', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    const expected = ENVIRONMENTS.map((family) => {
      const sizes = sizesOf(family);
      const shown = Object.entries(sizes).map(([name, preset]) => `${name} ${String(preset)}`);
      return [`\`${family.name}\``, shown.join(', '), String(family.optimalValue(sizes))];
    });
    expect(
      rows.map((row) =>
        row
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
    ).toEqual(expected);
  });
});
