import { expect, it } from 'vitest';
import { crossCheck } from '../../../src/bridge/crossCheck.js';
import { observeSweep } from '../../../src/bridge/observeSweep.js';
import { NEURAL_PARTS } from '../../../src/bridge/neuralParts.js';
import type { Algorithm } from '../../../src/neural/algorithm/algorithm.js';
import { PRESETS } from '../../../src/neural/algorithm/presets.js';
import type { Device } from '../../../src/neural/tf.js';
import { PLANTED_BUGS } from './plantedBugs.js';
import { FULL_TABLE, prepared, SHARED_TABLE } from './subject.js';

const VARIANTS: [string, Algorithm][] = [
  ['SeeUPPO-GRAE', PRESETS.seeupo],
  ['SeeUPPO-GRAE in two mini-batches', { ...PRESETS.seeupo, miniBatches: 2 }],
  ['forward order', { ...PRESETS.seeupo, turns: 'forward' }],
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

/**
 * Claim F1 on one engine, as tests, and its negative controls. `brief`, for an engine that takes seconds for an
 * iteration: SeeUPPO-GRAE itself and the bugs that trainers really had.
 */
export function itMeetsTheOracle(device: () => Device, brief = false): void {
  it.each(brief ? VARIANTS.slice(0, 1) : VARIANTS)(
    'F1: every number of %s is the exact one within float32',
    async (_, algorithm) => {
      for (const spec of [FULL_TABLE, SHARED_TABLE]) {
        const tensors = device().tf.memory().numTensors;
        const { subject, trajectories, dispose } = await prepared(device(), spec, algorithm);
        const check = crossCheck(await observeSweep(subject, trajectories), algorithm);
        dispose();
        expect(check.nearKinks).toEqual([]);
        expect(check.quantities.filter(({ holds }) => !holds)).toEqual([]);
        expect(check.quantities.map(({ quantity }) => quantity)).toEqual([
          'advantage Â',
          'ratio ρ',
          'carried advantage M',
          'surrogate',
          'gradient',
          // A step on a part of the batch is no number of the algorithm.
          ...(algorithm.miniBatches === 1 ? ["trainer's loss", "trainer's gradient norm²"] : []),
        ]);
        expect(check.holds).toBe(true);
        expect(device().tf.memory().numTensors).toBe(tensors);
      }
    },
  );

  it.each(brief ? PLANTED_BUGS.slice(0, 5) : PLANTED_BUGS)(
    'F1 catches: $name',
    async ({ breaks, leaves, parts, runs }) => {
      const { subject, trajectories, dispose } = await prepared(device(), SHARED_TABLE, runs ?? PRESETS.seeupo);
      const observed = await observeSweep(subject, trajectories, { ...NEURAL_PARTS, ...parts });
      dispose();
      const { quantities, holds } = crossCheck(observed, PRESETS.seeupo);
      expect(holds).toBe(false);
      const held = (names: readonly string[]): (readonly [string, boolean])[] =>
        quantities.filter(({ quantity }) => names.includes(quantity)).map((q) => [q.quantity, q.holds] as const);
      expect(held(breaks)).toEqual(breaks.map((name) => [name, false]));
      expect(held(leaves)).toEqual(leaves.map((name) => [name, true]));
    },
  );
}
