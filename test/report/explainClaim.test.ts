import { describe, expect, it } from 'vitest';
import { readFixture } from '../../src/claims/counterexampleFile.js';
import { CLAIMS } from '../../src/claims/registry.js';
import { explainClaim } from '../../src/report/explainClaim.js';

/** Undoes the wrapping of lines. */
function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}

describe('explainClaim', () => {
  it.each(CLAIMS.map((claim) => [claim.id, claim] as const))('explains %s', (_, claim) => {
    const text = flat(explainClaim(claim));
    for (const part of [claim.title, claim.statement, claim.source, claim.remark ?? ''])
      expect(text).toContain(flat(part));
    for (const variant of claim.variants) {
      expect(text).toContain(`(${variant.id})`);
      if (readFixture(`${claim.id}/${variant.id}`) !== undefined) {
        expect(text).toContain(`seeupo replay fixtures/${claim.id}.${variant.id}.json`);
      }
    }
  });

  it('draws the smallest instance that breaks without a hypothesis', () => {
    const D1 = CLAIMS.find(({ id }) => id === 'D1');
    const text = D1 === undefined ? '' : explainClaim(D1);
    const start = text.indexOf('Drops a hypothesis: full information: a set spans turns');
    expect(`\n${text.slice(start, text.indexOf('\n\n', start))}\n`).toMatchInlineSnapshot(`
      "
      Drops a hypothesis: full information: a set spans turns (shared-parameters)
        One distribution may serve all turns
        step = clip:1/5, order = reverse
        ● turn 1, sees "any turn", V_old = 1/4, V_new = 6/25
        ├─ a: old 1/2, new 2/5  ■ 0
        └─ b: old 1/2, new 3/5  ● turn 2, sees "any turn", V_old = 1/2, V_new = 2/5
           ├─ a: old 1/2, new 2/5  ■ 1
           └─ b: old 1/2, new 3/5  ■ 0
        J(π_{k+1}) ≥ J(π_k) fails: J(π_{k+1}) = 6/25, J(π_k) = 1/4; gap 1/100 = 0.01
        seeupo replay fixtures/D1.shared-parameters.json
      "
    `);
  });
});
