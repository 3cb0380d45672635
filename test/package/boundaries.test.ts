import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../tools/sourceTree.js';

/** The project's own configuration, but only its boundary rules, which need no types. */
const eslint = new ESLint({
  cwd: ROOT,
  ruleFilter: ({ ruleId }) => ruleId.startsWith('boundaries/'),
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
});

/** The boundary rule's messages for `text`, if it were the content of `file`. */
async function messages(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: `${ROOT}/${file}` });
  return result.messages.map(({ ruleId, message }) => `${ruleId ?? 'parser'}: ${message}`);
}

describe('the import boundaries', () => {
  it.each([
    ['a value', "import { sweep } from '../sweep/sweep.js';\nexport { sweep };\n"],
    ['a type', "export type { Sweep } from '../sweep/sweep.js';\n"],
    ['a dynamic import', "export const later = import('../sweep/sweep.js');\n"],
    ['the barrel', "import { Rational } from '../index.js';\nexport { Rational };\n"],
  ])('refuse %s that the exact core takes from above', async (_, text) => {
    const found = await messages('src/exact/rational.ts', text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('exact may not import ../');
  });

  it('keep the optional GPU binding out of the exact road', async () => {
    const found = await messages('src/claims/registry.ts', "export const tf = import('@tensorflow/tfjs-node-gpu');\n");
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('only neural may import @tensorflow/tfjs-node-gpu');
  });

  it('allow imports from below, from the same folder, from packages and from Node', async () => {
    const text = [
      "import { readFileSync } from 'node:fs';",
      "import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';",
      "import { Rational } from '../exact/rational.js';",
      "import { randomOrder } from './order.js';",
      'export const all = [readFileSync, xoroshiro128plus, Rational, randomOrder];',
    ].join('\n');
    expect(await messages('src/sweep/sweep.ts', text)).toEqual([]);
  });

  it.each([
    ['the product', "import { Rational } from '../exact/rational.js';\nexport { Rational };\n"],
    ['its makers', "export type { Witness } from '../certify/witness.js';\n"],
    ['a package', "import { z } from 'zod';\nexport { z };\n"],
    ['Node', "import { readFileSync } from 'node:fs';\nexport { readFileSync };\n"],
  ])('keep the certificate checker free of %s', async (_, text) => {
    expect(await messages('src/certificate/check.ts', text)).toHaveLength(1);
    expect(await messages('src/certificate/rules/clip.ts', text.replaceAll("'../", "'../../"))).toHaveLength(1);
  });

  it('let the certificate checker be asked by those who find refutations', async () => {
    const text = "import { checkCertificate } from '../certificate/check.js';\nexport { checkCertificate };\n";
    expect(await messages('src/certify/confirm.ts', text)).toEqual([]);
    expect(await messages('src/claims/registry.ts', text)).toEqual([]);
    expect(await messages('src/sweep/sweep.ts', text)).toHaveLength(1);
  });

  it('want every folder in the table', async () => {
    expect(await messages('src/unheardOf/file.ts', 'export const x = 1;\n')).toEqual([
      expect.stringContaining('boundaries/no-unknown-files'),
    ]);
  });

  it('let only the bridge see both roads', async () => {
    const exact = "import { Rational } from '../exact/rational.js';\nexport { Rational };\n";
    expect(await messages('src/bridge/oracle.ts', exact)).toEqual([]);
    expect(await messages('src/environments/unroll.ts', exact)).toEqual([]);
    expect(await messages('src/neural/train.ts', exact)).toHaveLength(1);
  });

  it('allow the barrel everything', async () => {
    const text = "export { sweep } from './sweep/sweep.js';\nexport { Rational } from './exact/rational.js';\n";
    expect(await messages('src/index.ts', text)).toEqual([]);
  });
});
