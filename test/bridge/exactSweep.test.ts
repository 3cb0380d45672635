import { describe, expect, it } from 'vitest';
import { unroll } from '../../src/environments/unroll.js';
import { promptsOf } from '../../src/environments/belief.js';
import { rollout } from '../../src/environments/rollout.js';
import { defineEnvironment } from '../../src/environments/rules.js';
import { value } from '../../src/evaluate/value.js';
import { jointAdvantage } from '../../src/evaluate/carriedAdvantage.js';
import { paths } from '../../src/evaluate/paths.js';
import { Rational } from '../../src/exact/rational.js';
import { SignedReturns } from '../../src/sweep/batch.js';
import { distributionAt, uniformPolicy } from '../../src/policy/policy.js';
import { BridgeError } from '../../src/bridge/bridgeError.js';
import { claimedOrder } from '../../src/bridge/claimedOrder.js';
import { crossCheck } from '../../src/bridge/crossCheck.js';
import { exactSweep } from '../../src/bridge/exactSweep.js';
import { responseName } from '../../src/bridge/names.js';
import { observeSweep, type ObservedSweep } from '../../src/bridge/observeSweep.js';
import type { Subject } from '../../src/bridge/subject.js';
import type { Algorithm } from '../../src/neural/algorithm/algorithm.js';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import { createNetwork } from '../../src/neural/network/createNetwork.js';
import type { NetworkSpec } from '../../src/neural/network/networkSpec.js';
import { tabularSpec } from '../../src/neural/network/tabular.js';
import { type GroupedTrajectory } from '../../src/neural/rollout/sampleGroups.js';
import { sampleOf } from '../../src/neural/rollout/samples.js';
import { allRows, type PerToken, tokenLogs, tokenValues } from '../../src/neural/rollout/tokenLogs.js';
import type { Tensor1D } from '../../src/neural/tf.js';
import { advantagesOf } from '../../src/neural/train/advantages.js';
import { disposeLearner, newLearner } from '../../src/neural/train/optimizer.js';
import { sweep } from '../../src/neural/train/sweep.js';
import { allHistories } from '../neural/support/smallEnvironments.js';
import { testDevice } from '../neural/support/testDevice.js';
import { prepared, SHARED_TABLE } from './support/subject.js';

const device = await testDevice('cpu');
const { seeupo } = PRESETS;

async function observedWith(spec: NetworkSpec, algorithm: Algorithm = seeupo): Promise<ObservedSweep> {
  const { subject, trajectories, dispose } = await prepared(device, spec, algorithm);
  const observed = await observeSweep(subject, trajectories);
  dispose();
  return observed;
}

const VARIANTS: [string, Algorithm][] = [
  ...Object.entries(PRESETS),
  ['three parts', { ...seeupo, miniBatches: 3 }],
  ['forward', { ...seeupo, turns: 'forward' }],
  ['random order', { ...seeupo, turns: 'random' }],
];

describe('the observed iteration', () => {
  it.each(VARIANTS)("is the trainer's own, bit for bit: %s", async (_, algorithm) => {
    const { subject, trajectories, dispose } = await prepared(device, SHARED_TABLE, algorithm);
    const { theta, stages } = await observeSweep(subject, trajectories);
    const samples = trajectories.map(sampleOf);
    const { network, learner, optimizer, seed, iteration, critic, reference: anchor } = subject;
    const logs = (from: Tensor1D): Promise<PerToken> => tokenLogs(device, network, from, allRows(samples));
    const values = critic && (await tokenValues(device, critic.network, critic.theta, allRows(samples)));
    const advantages = advantagesOf(samples, algorithm, values);
    const [old, reference] = [await logs(learner.theta), anchor && (await logs(anchor))];
    const input = { seed, iteration, turns: 3, samples, advantages, old, reference };
    const swept = await sweep(device, network, learner, algorithm, optimizer, input);
    expect(theta).toEqual(await device.read(swept.learner.theta));
    expect(theta).not.toEqual(await device.read(learner.theta));
    expect(stages.map(({ turns, steps }) => [turns, steps])).toEqual(
      swept.stages.map(({ turns, steps }) => [turns, steps]),
    );
    disposeLearner(swept.learner);
    dispose();
  });
});

describe('over all paths of a game', () => {
  /** Two prompts and two turns, all responses equally likely under the uniform policy. */
  const regular = defineEnvironment<{ turn: number; prompt: string; said: string }>({
    name: 'regular',
    description: 'Every path is equally likely.',
    words: ['x', 'y', 'a', 'b'],
    turns: 2,
    longestResponse: 1,
    longestObservation: 1,
    returnRange: [-2, 5],
    contexts: ['x', 'y'].map((prompt) => ({ probability: '1/2', state: { turn: 1, prompt, said: '' }, prompt })),
    legal: { sentences: () => ['a', 'b'] },
    reply: ({ turn, prompt, said }, words) =>
      turn === 1
        ? [{ reward: words === 'a' ? '1/3' : 0, next: { turn: 2, prompt, said: words } }]
        : [{ reward: said === words ? (prompt === 'x' ? 2 : '-1/2') : '1/7' }],
  });

  it('the sampled Â, M, surrogate and gradient are the expectations of the exact core', async () => {
    const unrolled = unroll(regular);
    const spec = tabularSpec(allHistories(regular));
    const size = regular.vocabulary.length;
    const network = createNetwork(spec, size, size);
    const learner = newLearner(device.tf, new Float32Array(network.layout.size));
    const optimizer = { kind: 'sgd', learningRate: 1 } as const;
    const subject: Subject = {
      device,
      network,
      learner,
      algorithm: seeupo,
      optimizer,
      unrolled,
      seed: 1,
      iteration: 0,
    };
    const trajectories = promptsOf(regular).flatMap((_, prompt) =>
      [0, 1, 2, 3].map((n): GroupedTrajectory => {
        const words = [n % 2, n >> 1];
        let turn = 0;
        const act = (_h: unknown, prefix: readonly number[], legal: readonly number[]): number =>
          prefix.length === 0 ? legal[words[turn++]] : legal[0];
        const trajectory = rollout(regular, act, { seed: 1, id: 4 * prompt + n, prompt });
        return { trajectory, group: prompt };
      }),
    );
    const observed = await observeSweep(subject, trajectories);
    disposeLearner(learner);
    expect(crossCheck(observed, seeupo).holds).toBe(true);
    const exact = exactSweep(observed, seeupo);

    // Eq. 9 over a whole context is Eq. 5.
    const uniform = uniformPolicy(unrolled.game);
    expect(observed.old.policy.probability.map(String)).toEqual(uniform.probability.map(String));
    const values = value(uniform);
    const joint = paths(unrolled.game).map((path) => jointAdvantage(path, values).toString());
    expect([...exact.advantages.values()].map(({ value: own }) => own.toString()).sort()).toEqual(joint.sort());

    // The gradient of turn t at the old policy is Σ_h d(h)·π_a·(E[M|h,a] − Σ_b π_b E[M|h,b]), M from the new suffix.
    const { game } = unrolled;
    const batch = new SignedReturns(uniform);
    const after = observed.stages[0].end.policy.policy;
    for (const [n, t] of [2, 1].entries()) {
      batch.refresh(game.turnEnd[t], n === 0 ? uniform.probability : after.probability);
      for (let i = game.turnStart[t]; i < game.turnEnd[t]; i++) {
        const p = distributionAt(uniform, game.infoSet[i]);
        const { advantage } = batch.problem(p, [i], [Rational.ONE], () => ({ tie: 'stay', preference: [] }));
        const mean = Rational.sum(advantage.map((m, a) => p[a].mul(m)));
        const row = spec.keys.indexOf((unrolled.histories[i] ?? []).join());
        const reach = Rational.of(1, t === 1 ? 2 : 4);
        advantage.forEach((m, a) => {
          const [token] = unrolled.responses[game.firstEdge[i] + a] ?? [];
          const slope = exact.stages[n].start.gradient?.[row * size + token];
          expect(slope?.toString()).toBe(reach.mul(p[a]).mul(m.sub(mean)).toString());
          expect(slope?.toString()).not.toBe('0');
        });
      }
    }
  });
});

describe('what is refused', () => {
  it.each([
    ['a penalty without a reference', PRESETS.released, 'no reference'],
    ['GAE without a critic', PRESETS.ppo, 'no critic'],
    ['another number of updates', { ...seeupo, turns: 'simultaneous', carry: { kind: 'none' } }, 'means 1 updates'],
  ] as [string, Algorithm, string][])('%s', async (_, claimed, message) => {
    const observed = await observedWith(SHARED_TABLE);
    expect(() => exactSweep(observed, claimed)).toThrow(BridgeError);
    expect(() => exactSweep(observed, claimed)).toThrow(message);
  });

  it('one advantage per token where the update needs one per response', async () => {
    const observed = await observedWith(SHARED_TABLE, PRESETS.ppo);
    for (const part of [
      { update: seeupo.update },
      { carry: seeupo.carry },
      { safeguard: { clip: 0.2, halvings: 1 } },
    ]) {
      expect(() => exactSweep(observed, { ...PRESETS.ppo, ...part })).toThrow(
        'GAE gives every token its own advantage',
      );
    }
  });

  it('to observe what the subject has no means for', async () => {
    const { subject, trajectories, dispose } = await prepared(device, SHARED_TABLE, seeupo);
    const tensors = device.tf.memory().numTensors;
    for (const algorithm of [PRESETS.released, PRESETS.ppo]) {
      await expect(observeSweep({ ...subject, algorithm }, trajectories)).rejects.toThrow(BridgeError);
    }
    expect(device.tf.memory().numTensors).toBe(tensors);
    dispose();
  });

  it('a drawn order in which a turn comes twice', () => {
    expect(claimedOrder('random', 3, [[2], [3], [1]])).toEqual([[2], [3], [1]]);
    for (const wrong of [
      [[2], [2], [1]],
      [[1], [2]],
      [[1, 2], [3]],
      [[1], [2], [3], [1]],
    ]) {
      expect(() => claimedOrder('random', 3, wrong)).toThrow(BridgeError);
    }
  });

  it('a missing number is out of bounds, whatever the bounds', async () => {
    const observed = await observedWith(SHARED_TABLE);
    const [{ start, ...stage }, ...rest] = observed.stages;
    const [gone] = [...start.carried.keys()];
    const carried = new Map([...start.carried].filter(([name]) => name !== gone));
    const check = crossCheck({ ...observed, stages: [{ ...stage, start: { ...start, carried } }, ...rest] }, seeupo);
    const broken = check.quantities.filter(({ holds }) => !holds);
    expect(broken).toMatchObject([{ quantity: 'carried advantage M', error: Infinity }]);
    expect(broken[0].worst.name).toBe(`${gone} before the update of turn 3`);
    expect(gone).toBe(responseName(Number(/\d+/.exec(gone)?.[0]), 3));
  });

  it('a stage without steps that should have had some is out of bounds', async () => {
    const observed = await observedWith(SHARED_TABLE);
    const stages = observed.stages.map((stage, n) => (n === 1 ? { ...stage, steps: [] } : stage));
    const broken = crossCheck({ ...observed, stages }, seeupo).quantities.filter(({ holds }) => !holds);
    expect(broken.map(({ quantity }) => quantity)).toEqual(["trainer's loss", "trainer's gradient norm²"]);
  });
});
