import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../src/bridge/bridgeError.js';
import { sweepTraceResult } from '../../src/bridge/bridgeResult.js';
import { exactReturn } from '../../src/bridge/exactReturn.js';
import { decreaseLines, type SweepTrace, traceSweep } from '../../src/bridge/sweepTrace.js';
import { unroll, unrollTokens } from '../../src/environments/unroll.js';
import type { Algorithm } from '../../src/neural/algorithm/algorithm.js';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import type { NetworkSpec } from '../../src/neural/network/networkSpec.js';
import { Trainer } from '../../src/neural/train/trainer.js';
import { branching, indifferent } from '../neural/support/smallEnvironments.js';
import { testDevice } from '../neural/support/testDevice.js';
import { FULL_TABLE, SHARED_TABLE, unrolledBranching } from './support/subject.js';

const device = await testDevice('cpu');

function trainerOf(network: NetworkSpec, algorithm: Algorithm, seed: number, learningRate = 2): Trainer {
  const optimizer = { kind: 'sgd', learningRate } as const;
  const sampling = { batchContexts: 2, groupSize: 4, seed };
  return new Trainer(device, { environment: branching, network, algorithm, optimizer, ...sampling });
}

async function traces(network: NetworkSpec, algorithm: Algorithm, seeds: number[], rate = 2): Promise<SweepTrace[]> {
  const all: SweepTrace[] = [];
  for (const seed of seeds) {
    const trainer = trainerOf(network, algorithm, seed, rate);
    for (let k = 0; k < 4; k++) {
      const { expectedReturn: before } = await exactReturn(unrolledBranching, trainer.policy);
      const trace = await traceSweep(trainer, unrolledBranching);
      const { expectedReturn: after } = await exactReturn(unrolledBranching, trainer.policy);
      expect([trace.start, trace.end].map(String)).toEqual([before, after].map(String));
      all.push(trace);
    }
    trainer.dispose();
  }
  return all;
}

describe('F3: a sweep, update by update', () => {
  it('tells J before and after each update, and every fall with its parts', async () => {
    const all = await traces(SHARED_TABLE, PRESETS.seeupo, [1, 2, 3, 4]);
    for (const { start, end, updates, optimum } of all) {
      expect(updates.map(({ turns }) => turns)).toEqual([[3], [2], [1]]);
      expect(updates[0].before.toString()).toBe(start.toString());
      expect(updates[2].after.toString()).toBe(end.toString());
      updates.forEach(({ before, after, decrease }, n) => {
        if (n > 0) expect(before.toString()).toBe(updates[n - 1].after.toString());
        expect(after.le(optimum)).toBe(true);
        expect(decrease !== undefined).toBe(after.lt(before));
        if (decrease === undefined) return;
        expect(decrease.size.toString()).toBe(before.sub(after).toString());
        expect(decrease.own.add(decrease.others).neg().toString()).toBe(decrease.size.toString());
      });
    }
    const causes = new Set(all.flatMap(({ updates }) => updates.flatMap(({ decrease }) => decrease?.cause ?? [])));
    expect(causes).toContain('shared parameters');
    // The control: who looks at whole sweeps only misses falls.
    const hidden = all.filter(({ start, end, updates }) => end.ge(start) && updates.some((u) => u.decrease));
    expect(hidden.length).toBeGreaterThan(0);
    const result = sweepTraceResult(all);
    expect(result).toMatchObject({ claim: 'F3', holds: true, checked: 48 });
    expect(result.findings).toEqual(decreaseLines(all));
    expect(result.findings[0]).toMatch(
      /^iteration \d: the update of turn \d lowered J by 0\.\d+, from .* to .*: .* \(own turns .*, others .*\)$/,
    );
  });

  it('with a row for every history no other turn moves, so that parameters are never the cause', async () => {
    const all = await traces(FULL_TABLE, PRESETS.seeupo, [1, 2, 3]);
    const falls = all.flatMap(({ updates }) => updates.flatMap(({ decrease }) => decrease ?? []));
    expect(falls.length).toBeGreaterThan(0);
    for (const { cause, others } of falls) {
      expect(others.toString()).toBe('0');
      expect(['sample noise', 'step too large']).toContain(cause);
    }
  });

  it('an update of all turns at once is one update', async () => {
    const algorithm: Algorithm = { ...PRESETS.seeupo, turns: 'simultaneous', carry: { kind: 'none' } };
    for (const { updates } of await traces(SHARED_TABLE, algorithm, [1])) {
      expect(updates.map(({ turns }) => turns)).toEqual([[1, 2, 3]]);
      for (const { decrease } of updates) expect(decrease?.others.isZero() ?? true).toBe(true);
    }
  });

  it('the way back of the safeguard is an update of its own', async () => {
    const all = await traces(SHARED_TABLE, PRESETS['seeupo-safe'], [1, 2], 6);
    const back = all.filter(({ updates }) => updates.some(({ turns }) => turns === 'safeguard'));
    expect(back.length).toBeGreaterThan(0);
    for (const { report, start, end } of back) {
      expect(report.share).toBeLessThan(1);
      if (report.share === 0) expect(end.toString()).toBe(start.toString());
    }
    expect(all.filter(({ report }) => report.share === 1).length).toBeGreaterThan(0);
  });

  it('takes the trainer’s own game, at response level', async () => {
    const trainer = trainerOf(FULL_TABLE, PRESETS.seeupo, 1);
    await expect(traceSweep(trainer, unrollTokens(branching))).rejects.toThrow(BridgeError);
    await expect(traceSweep(trainer, unroll(indifferent))).rejects.toThrow('"indifferent"');
    trainer.dispose();
  });
});
