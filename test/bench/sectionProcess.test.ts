import { describe, expect, it } from 'vitest';
import { sectionProcess } from '../../bench/gpu/sectionProcess.js';

const told = `console.log(JSON.stringify({ name: 'first', value: { x: 1 } })); console.log('something else');`;

/** A section of one line of JavaScript. */
function section(script: string, limit = 60) {
  return sectionProcess({ command: [process.execPath, '-e', script], limit });
}

describe('a section in a process of its own', () => {
  it('is done, and what it told twice counts the second time', async () => {
    const again = `console.log(JSON.stringify({ name: 'first', value: 2 }));`;
    expect(await section(told + again)).toMatchObject({ outcome: 'done', told: { first: 2 } });
  });

  it('that throws has failed with the error as the cause, and what it had told stays', async () => {
    expect(await section(`${told} throw new RangeError('no such thing');`)).toMatchObject({
      outcome: 'failed',
      cause: 'it ended with exit code 1: RangeError: no such thing',
      told: { first: { x: 1 } },
    });
  });

  it('that a driver takes down has failed, and what it had told stays', async () => {
    expect(await section(`${told} setTimeout(() => process.abort(), 100);`)).toMatchObject({
      outcome: 'failed',
      cause: expect.stringMatching(/^it was ended by SIGABRT/) as string,
      told: { first: { x: 1 } },
    });
  });

  it('that takes too long is ended, and what it had told stays', async () => {
    const result = await section(`${told} setInterval(() => undefined, 1000);`, 2);
    expect(result).toMatchObject({ outcome: 'timed out', cause: 'it took more than 2 s', told: { first: { x: 1 } } });
    expect(result.seconds).toBeLessThan(10);
  });

  it('whose program is not there has failed', async () => {
    const result = await sectionProcess({ command: ['no such program'], limit: 5 });
    expect(result).toMatchObject({ outcome: 'failed', cause: expect.stringContaining('ENOENT') as string });
  });
});
