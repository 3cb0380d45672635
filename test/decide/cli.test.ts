import { writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { decidedSpec } from '../../src/decide/decidedFile.js';
import { committedDecided } from '../../tools/decidedResults.js';
import { Place } from '../cli/support/seeupo.js';

const place = new Place();
afterAll(() => place.remove());

const ON = '--decide --shapes two-arms-one-coin';
const [TITLE, DOMAIN] = ['one turn, two arms, the second a coin', 'every policy of full support'];

test('atlas --decide answers for a row, with shape and policy domain beside it', { timeout: 60_000 }, async () => {
  const { stdout, stderr, code } = await place.run(
    `seeupo atlas ${ON} --rows "joint clip-turn reverse full" --report out`,
  );
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  expect(stdout).toContain(`Decided for ${TITLE}, ${DOMAIN}`);
  expect(stdout).toMatch(/^joint clip-turn:1\/5 +none +none +none +breaks$/m);
  const json = await place.run('cat out/decided.json');
  expect(decidedSpec.parse(JSON.parse(json.stdout)).cells).toHaveLength(4);
});

test(
  'check --decide answers for an algorithm of named parts, and says why not for code',
  { timeout: 60_000 },
  async () => {
    const parts = "estimator: groupDeviation(2), surrogate: clipped('1/5'), order: 'reverse'";
    writeFileSync(
      place.path('mine.ts'),
      `import { clipped, defineAlgorithm, groupDeviation } from 'seeupo';
     export default defineAlgorithm({ name: 'mine', ${parts} });`,
    );
    const { stdout, stderr, code } = await place.run(`seeupo check mine.ts ${ON} --guarantee monotone --json`);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    const [{ subject, any }] = decidedSpec.parse(JSON.parse(stdout)).cells;
    expect([subject, any.answer]).toEqual(['mine', 'counterexample']);

    writeFileSync(place.path('step.ts'), 'export function step(game, policy) { return policy; }');
    expect(await place.run(`seeupo check step.ts ${ON}`)).toEqual({
      stdout: '',
      stderr:
        'seeupo: --decide needs an algorithm of named parts (defineAlgorithm): a step of your own is code, and no formula can be made of it\n',
      code: 2,
    });
  },
);

test(
  'atlas --decide --answers takes stored answers, and refuses a counterexample that is none',
  { timeout: 60_000 },
  async () => {
    const stored = committedDecided();
    const cells = stored.cells.filter(({ subject, shape }) => subject === 'joint kl:1' && shape === 'three-arms');
    const of = (file: string): Promise<{ readonly stdout: string; readonly stderr: string; readonly code: number }> =>
      place.run(`seeupo atlas --decide --answers ${file} --json`);
    writeFileSync(place.path('stored.json'), JSON.stringify({ ...stored, cells }));
    const { stdout, stderr, code } = await of('stored.json');
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(decidedSpec.parse(JSON.parse(stdout)).cells).toEqual(cells);

    const tampered = cells.map((cell) => {
      const { witness } = cell.any;
      if (witness === undefined) return cell;
      const values = { ...witness.values, r1: '0', r2: '0', r3: '0' };
      return { ...cell, any: { ...cell.any, witness: { ...witness, values } } };
    });
    expect(tampered).not.toEqual(cells);
    writeFileSync(place.path('tampered.json'), JSON.stringify({ ...stored, cells: tampered }));
    const refused = await of('tampered.json');
    expect(refused.stderr).toMatch(/^seeupo: tampered\.json:1:\d+: this is no counterexample\n$/);
    expect([refused.stdout, refused.code]).toEqual(['', 2]);
  },
);

test('what does not go together is refused', { timeout: 60_000 }, async () => {
  for (const [command, message] of [
    ['atlas --shapes three-arms', '--shapes needs --decide'],
    ['atlas --decide --answers x.json --rlimit 5', '--answers cannot be used with --rlimit'],
    ['atlas --decide --runs 5', '--decide cannot be used with --runs'],
    ['atlas --decide --shapes circle', 'unknown shape "circle"; write one of two-arms-one-coin,'],
    ['check --algorithm GRPO --decide --no-search', '--decide cannot be used with --no-search'],
    [
      'check --algorithm GRPO --decide --guarantee early-ends',
      '"early-ends" is not decided on any shape; write monotone,',
    ],
  ]) {
    const { stderr, code } = await place.run(`seeupo ${command}`);
    expect(stderr).toContain(`seeupo: ${message}`);
    expect(code).toBe(2);
  }
});
