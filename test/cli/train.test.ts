import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCheckpoint } from '../../src/neural/checkpoint/checkpointFile.js';
import { decodeSafetensors, encodeSafetensors } from '../../src/neural/checkpoint/safetensors.js';
import { Place } from './support/seeupo.js';

const place = new Place();
afterAll(() => place.remove());

const BANDIT = 'seeupo train --environment delayed-credit-bandit --engine cpu';

/** `seeupo` refuses a command: exit code 2, one line that says why, no result, and no file more or other than before. */
async function refusal(command: string): Promise<string> {
  const before = contents();
  const { stdout, stderr, code } = await place.run(command);
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  const lines = stderr.trimEnd().split('\n');
  expect(lines.filter((line) => !line.startsWith('Engine: '))).toEqual([expect.stringMatching(/^seeupo: /)]);
  expect(contents()).toEqual(before);
  return stderr;
}

function contents(): Map<string, string> {
  const files = readdirSync(place.directory, { withFileTypes: true });
  return new Map(
    files.map((file) => [file.name, file.isFile() ? readFileSync(place.path(file.name)).toString('latin1') : '']),
  );
}

/** A copy of the checkpoint "trained" whose configuration has other parts. */
function forge(name: string, parts: object): void {
  const { metadata, tensors } = decodeSafetensors(readFileSync(place.path('trained')), 'trained');
  const head = JSON.parse(metadata['head']) as { config: object };
  const forged = { ...head, config: { ...head.config, ...parts } };
  writeFileSync(
    place.path(name),
    encodeSafetensors({ metadata: { ...metadata, head: JSON.stringify(forged) }, tensors }),
  );
}

beforeAll(async () => {
  expect((await place.run(`${BANDIT} --network gru --iterations 1 --out trained`)).code).toBe(0);
  writeFileSync(place.path('short'), readFileSync(place.path('trained')).subarray(0, -40));
  writeFileSync(place.path('stub'), 'no');
  forge('another-network', { network: { kind: 'gru', embedding: 16, hidden: 3 } });
  forge('another-environment', { environment: 'combination-lock' });
  forge('unknown-environment', { environment: 'gone' });
  forge('newer', { surplus: 1 });
  const spoilt = readFileSync(place.path('trained'));
  // The last parameter of the file, the last of "policy.second/head.bias".
  spoilt.writeFloatLE(NaN, spoilt.length - 4);
  writeFileSync(place.path('spoilt'), spoilt);
  mkdirSync(place.path('folder'));
  writeFileSync(place.path('typo.json'), '{ "version": 1,\n  "enviroment": "combination-lock" }');
  writeFileSync(
    place.path('parts.json'),
    JSON.stringify({
      version: 1,
      environment: 'flaky-tool',
      algorithm: { preset: 'gspo', carry: { kind: 'ratio', ratio: 'joint' } },
    }),
  );
});

describe('seeupo train refuses', { timeout: 60_000 }, () => {
  const cases: [string, string][] = [
    ['seeupo train', 'name a configuration file, or an environment with --environment'],
    ['seeupo train none.json', 'cannot read none.json: there is no such file or directory'],
    ['seeupo train folder', 'cannot read folder: it is a directory; name a file'],
    ['seeupo train typo.json', 'typo.json:2:3: unknown key "enviroment" (did you mean "environment"?)'],
    ['seeupo train parts.json', 'parts.json: nothing can be carried from turn to turn'],
    ['seeupo train --environment combination-lok', '--environment: there is no environment "combination-lok" (did'],
    [`${BANDIT} --algorithm seepo`, '--algorithm: there is no algorithm "seepo" (did you mean "seeupo"?)'],
    [`${BANDIT} --network gro`, '--network: there is no network "gro" (did you mean "gru"?)'],
    [`${BANDIT} --engine wsm`, '--engine: unknown engine "wsm"'],
    [`${BANDIT} --iterations 0`, "'--iterations <n>' argument '0' is invalid. Write a whole number of at least 1"],
    [`${BANDIT} --iteration 3`, "unknown option '--iteration' (did you mean --iterations?)"],
    [`${BANDIT} --out trained`, 'trained is there already: go on with --resume, or name another file with --out'],
    [`${BANDIT} --out folder`, '--out: folder is a directory; name a file in it'],
    ['seeupo train --resume', 'the checkpoint seeupo-run.safetensors cannot be read: there is no such file'],
    ['seeupo train --resume --out folder', 'the checkpoint folder cannot be read: it is a directory; name a file'],
    ['seeupo train --resume --out short', 'short: tensor "policy.second/head.bias" does not fit its place'],
    ['seeupo train --resume --out stub', 'stub: the file has 2 bytes, too few; this is no safetensors file'],
    ['seeupo train typo.json --resume --out trained', 'leave out typo.json'],
    ['seeupo train --resume --out trained --seed 9', 'trained was trained with "seed" 1, not 9; only iterations'],
    ['seeupo train --resume --out trained --network mlp', 'trained was trained with "network" {"kind":"gru"'],
    [
      'seeupo train --resume --out trained --environment flaky-tool',
      '"environment" "delayed-credit-bandit", not "flaky',
    ],
    ['seeupo train --resume --out newer', 'the configuration in this checkpoint is not understood; read it with'],
    ['seeupo train --resume --out unknown-environment', 'there is no environment "gone"'],
    [
      'seeupo train --resume --out another-network --iterations 9 --engine cpu',
      'another-network belongs to another network: "policy/input.weight" has the shape [16, 192]',
    ],
    [
      'seeupo train --resume --out another-environment --iterations 9 --engine cpu',
      'another-environment belongs to another network: "policy/embedding" has the shape',
    ],
  ];

  it.each(cases)('%s', async (command, message) => {
    expect(await refusal(command)).toContain(message);
  });
});

describe('seeupo evaluate refuses', { timeout: 60_000 }, () => {
  it.each([
    ['seeupo evaluate', "missing required argument 'checkpoint'"],
    ['seeupo evaluate none', 'the checkpoint none cannot be read: there is no such file or directory'],
    ['seeupo evaluate folder', 'the checkpoint folder cannot be read: it is a directory; name a file'],
    ['seeupo evaluate short', 'does not fit its place; this is no safetensors file, or not all of one'],
    ['seeupo evaluate typo.json', 'typo.json: its header should have'],
    ['seeupo evaluate trained --engine wsm', '--engine: unknown engine "wsm"'],
    ['seeupo evaluate trained --rows -1', "'--rows <n>' argument '-1' is invalid"],
    ['seeupo evaluate another-network --engine cpu', 'another-network belongs to another network'],
    ['seeupo evaluate spoilt --engine cpu', 'spoilt: "policy.second/head.bias" holds numbers that are not finite'],
    ['seeupo evaluate unknown-environment --engine cpu', 'there is no environment "gone"'],
  ])('%s', async (command, message) => {
    expect(await refusal(command)).toContain(message);
  });
});

describe('seeupo train', { timeout: 120_000 }, () => {
  it('stops where numbers overflow, names the batch, and keeps the last good checkpoint', async () => {
    const config = {
      version: 1,
      environment: 'delayed-credit-bandit',
      network: { kind: 'mlp', hidden: [8] },
      optimizer: { kind: 'sgd', learningRate: 1e30 },
    };
    writeFileSync(place.path('fast.json'), JSON.stringify(config));
    const { stdout, stderr, code } = await place.run('seeupo train fast.json --engine wasm --out fast');
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
    expect(stderr).toMatch(
      /in iteration 1, turn 3, epoch \d, mini-batch 1 \(trajectories 0 to 63\).* smaller learning/,
    );
    expect(stderr).toContain('; the checkpoint fast is from before this iteration\n');
    const kept = readCheckpoint(place.path('fast'));
    expect(kept.budget.iterations).toBe(0);
    expect([...kept.tensors.values()].every(({ values }) => values.every(Number.isFinite))).toBe(true);
    const evaluated = await place.run('seeupo evaluate fast --engine wasm --rows 0');
    expect(evaluated).toMatchObject({ code: 0 });
    expect(evaluated.stdout).toMatch(/^J\(π\)\s+0\.\d+$/m);
  });

  it('tells JSON alone with --json, and that nothing is left to do', async () => {
    const { stdout, code } = await place.run('seeupo train --resume --out trained --engine cpu --iterations 2 --json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      stopped: false,
      budget: { iterations: 2 },
      curve: [{ iteration: 2 }],
    });
    const before = readFileSync(place.path('trained'));
    const again = await place.run('seeupo train --resume --out trained --engine cpu');
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('Nothing to do: 2 iterations are done; ask for more with --iterations\n');
    expect(readFileSync(place.path('trained')).equals(before)).toBe(true);
  });
});
