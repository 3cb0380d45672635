import { expect, test } from 'vitest';
import type { Family } from '../../src/claims/generate/family.js';
import { CLAIMS } from '../../src/claims/registry.js';
import { searchesOf } from '../../src/claims/searches.js';
import { decision, game, terminal } from '../../src/game/builders.js';

const arms = decision({ a: terminal(0), b: terminal(1) });
const TWICE = game('twice', decision({ a: arms, b: terminal(1) }));

/** A family as data; its parameters are those on a game of two turns. */
function asData({ parameters, ...rest }: Family): object {
  return { ...rest, parameters: parameters(TWICE) };
}

test('what is searched for each claim and variant, and what is expected, changes with intent only', async () => {
  const lines = CLAIMS.flatMap((claim) =>
    searchesOf(claim).map(({ key, family, refutable, variant, witness }) => {
      const { title, expected } = variant ?? claim;
      return {
        key,
        title,
        expected,
        drops: variant?.drops,
        refutable,
        certified: witness !== undefined,
        ...asData(family),
      };
    }),
  );
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot('golden/searches.jsonl');
});
