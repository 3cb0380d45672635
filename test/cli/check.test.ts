import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { baselineSpec } from '../../src/userAlgorithm/baseline.js';
import { checkCounterexampleSpec } from '../../src/userAlgorithm/checkCounterexample.js';
import { MAIN, Place } from './support/seeupo.js';

const place = new Place();
afterAll(() => place.remove());

const EXAMPLES = fileURLToPath(new URL('../../examples/algorithms/', import.meta.url));
const example = (name: string): string => `'${EXAMPLES}${name}.ts'`;

interface Checked {
  readonly algorithm: string;
  readonly complete: boolean;
  readonly verdicts: readonly {
    readonly guarantee: string;
    readonly information: string;
    readonly turns: string;
    readonly verdict: string;
    readonly reference?: string;
  }[];
}

/** "monotone/full/multi: refuted (holds)" for every verdict that is not SeeUPO's. */
async function differences(file: string, options: string): Promise<string[]> {
  const { code, stdout, stderr } = await place.run(
    `seeupo check ${file} ${options} --workers 1 --time-limit 900 --json`,
  );
  expect({ code: code === 3 ? 0 : code, stderr }).toEqual({ code: 0, stderr: '' });
  const { complete, verdicts } = JSON.parse(stdout) as Checked;
  expect(complete).toBe(true);
  return verdicts
    .filter(({ verdict, reference }) => verdict !== reference)
    .map(
      ({ guarantee, information, turns, verdict, reference }) =>
        `${guarantee}/${information}/${turns}: ${verdict} (SeeUPO: ${reference ?? '–'})`,
    );
}

describe('the examples: what check says of', () => {
  it.concurrent.each([
    [
      'group-std',
      '--information full --guarantee monotone,fixed-point',
      [
        'monotone/full/multi: refuted (SeeUPO: holds)',
        'fixed-point/full/multi: refuted (SeeUPO: holds)',
        'monotone/full/single: refuted (SeeUPO: holds)',
        'fixed-point/full/single: refuted (SeeUPO: holds)',
      ],
    ],
    ['clip-higher', '--information full,shared --guarantee monotone,fixed-point,relabelling,one-sweep', []],
    [
      'token-ratio',
      '--information full --guarantee monotone,fixed-point,relabelling',
      ['relabelling/full/multi: refuted (SeeUPO: holds)', 'relabelling/full/single: refuted (SeeUPO: holds)'],
    ],
    ['safeguard', '--information full,shared --guarantee monotone', ['monotone/shared/multi: holds (SeeUPO: refuted)']],
    [
      'rows-mixed-up',
      '--information full,truncated --guarantee monotone,early-ends',
      [
        'monotone/full/multi: breaks, not independently checked (SeeUPO: holds)',
        'early-ends/full/multi: breaks, not independently checked (SeeUPO: holds)',
        'monotone/truncated/multi: breaks, not independently checked (SeeUPO: holds)',
      ],
    ],
    [
      'forward-order',
      '--information full --guarantee one-sweep,all-turns',
      [
        'all-turns/full/multi: holds (SeeUPO: refuted)',
        'one-sweep/full/single: holds (SeeUPO: refuted)',
        'all-turns/full/single: holds (SeeUPO: refuted)',
      ],
    ],
  ])('%s', { timeout: 180_000 }, async (name, options, expected) => {
    expect(await differences(example(name), options)).toEqual(expected);
  });
});

describe('a baseline', { timeout: 300_000 }, () => {
  const short = '--information full --guarantee one-sweep --workers 2 --time-limit 900';

  it('is written, kept, and fails the check when a verdict gets worse', async () => {
    const mine = place.path('mine.ts');
    const text = (order: string): string =>
      `import { defineAlgorithm, exact, JOINT } from 'seeupo';\nexport default defineAlgorithm({ name: 'mine', estimator: JOINT, surrogate: exact('unrestricted'), order: '${order}' });\n`;
    writeFileSync(mine, text('reverse'));

    const written = await place.run(`seeupo check mine.ts ${short} --baseline base.json --report first`);
    expect(written).toMatchObject({ code: 0, stderr: 'Baseline written: base.json\n' });
    const stored = readFileSync(place.path('base.json'), 'utf8');
    expect(baselineSpec.parse(JSON.parse(stored)).verdicts).toContainEqual({
      guarantee: 'one-sweep',
      information: 'full',
      turns: 'multi',
      verdict: 'holds',
    });

    // The settings are the baseline's.
    const same = await place.run('seeupo check mine.ts --baseline base.json --time-limit 900 --report second');
    expect(same).toMatchObject({ code: 0, stderr: '' });
    expect(same.stdout).toContain('Nothing differs from the baseline.');

    writeFileSync(mine, text('forward'));
    const worse = await place.run('seeupo check mine.ts --baseline base.json --time-limit 900 --report third');
    expect(worse.code).toBe(1);
    expect(worse.stdout).toContain(
      'Worse than the baseline\n  one-sweep: holds → breaks (5 nodes) (Full information, several turns)',
    );
    expect(readFileSync(place.path('base.json'), 'utf8')).toBe(stored);

    expect(await place.run('seeupo check mine.ts --baseline base.json --runs 7')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--runs 7 differs from 1000, with which base.json was recorded') as string,
    });
    expect(
      await place.run(`seeupo check mine.ts ${short} --baseline base.json --update-baseline --report third`),
    ).toMatchObject({ code: 0 });
    expect(readFileSync(place.path('base.json'), 'utf8')).not.toBe(stored);

    // The counterexample of the forward order is none for the reverse order.
    const counterexample = 'third/counterexamples/one-sweep.full.multi.json';
    expect(
      checkCounterexampleSpec.safeParse(JSON.parse(readFileSync(place.path(counterexample), 'utf8'))).success,
    ).toBe(true);
    const still = await place.run(`seeupo check mine.ts --replay ${counterexample}`);
    expect(still.code).toBe(1);
    expect(still.stdout).toContain('it is a counterexample, with the values stored');
    writeFileSync(mine, text('reverse'));
    const fixed = await place.run(`seeupo check mine.ts --replay ${counterexample}`);
    expect(fixed).toMatchObject({
      code: 0,
      stdout: 'one-sweep: no counterexample any more, the guarantee holds here\n',
    });
  });

  it('that is none is bad input', async () => {
    writeFileSync(place.path('none.json'), '{ "version": 1, "kind": "seeupo-check-baseline" }');
    copyFileSync(`${EXAMPLES}clip-higher.ts`, place.path('clip.ts'));
    expect(await place.run('seeupo check clip.ts --baseline none.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('none.json') as string,
    });
  });
});

describe('seeupo check', { timeout: 300_000 }, () => {
  it('writes templates that can be checked, and overwrites nothing', async () => {
    expect(await place.run('seeupo check --init new')).toMatchObject({ code: 0, stderr: '' });
    const options = '--information full --guarantee monotone --workers 1 --time-limit 900';
    const parts = await place.run(`seeupo check new/my-algorithm.ts ${options} --require monotone --report new/one`);
    expect(parts).toMatchObject({ code: 0, stderr: '' });
    const step = await place.run(`seeupo check new/my-step.ts ${options} --report new/two`);
    expect(step).toMatchObject({ code: 0, stderr: '' });
    expect(step.stdout).toContain('half way to the optimum, examined in exact arithmetic');
    expect(step.stdout).toContain('monotone breaks\n');
    expect(await place.run('seeupo check --init new')).toMatchObject({
      code: 2,
      stderr: 'seeupo: new/my-algorithm.ts is there already; move it, or name another directory\n',
    });
  });

  it('has the same results whatever the workers', async () => {
    const command = `seeupo check ${example('group-std')} --guarantee monotone,rests --information full,shared --runs 20 --time-limit 900`;
    const [one, two] = await Promise.all(
      [1, 2].map(async (workers) => {
        const { code } = await place.run(`${command} --workers ${workers} --report w${workers} >w${workers}.txt`);
        expect(code).toBe(0);
        return readFileSync(place.path(`w${workers}/check.json`), 'utf8');
      }),
    );
    expect(one).toBe(two);
    expect(readFileSync(place.path('w1.txt'), 'utf8')).toContain('monotone breaks');
  });

  it('takes an algorithm of the library, and fails where a required guarantee breaks', async () => {
    const command = 'seeupo check --algorithm seeupo --guarantee monotone --workers 1 --time-limit 900 --json';
    expect(await place.run(`${command} --require monotone/full,monotone/truncated`)).toMatchObject({ code: 0 });
    expect(await place.run(`${command} --require monotone`)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'Required: monotone (Shared parameters (one policy for all turns), several turns): breaks',
      ) as string,
    });
  });

  it.each([
    ['', 'name a file, or --algorithm'],
    ['nowhere.ts', 'cannot read nowhere.ts: there is no such file or directory'],
    ['.', 'cannot read .: it is a directory'],
    ['--algorithm GRPQ', 'there is no algorithm "GRPQ" (did you mean "GRPO"?)'],
    ['--algorithm GRPO --guarantee monotne', 'there is no guarantee "monotne" (did you mean "monotone"?)'],
    ['--algorithm GRPO --information ful', 'there is no kind of information "ful" (did you mean "full"?)'],
    ['--algorithm GRPO --guarantee rests --require monotone', 'this check does not examine "monotone"'],
    ['--algorithm GRPO --update-baseline', '--update-baseline needs --baseline FILE'],
  ])('refuses %s', async (words, message) => {
    const { code, stderr } = await place.run(`seeupo check ${words}`);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it('leaves partial results on Ctrl-C that say so, and exits with 3', async () => {
    const words = ['check', '--algorithm', 'released SeeUPO', '--runs', '4000', '--workers', '1', '--report', 'cut'];
    const started = spawn(process.execPath, [MAIN, ...words], {
      cwd: place.directory,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    started.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => started.on('close', resolve));
    while (!existsSync(place.path('cut/failures'))) await sleep(20);
    await sleep(2500);
    started.kill('SIGINT');
    expect(await ended).toBe(3);
    expect(out).toContain('PARTIAL, the check ended early');
    const { complete, verdicts } = JSON.parse(readFileSync(place.path('cut/check.json'), 'utf8')) as Checked;
    expect(complete).toBe(false);
    expect(verdicts.some(({ verdict }) => verdict === 'inconclusive')).toBe(true);
  });
});
