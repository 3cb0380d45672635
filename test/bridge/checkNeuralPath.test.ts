import { describe, expect, it } from 'vitest';
import { BRIDGE_CLAIMS, crossCheckResult } from '../../src/bridge/bridgeResult.js';
import { checkNeuralPath } from '../../src/bridge/checkNeuralPath.js';
import { NEURAL_PARTS } from '../../src/bridge/neuralParts.js';
import { environmentByName } from '../../src/environments/registry.js';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import { testDevice } from '../neural/support/testDevice.js';
import { PLANTED_BUGS } from './support/plantedBugs.js';

const device = await testDevice('wasm');
const SIZES: [string, Record<string, unknown>][] = [
  ['delayed-credit-bandit', {}],
  ['combination-lock', {}],
  ['guess-the-number', { numbers: 4, guesses: 2 }],
  ['mastermind', {}],
  ['flaky-tool', {}],
  ['frozen-lake', { steps: 2 }],
];

describe('F1 in one call', () => {
  it.each(SIZES)('holds on %s', async (name, sizes) => {
    const environment = environmentByName(name, sizes);
    const before = device.tf.memory().numTensors;
    for (const window of [1, 'all'] as const) {
      const result = crossCheckResult(await checkNeuralPath(device, { environment, window, seed: 5 }));
      expect(result.findings.filter((line) => line.includes('BEYOND'))).toEqual([]);
      expect(result).toMatchObject({ claim: 'F1', holds: true });
      expect(result.checked).toBeGreaterThan(100);
    }
    expect(device.tf.memory().numTensors).toBe(before);
  });

  it.each(Object.entries(PRESETS))('holds for %s, and for a network', async (_, algorithm) => {
    const before = device.tf.memory().numTensors;
    const network = { kind: 'gru', embedding: 3, hidden: 4 } as const;
    for (const options of [
      { algorithm, seed: 2 },
      { algorithm, seed: 2, network },
    ]) {
      const { quantities, holds } = await checkNeuralPath(device, options);
      expect(quantities.filter((quantity) => !quantity.holds)).toEqual([]);
      expect(holds).toBe(true);
      expect(quantities.some(({ quantity }) => quantity === 'gradient')).toBe(!('network' in options));
    }
    expect(device.tf.memory().numTensors).toBe(before);
  });

  it('is the same for the same seed, and another batch for another one', async () => {
    const run = (seed: number): Promise<string> => checkNeuralPath(device, { seed }).then((x) => JSON.stringify(x));
    const first = await run(1);
    expect(await run(1)).toBe(first);
    expect(await run(2)).not.toBe(first);
  });

  it('reports what is out of bounds, with its place', async () => {
    const bug = PLANTED_BUGS[0];
    const check = await checkNeuralPath(device, { parts: { ...NEURAL_PARTS, ...bug.parts } });
    const result = crossCheckResult(check);
    expect(result.holds).toBe(false);
    expect(result.findings).toContainEqual(
      expect.stringMatching(/^carried advantage M: .*BEYOND 4e-6\): trajectory \d+, turn \d before the update/),
    );
  });
});

it('every claim of the bridge states its negative control', () => {
  expect(BRIDGE_CLAIMS.map(({ id }) => id)).toEqual(['F1', 'F2', 'F3', 'F4']);
  for (const { title, statement, control } of BRIDGE_CLAIMS) {
    for (const text of [title, statement, control]) expect(text.length).toBeGreaterThan(20);
  }
});
