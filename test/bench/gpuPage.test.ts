import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gpuFigures } from '../../tools/gpuPage/figures.js';
import { committedCheck, GPU_FILE, GPU_PAGE, gpuPageText, gpuSentences } from '../../tools/gpuPage/page.js';
import { ROOT } from '../../tools/sourceTree.js';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('the page of a card', () => {
  it(`is what ${GPU_FILE} gives; after a change run \`npm run gpu:page\``, async () => {
    expect(read(GPU_PAGE)).toBe(await gpuPageText(committedCheck()));
  });

  it('is quoted word for word by the page of engines', () => {
    const quoted = read('docs/engines.md');
    for (const sentence of gpuSentences(gpuFigures(committedCheck()))) expect(quoted).toContain(sentence);
  });

  it('is not made from a check without one of its sections', () => {
    const check = committedCheck();
    const adapter = { ...check.sections['adapter'], outcome: 'timed out' as const };
    const broken = { ...check, sections: { ...check.sections, adapter } };
    expect(() => gpuFigures(broken)).toThrow('the section "adapter" is not done');
  });

  it('says so where a run on the card was not right', () => {
    const check = committedCheck();
    const steady = structuredClone(check.sections['steady']);
    steady.told['parameters'] = { same: false };
    const bridge = structuredClone(check.sections['bridge, mlp']);
    bridge.told['beyond the bounds'] = { tests: ['ratio ρ of ppo'], claim: [] };
    const figures = gpuFigures({ ...check, sections: { ...check.sections, steady, 'bridge, mlp': bridge } });
    const said = gpuSentences(figures).join(' ');
    expect(said).toContain('DIFFERENT parameters');
    expect(said).toContain('crossed were ratio ρ of ppo');
  });
});
