import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../tools/sourceTree.js';
import { Place } from './support/seeupo.js';

const place = new Place();
afterAll(() => place.remove());

describe('seeupo replay of a certificate that is not confirmed', () => {
  copyFileSync(join(ROOT, 'test/certificate/tampered/relab.json'), place.path('relab.json'));

  it('says so, and does not call it a break', async () => {
    const { code, stdout } = await place.run('seeupo replay relab.json');
    expect(stdout).toContain('The small checker does not confirm it: twin: another update');
    expect(code).toBe(1);
  });

  it('has a word of its own in JSON', async () => {
    const { code, stdout } = await place.run('seeupo replay relab.json --json');
    expect(JSON.parse(stdout)).toMatchObject({ word: 'not confirmed', reason: 'twin: another update' });
    expect(code).toBe(1);
  });
});
