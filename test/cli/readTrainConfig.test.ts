import { describe, expect, it } from 'vitest';
import { readTrainConfig } from '../../src/cli/readTrainConfig.js';
import { UsageError } from '../../src/cli/usageError.js';

/** The parts of a configuration of combination-lock, on the second line. */
const wrong = (parts: string): string => `{ "version": 1, "environment": "combination-lock",\n  ${parts} }`;

const refused: [string, string][] = [
  [wrong('"batchContext": 4'), 'run.json:2:3: unknown key "batchContext" (did you mean "batchContexts"?); the keys'],
  [wrong('"network": { "kind": "gru", "hiden": 4 }'), 'run.json:2:31: unknown key "hiden" (did you mean "hidden"?)'],
  [wrong('"network": { "kind": "gru", "heads": 4 }'), 'the keys here are kind, embedding, hidden'],
  [wrong('"network": { "knd": "gru" }'), 'run.json:2:16: unknown key "knd" (did you mean "kind"?)'],
  [
    wrong('"network": { "kind": "gro" }'),
    'run.json:2:16: "kind" must be one of "tabular", "mlp", "gru", "transformer"',
  ],
  [wrong('"network": { "kind": "gro" }'), 'not "gro" (did you mean "gru"?)'],
  [wrong('"network": { "kind": "mlp", "hidden": [8, 0] }'), 'entry 2 of "hidden" must be greater than 0, not 0'],
  [wrong('"optimizer": { "kind": "adam", "learningrate": 1 }'), '"learningrate" (did you mean "learningRate"?)'],
  [
    wrong('"optimizer": { "kind": "sgd", "learningRate": 1, "beta1": 0.9 }'),
    'keys here are kind, learningRate, gradient',
  ],
  [wrong('"optimizer": { "learningRate": 1 }'), 'run.json:2:3: "kind" is missing; write one of "sgd", "adam"'],
  [wrong('"optimizer": { "kind": "adam", "learningRate": -0.1 }'), '"learningRate" must be greater than 0, not -0.1'],
  [wrong('"algorithm": "seepo"'), 'not "seepo" (did you mean "seeupo"?)'],
  [wrong('"algorithm": 7'), 'run.json:2:3: "algorithm" must be one of "seeupo", '],
  [wrong('"algorithm": { "preset": "seepo" }'), 'run.json:2:18: "preset" must be one of "seeupo", '],
  [wrong('"algorithm": { "preset": "ppo", "epoch": 1 }'), 'unknown key "epoch" (did you mean "epochs"?)'],
  [
    wrong('"algorithm": { "preset": "ppo", "update": { "kind": "clip", "ratio": "joint", "lo": 1 } }'),
    'unknown key "lo" (did you mean "low"?); the keys here are kind, ratio, low, high, dual',
  ],
  [
    wrong('"algorithm": { "preset": "released", "kl": { "weght": 1 } }'),
    'unknown key "weght" (did you mean "weight"?)',
  ],
  [wrong('"algorithm": { "preset": "released", "kl": 0 }'), '"kl" must be an object { … }, not 0'],
  [wrong('"algorithm": { "preset": "released", "turns": null }'), '"turns" must be one of "reverse", "forward"'],
  [wrong('"sizes": { "weels": 3 }'), 'run.json:2:14: combination-lock: unknown key "weels" (did you mean "wheels"?)'],
  [wrong('"sizes": { "wheels": 99 }'), 'run.json:2:14: combination-lock: "wheels" must be at most 50, not 99'],
  [wrong('"sizes": { "wheels": "3" }'), 'run.json:2:14: "wheels" must be a number, or true or false, not "3"'],
  [wrong('"iterations": "ten"'), 'run.json:2:3: "iterations" must be a number, not "ten"'],
  [wrong('"iterations": 1.5'), 'run.json:2:3: "iterations" must be a whole number, not 1.5'],
  [wrong('"iterations": 0'), 'run.json:2:3: "iterations" must be greater than 0, not 0'],
  [wrong('"seed": -1'), 'run.json:2:3: "seed" must be at least 0, not -1'],
  [wrong('"seed": 1, "seed": 2'), 'run.json:2:14: the key "seed" is repeated; remove one'],
  [wrong('"seed": 1,'), 'run.json:2:14: a key in double quotes is expected here; remove a trailing comma'],
  [wrong('// seed'), 'run.json:2:3: JSON has no comments; remove this'],
  [
    '{ "version": 1, "environment": "combination-lok" }',
    'run.json:1:17: there is no environment "combination-lok" (did',
  ],
  ['{ "version": 1, "environment": 7 }', 'run.json:1:17: "environment" must be a text, not 7'],
  ['{ "version": 1 }', 'run.json:1:1: "environment" is missing'],
  ['{ "version": 2, "environment": "combination-lock" }', 'run.json:1:3: "version" must be 1, not 2'],
  ['[]', 'run.json:1:1: this must be an object { … }, not []'],
  ['{', 'run.json:1:2: a closing brace } is missing here'],
  ['['.repeat(100_000), 'run.json: nested far too deeply'],
];

describe('a training configuration', () => {
  it.each(refused)('is refused with its place and the cure: %.60s', (text, message) => {
    const read = (): unknown => readTrainConfig(text, 'run.json');
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
  });

  it('is read with its defaults and decimals', () => {
    const text = wrong('"sizes": { "wheels": 3 }, "optimizer": { "kind": "adam", "learningRate": 3e-3 }');
    expect(readTrainConfig(text, 'run.json')).toMatchObject({
      sizes: { wheels: 3 },
      optimizer: { kind: 'adam', learningRate: 0.003, beta1: 0.9 },
      algorithm: 'seeupo',
      groupSize: 8,
    });
  });

  it('has parts replaced by options, which are blamed for what is wrong with them', () => {
    const text = wrong('"sizes": { "wheels": 3 }, "seed": 1');
    expect(readTrainConfig(text, 'run.json', { seed: 2 })).toMatchObject({ seed: 2, sizes: { wheels: 3 } });
    expect(() => readTrainConfig(text, 'run.json', { environment: 'combination-lok' })).toThrow(
      /^--environment: there is no environment "combination-lok"/,
    );
    // The sizes are the file's, and do not fit what the option names.
    expect(() => readTrainConfig(text, 'run.json', { environment: 'flaky-tool' })).toThrow(
      /^run\.json:2:14: flaky-tool: unknown key "wheels"/,
    );
  });

  it('has sizes and the learning rate replaced one by one', () => {
    const text = wrong('"sizes": { "wheels": 3 }, "optimizer": { "kind": "sgd", "learningRate": 1 }');
    expect(readTrainConfig(text, 'run.json', { sizes: { positions: 2 }, learningRate: 0.1 })).toMatchObject({
      sizes: { wheels: 3, positions: 2 },
      optimizer: { kind: 'sgd', learningRate: 0.1 },
    });
    expect(readTrainConfig(wrong('"seed": 1'), 'run.json', { learningRate: 0.1 })).toMatchObject({
      optimizer: { kind: 'adam', learningRate: 0.1 },
    });
  });

  it.each([
    [{ sizes: { weels: 3 } }, /^--size: combination-lock: unknown key "weels" \(did you mean "wheels"\?\)/],
    [{ sizes: { wheels: 99 } }, /^--size: combination-lock: "wheels" must be at most 50/],
    [{ groupSize: 0 }, /^--group: "groupSize" must be greater than 0/],
    [{ batchContexts: 0 }, /^--contexts: "batchContexts" must be greater than 0/],
    [{ learningRate: -1 }, /^--learning-rate: "learningRate" must be greater than 0/],
  ])('blames the option for %j', (flags, message) => {
    expect(() => readTrainConfig(wrong('"sizes": {}'), 'run.json', flags)).toThrow(message);
  });

  it('blames the file for what no option can mend', () => {
    const read = (parts: string, flags: object): unknown => readTrainConfig(wrong(parts), 'run.json', flags);
    expect(() => read('"sizes": 3', { sizes: { wheels: 3 } })).toThrow(/^run\.json:2:3: "sizes" must be an object/);
    expect(() => read('"optimizer": "adam"', { learningRate: 1 })).toThrow(/^run\.json:2:3: "optimizer" must be/);
    expect(() => read('"sizes": { "weels": 3 }', { sizes: { wheels: 3 } })).toThrow(/^run\.json:2:14: .*"weels"/);
  });
});
