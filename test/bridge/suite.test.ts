import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../src/bridge/bridgeError.js';
import { suiteResult } from '../../src/bridge/bridgeResult.js';
import { tableFor } from '../../src/bridge/tableFor.js';
import { runSuite, type SuiteOptions, type SuiteRun, summarise } from '../../src/bridge/suite.js';
import type { Environment } from '../../src/environments/environment.js';
import { ENVIRONMENTS } from '../../src/environments/library/index.js';
import { environmentByName } from '../../src/environments/registry.js';
import { Rational } from '../../src/exact/rational.js';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import { testDevice } from '../neural/support/testDevice.js';

const device = await testDevice('wasm');
const bandit = environmentByName('delayed-credit-bandit');
const options: SuiteOptions = {
  environments: [bandit],
  algorithms: { seeupo: PRESETS.seeupo, gspo: PRESETS.gspo },
  network: (unrolled) => tableFor(unrolled),
  optimizer: { kind: 'sgd', learningRate: 3 },
  batchContexts: 4,
  groupSize: 4,
  iterations: 6,
  seeds: [1, 2],
  evaluateEvery: 4,
};

async function runs(changed: Partial<SuiteOptions> = {}): Promise<SuiteRun[]> {
  const all: SuiteRun[] = [];
  for await (const run of runSuite(device, { ...options, ...changed })) all.push(run);
  return all;
}

/** The same task with every reward times −1. */
function negated(environment: Environment): Environment {
  const [least, most] = environment.returnRange;
  return {
    ...environment,
    name: `negated ${environment.name}`,
    returnRange: [most.neg(), least.neg()],
    respond: (state, response) =>
      environment.respond(state, response).map((outcome) => ({ ...outcome, reward: outcome.reward.neg() })),
  };
}

describe('F4: trained networks against the optimum', () => {
  it('gives exact curves over environments, algorithms and seeds, and the same again', async () => {
    const all = await runs();
    expect(all.map(({ environment, algorithm, seed }) => [environment, algorithm, seed])).toEqual(
      ['seeupo', 'gspo'].flatMap((name) => [1, 2].map((seed) => [bandit.name, name, seed])),
    );
    for (const { points, optimum, gap } of all) {
      expect(optimum.toString()).toBe('13/15');
      expect(points.map(({ budget }) => budget.iterations)).toEqual([0, 4, 6]);
      expect(points[2].budget.trajectories).toBe(6 * 4 * 4);
      expect(gap.toString()).toBe(optimum.sub(points[2].expectedReturn).toString());
      expect(gap.sign()).toBe(1);
      // They learn.
      expect(points[2].expectedReturn.gt(points[0].expectedReturn)).toBe(true);
    }
    expect(suiteResult(all)).toMatchObject({ claim: 'F4', holds: true, checked: 4 });
    const again = await runs({ algorithms: { seeupo: PRESETS.seeupo } });
    expect(JSON.stringify(again)).toBe(JSON.stringify(all.slice(0, 2)));
  });

  it('summarises over seeds, exactly', async () => {
    const all = await runs({ iterations: 3 });
    const [seeupo, gspo] = summarise(all);
    expect([seeupo.algorithm, seeupo.runs, gspo.algorithm, gspo.runs]).toEqual(['seeupo', 2, 'gspo', 2]);
    const [a, b] = all.slice(0, 2).map(({ points }) => points[points.length - 1].expectedReturn);
    expect(seeupo.mean.toString()).toBe(a.add(b).div(Rational.of(2)).toString());
    expect([seeupo.least, seeupo.most].map(String)).toEqual([Rational.min(a, b), Rational.max(a, b)].map(String));
    expect(seeupo.solved).toBe(0);
  });

  it('without iterations a run stays at its start; with the rewards negated it ends below', async () => {
    const [still] = await runs({ iterations: 0, seeds: [1] });
    expect(still.points.length).toBe(1);
    const [worse] = await runs({ environments: [negated(bandit)], seeds: [1] });
    const reached = worse.points[worse.points.length - 1].expectedReturn.neg();
    expect(reached.lt(still.points[0].expectedReturn)).toBe(true);
    expect(suiteResult([worse]).holds).toBe(true);
    // The verdict can fail: an end beyond J*.
    expect(suiteResult([{ ...worse, gap: Rational.of(-1, 10) }]).holds).toBe(false);
    expect(suiteResult([]).holds).toBe(false);
  });

  it('runs on every environment of the library', async () => {
    const environments = ENVIRONMENTS.map(({ name }) => environmentByName(name));
    const small = { algorithms: { seeupo: PRESETS.seeupo }, seeds: [1], iterations: 1, batchContexts: 1 };
    const all = await runs({ ...small, environments, network: () => ({ kind: 'gru', embedding: 3, hidden: 4 }) });
    expect(all.map(({ environment }) => environment)).toEqual(environments.map(({ name }) => name));
    for (const { gap } of all) expect(gap.sign()).toBe(1);
  });

  it('runs every preset', async () => {
    const all = await runs({
      algorithms: PRESETS,
      seeds: [3],
      iterations: 2,
      optimizer: { kind: 'sgd', learningRate: 1 },
    });
    expect(all.map(({ algorithm }) => algorithm)).toEqual(Object.keys(PRESETS));
    for (const { points, gap } of all) {
      expect(gap.sign()).toBe(1);
      expect(points[0].expectedReturn.toString()).toBe('3/5');
      expect(points[points.length - 1].expectedReturn.toString()).not.toBe('3/5');
    }
  });

  it('refuses options without runs', async () => {
    await expect(runs({ seeds: [] })).rejects.toThrow(BridgeError);
    await expect(runs({ evaluateEvery: 0 })).rejects.toThrow(BridgeError);
  });
});
