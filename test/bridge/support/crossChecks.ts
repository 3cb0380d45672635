import { expect, it } from 'vitest';
import { crossCheck } from '../../../src/bridge/crossCheck.js';
import { observeSweep } from '../../../src/bridge/observeSweep.js';
import { NEURAL_PARTS } from '../../../src/bridge/neuralParts.js';
import type { Algorithm } from '../../../src/neural/algorithm/algorithm.js';
import { PRESETS } from '../../../src/neural/algorithm/presets.js';
import type { NetworkSpec } from '../../../src/neural/network/networkSpec.js';
import type { Device } from '../../../src/neural/tf.js';
import { PLANTED_BUGS } from './plantedBugs.js';
import { FULL_TABLE, NETWORKS, prepared, SHARED_TABLE } from './subject.js';
import { TIGHT } from './tight.js';

const BRIEF = ['seeupo', 'released', 'gspo', 'ppo'];
const WITH_FULL_TABLE = ['seeupo', 'released'];
const VARIANTS: [string, Algorithm][] = [
  ...Object.entries(PRESETS),
  ['SeeUPPO-GRAE in two mini-batches', { ...PRESETS.seeupo, miniBatches: 2 }],
  ['tight clips and a strong penalty', TIGHT],
  ['forward order', { ...PRESETS.seeupo, turns: 'forward' }],
  ['random order', { ...PRESETS.seeupo, turns: 'random' }],
  ['all turns at once', { ...PRESETS.seeupo, turns: 'simultaneous', carry: { kind: 'none' } }],
  [
    'leave-one-out, another clip',
    {
      ...PRESETS.seeupo,
      advantage: PRESETS.rloo.advantage,
      update: { kind: 'clip', ratio: 'joint', low: 0.1, high: 0.3 },
    },
  ],
];

function expectedQuantities({ advantage, update, miniBatches, safeguard }: Algorithm, isTable: boolean): string[] {
  const byTrajectory = advantage.kind === 'return';
  const all: [boolean, string][] = [
    [true, 'advantage Â'],
    [!byTrajectory, "critic's target"],
    [update.kind === 'clip', 'ratio ρ'],
    [byTrajectory, 'carried advantage M'],
    [true, 'surrogate'],
    [true, 'gradient by logits'],
    [isTable, 'gradient'],
    // A step on a part of the batch is no number of the algorithm.
    [miniBatches === 1, "trainer's loss"],
    [miniBatches === 1 && isTable, "trainer's gradient norm²"],
    [safeguard !== undefined, "safeguard's surrogate"],
  ];
  return all.flatMap(([is, name]) => (is ? [name] : []));
}

async function expectExact(device: Device, spec: NetworkSpec, algorithm: Algorithm): Promise<void> {
  const tensors = device.tf.memory().numTensors;
  const { subject, trajectories, dispose } = await prepared(device, spec, algorithm);
  const check = crossCheck(await observeSweep(subject, trajectories), algorithm);
  dispose();
  expect(check.nearKinks).toEqual([]);
  expect(check.quantities.filter(({ holds }) => !holds)).toEqual([]);
  expect(check.quantities.map(({ quantity }) => quantity)).toEqual(
    expectedQuantities(algorithm, spec.kind === 'tabular'),
  );
  expect(check.holds).toBe(true);
  expect(device.tf.memory().numTensors).toBe(tensors);
}

/**
 * Claim F1 on one engine, as tests, and its negative controls. `brief`, for an engine that takes seconds for an
 * iteration: four algorithms, and the bugs that trainers really had.
 */
export function itMeetsTheOracle(device: () => Device, brief = false): void {
  it.each(VARIANTS.filter(([name]) => !brief || BRIEF.includes(name)))(
    'F1: every number of %s is the exact one within float32',
    async (name, algorithm) => {
      for (const spec of !brief && WITH_FULL_TABLE.includes(name) ? [FULL_TABLE, SHARED_TABLE] : [SHARED_TABLE]) {
        await expectExact(device(), spec, algorithm);
      }
    },
  );

  if (!brief) {
    it.each(NETWORKS)('F1: every number of a network is the exact one up to its logits: $kind', async (spec) => {
      for (const name of ['seeupo', 'released', 'ppo'] as const) await expectExact(device(), spec, PRESETS[name]);
    });
  }

  it.each(PLANTED_BUGS.filter((bug) => !brief || bug.brief))(
    'F1 catches: $name',
    async ({ claims = PRESETS.seeupo, breaks, leaves, parts, runs = claims }) => {
      const { subject, trajectories, dispose } = await prepared(device(), SHARED_TABLE, runs);
      const observed = await observeSweep(subject, trajectories, { ...NEURAL_PARTS, ...parts });
      dispose();
      const { quantities, holds } = crossCheck(observed, claims);
      expect(holds).toBe(false);
      const held = (names: readonly string[]): (readonly [string, boolean | undefined])[] =>
        names.map((name) => [name, quantities.find(({ quantity }) => quantity === name)?.holds] as const);
      expect(held(breaks)).toEqual(breaks.map((name) => [name, false]));
      expect(held(leaves)).toEqual(leaves.map((name) => [name, true]));
    },
  );
}
