import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { counterexampleToJson } from '../../src/claims/counterexampleFile.js';
import { COMMON } from '../../src/claims/generate/family.js';
import { Random, streamSeed } from '../../src/claims/generate/random.js';
import { randomInstance } from '../../src/claims/generate/randomInstance.js';
import type { Instance } from '../../src/claims/instance.js';
import type { GuaranteeRegime } from '../../src/guarantees/guarantee.js';
import { instancesIn } from '../../src/search/instances.js';
import { lateInstances } from '../../src/search/smallShapes.js';

// What is stored (smallest budgets, the power test, the atlas) was found on these very instances. A change of a generator
// makes them anew, with intent: then run what stores them again, and write the new sums here.

const nothing = { label: '', value: '' };
const violation = { status: 'violated', expected: '', left: nothing, right: nothing, gap: '' } as const;

function sum(instances: Iterable<Instance>): string {
  const hash = createHash('sha256');
  for (const instance of instances) hash.update(JSON.stringify(counterexampleToJson('D1', { instance, violation })));
  return hash.digest('hex').slice(0, 16);
}

const regimes = (['full', 'truncated', 'shared'] as const).flatMap((information) =>
  (['single', 'multi'] as const).map((turns): GuaranteeRegime => ({ information, turns })),
);

test('the instances of the search are those of the stored results', () => {
  const sums = regimes.map((regime) => sum([...instancesIn(regime, 1, 100)].map(({ instance }) => instance)));
  expect(sums.join(' ')).toMatchInlineSnapshot(
    `"68ef01e3cfacfd5f 6b4c6a2cac62ade7 20089035641b24b0 0e6968343b9101fb 4246a68f76e6338d 3dc14a96bc9ad8cf"`,
  );
  expect(regimes.map((regime) => sum(lateInstances(regime))).join(' ')).toMatchInlineSnapshot(
    `"8bd5b917d715c887 8bd5b917d715c887 41342c5a70aa1390 b2d2cfd6e4975976 271bc4d38e738213 f7b8e92565d47dd7"`,
  );
});

test('the random instances of the claims are those of the stored budgets', () => {
  const random = new Random(streamSeed(1, 'D1/0'));
  const family = {
    ...COMMON,
    edgeRewards: true,
    discounts: ['1', '1/2'],
    policies: { old: 'full', candidate: 'any' },
  } as const;
  expect(sum(Array.from({ length: 200 }, () => randomInstance(random, family)))).toMatchInlineSnapshot(
    `"935b2ee8cef92d2c"`,
  );
});
