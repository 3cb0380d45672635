import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENVIRONMENTS } from '../../src/environments/library/index.js';
import { Rational } from '../../src/exact/rational.js';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import { readCheckpoint } from '../../src/neural/checkpoint/checkpointFile.js';
import { decodeSafetensors, encodeSafetensors } from '../../src/neural/checkpoint/safetensors.js';
import { defaultsOf, learningRateOf } from '../../src/neural/compare/learningRates.js';
import { Place } from './support/seeupo.js';

const place = new Place();
afterAll(() => place.remove());

const BANDIT = 'seeupo train --environment delayed-credit-bandit --engine cpu';

/** 64⁴ histories of guesses and answers. */
const LARGE = 'seeupo train --environment guess-the-number --size numbers=32,guesses=4 --engine wasm';

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
  writeFileSync(place.path('tiny'), 'no');
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
    [`${BANDIT} --size weeks=3`, '--size: delayed-credit-bandit: unknown key "weeks"'],
    [`${BANDIT} --size days=99`, '--size: delayed-credit-bandit: "days" must be at most'],
    [`${BANDIT} --size days`, 'Write sizes such as wheels=3,positions=4 (whole numbers, true or false), not "days"'],
    [`${BANDIT} --group 0`, "'--group <n>' argument '0' is invalid. Write a whole number between 1 and 100000"],
    [`${BANDIT} --learning-rate 0`, 'Write a number greater than 0, such as 0.003'],
    [LARGE, 'a table needs a row for each history: choose another network, such as --network gru, or smaller sizes'],
    [`${BANDIT} --out trained`, 'trained is there already: go on with --resume, or name another file with --out'],
    [`${BANDIT} --out folder`, '--out: folder is a directory; name a file in it'],
    ['seeupo train --resume', 'the checkpoint seeupo-run.safetensors cannot be read: there is no such file'],
    ['seeupo train --resume --out folder', 'the checkpoint folder cannot be read: it is a directory; name a file'],
    ['seeupo train --resume --out short', 'short: tensor "policy.second/head.bias" does not fit its place'],
    ['seeupo train --resume --out tiny', 'tiny: the file has 2 bytes, too few; this is no safetensors file'],
    ['seeupo train typo.json --resume --out trained', 'leave out typo.json'],
    ['seeupo train --resume --out trained --seed 9', 'trained was trained with "seed" 1, not 9; only iterations'],
    ['seeupo train --resume --out trained --group 9', 'trained was trained with "groupSize" 8, not 9; only iterations'],
    ['seeupo train --resume --out trained --learning-rate 1', 'trained was trained with "optimizer" {"kind":"adam"'],
    ['seeupo train --resume --out trained --size arms=3', 'trained was trained with "sizes" {}, not {"arms":3}'],
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
    [
      'seeupo evaluate trained --samples 1',
      "'--samples <n>' argument '1' is invalid. Write a whole number between 2 and",
    ],
    ['seeupo evaluate trained --samples 9 --rows 3', '--rows cannot be used with --samples'],
    ['seeupo evaluate trained --seed 3', '--seed is of the episodes that --samples <n> asks for'],
    [
      'seeupo evaluate trained --engine cpu --samples 9 --seed 1',
      '--seed: the network was trained with the seed 1, on the chances that it gives; choose another',
    ],
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

  it('takes what was tuned for a network that generalises, and for a table what the file format says', async () => {
    const configOf = async (options: string): Promise<unknown> => {
      const { stdout, code } = await place.run(`${BANDIT} --iterations 1 --json ${options}`);
      expect(code).toBe(0);
      return (JSON.parse(stdout) as { config: unknown }).config;
    };
    const [environment, algorithm] = ['delayed-credit-bandit', 'grpo'] as const;
    const learningRate = learningRateOf(environment, algorithm);
    expect(learningRateOf(environment, 'seeupo')).not.toBe(0.01);
    expect(await configOf('--network mlp --out mlp')).toMatchObject({
      optimizer: { learningRate: learningRateOf(environment, 'seeupo') },
      groupSize: defaultsOf(environment).groupSize,
    });
    expect(await configOf(`--network mlp --algorithm ${algorithm} --out grpo`)).toMatchObject({
      optimizer: { learningRate },
    });
    expect(await configOf('--out table')).toMatchObject({ optimizer: { learningRate: 0.01 }, groupSize: 8 });
    const own = '--network mlp --learning-rate 0.02 --contexts 2 --group 3 --size arms=3 --out own';
    expect(await configOf(own)).toMatchObject({
      optimizer: { kind: 'adam', learningRate: 0.02 },
      batchContexts: 2,
      groupSize: 3,
      sizes: { arms: 3 },
    });
  });

  it('names every algorithm and every environment in its help', async () => {
    const { stdout } = await place.run('seeupo train --help');
    expect(stdout).toContain(`Algorithms: ${Object.keys(PRESETS).join(', ')}\n`);
    const told = stdout.split('\n').flatMap((line) => /^ {2}([a-z-]+) +[a-z]+=\d/.exec(line)?.[1] ?? []);
    expect(told).toEqual(ENVIRONMENTS.map(({ name }) => name));
    expect(stdout).toContain('  combination-lock       wheels=4, positions=3\n');
  });
});

describe('an environment that is too large to unroll', { timeout: 120_000 }, () => {
  it('is trained with the sampled mean alone, and evaluated by playing', async () => {
    const trained = await place.run(`${LARGE} --network gru --iterations 2 --json --out large`);
    expect(trained.code).toBe(0);
    const { curve } = JSON.parse(trained.stdout) as { curve: object[] };
    expect(curve.map((point) => Object.keys(point))).toEqual(Array(2).fill(['iteration', 'meanReturn']));
    const [, why, first] = trained.stderr.split('\n');
    expect(why).toMatch(/^J is not told .* more than 200000 nodes .*: seeupo evaluate large --samples 10000$/);
    expect(first).toMatch(/^1\/2 {2}sampled mean 0\.\d{4}$/);

    expect(await refusal('seeupo evaluate large')).toContain(
      '; estimate J by sampling instead, with --samples 10000\n',
    );

    const { stdout, code } = await place.run('seeupo evaluate large --engine wasm --samples 300');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'Environment  guess-the-number (numbers 32, guesses 4)',
      'Method       monte carlo: 300 episodes of seed 2; an estimate, not exact',
      expect.stringMatching(/^J\(π\) {9}about 0\.\d{6}, within \[0\.\d{6}, 0\.\d{6}\] with 95 % confidence$/),
      'J*           15/32 ≈ 0.468750',
      expect.stringMatching(/^Gap {10}about 0\.\d{6}, within \[/),
      '',
    ]);
  });

  it('gives as JSON an estimate that holds the exact J of a small one', async () => {
    const evaluated = async (options: string): Promise<Record<string, unknown>> => {
      const { stdout, code } = await place.run(`seeupo evaluate small --engine wasm --json ${options}`);
      expect(code).toBe(0);
      return JSON.parse(stdout) as Record<string, unknown>;
    };
    await place.run(`${BANDIT} --network mlp --iterations 2 --out small`);
    const exact = await evaluated('');
    const sampled = await evaluated('--samples 2000 --seed 5');
    expect(sampled).not.toHaveProperty('expectedReturn');
    expect(sampled).toMatchObject({
      estimate: { method: 'monte carlo', samples: 2000, seed: 5, confidence: 0.95 },
      optimum: exact['optimum'],
    });
    const { interval } = sampled['estimate'] as { interval: [number, number] };
    const J = Rational.parse(String(exact['expectedReturn'])).toDouble();
    expect(interval[0]).toBeLessThan(J);
    expect(interval[1]).toBeGreaterThan(J);
    // Not everything is inside.
    expect(interval[1]).toBeLessThan(Rational.parse(String(exact['optimum'])).toDouble());
    const gap = sampled['estimatedGap'] as { mean: number; interval: [number, number] };
    expect(gap.interval[0]).toBeGreaterThan(0);
    expect(gap.mean).toBeCloseTo(13 / 15 - (sampled['estimate'] as { mean: number }).mean, 12);
  });
});
