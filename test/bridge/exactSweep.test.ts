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
import { exactSweep, type ExactSweep } from '../../src/bridge/exactSweep.js';
import { observeSweep, type ObservedSweep, responseName, type Subject } from '../../src/bridge/observeSweep.js';
import { BridgeError } from '../../src/bridge/bridgeError.js';
import { crossCheck } from '../../src/bridge/crossCheck.js';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import { createNetwork } from '../../src/neural/network/createNetwork.js';
import { tabularSpec } from '../../src/neural/network/tabular.js';
import { type GroupedTrajectory } from '../../src/neural/rollout/sampleGroups.js';
import { sampleOf } from '../../src/neural/rollout/samples.js';
import { allRows, tokenLogs } from '../../src/neural/rollout/tokenLogs.js';
import { returnAdvantages } from '../../src/neural/loss/returnAdvantages.js';
import { disposeLearner, newLearner } from '../../src/neural/train/optimizer.js';
import { sweep } from '../../src/neural/train/sweep.js';
import { allHistories } from '../neural/support/smallEnvironments.js';
import { relativeError, testDevice } from '../neural/support/testDevice.js';
import { FULL_TABLE, prepared, SHARED_TABLE } from './support/subject.js';
import { surrogate64, type Term64 } from './support/surrogate64.js';

const device = await testDevice('cpu');
const { seeupo } = PRESETS;

async function observedWith(spec: typeof FULL_TABLE, seed = 3): Promise<ObservedSweep> {
  const { subject, trajectories, dispose } = await prepared(device, spec, seeupo, seed);
  const observed = await observeSweep(subject, trajectories);
  dispose();
  return observed;
}

describe('the observed iteration', () => {
  it.each([seeupo, { ...seeupo, miniBatches: 3 }, { ...seeupo, turns: 'forward' } as const])(
    "is the trainer's own, bit for bit: $turns, $miniBatches parts",
    async (algorithm) => {
      const { subject, trajectories, dispose } = await prepared(device, SHARED_TABLE, algorithm);
      const { theta, stages } = await observeSweep(subject, trajectories);
      const samples = trajectories.map(sampleOf);
      const { network, learner, optimizer, seed, iteration } = subject;
      const old = await tokenLogs(device, network, learner.theta, allRows(samples));
      const byId = returnAdvantages(samples, algorithm.advantage as Parameters<typeof returnAdvantages>[1]);
      const advantages = { kind: 'trajectory', byId } as const;
      const input = { seed, iteration, turns: 3, samples, advantages, old, reference: undefined };
      const swept = await sweep(device, network, learner, algorithm, optimizer, input);
      expect(theta).toEqual(await device.read(swept.learner.theta));
      expect(theta).not.toEqual(await device.read(learner.theta));
      expect(stages.map(({ steps }) => steps)).toEqual(swept.stages.map(({ steps }) => steps));
      disposeLearner(swept.learner);
      dispose();
    },
  );
});

describe('a second opinion in float64', () => {
  /** The terms of a stage with float64 numbers, and the exact surrogate of the same point. */
  function termsOf(observed: ObservedSweep, exact: ExactSweep, n: number): Term64[] {
    return [...exact.stages[n].carried].map(([name, carried]) => {
      const [id, turn] = name.match(/\d+/g)?.map(Number) ?? [];
      const found = observed.trajectories.find(({ trajectory }) => trajectory.id === id);
      if (found === undefined) throw new Error(name);
      const { history, response } = found.trajectory.turns[turn - 1];
      const oldLog = response.reduce((sum, token, j) => {
        const { legal, probability } = observed.old.tokens.get([...history, ...response.slice(0, j)].join()) ?? {};
        return sum + Math.log(probability?.[legal?.indexOf(token) ?? -1].toDouble() ?? NaN);
      }, 0);
      return { trajectory: found.trajectory, turn, oldLog, carried: carried.toDouble() };
    });
  }

  it.each([FULL_TABLE, SHARED_TABLE])('agrees with the exact surrogate and its gradient', async (spec) => {
    const observed = await observedWith(spec);
    const exact = exactSweep(observed, seeupo);
    const { vocabulary } = observed.subject.network;
    let clipped = 0;
    for (const [n, stage] of exact.stages.entries()) {
      for (const at of ['start', 'end'] as const) {
        const terms = termsOf(observed, exact, n);
        const range = { low: 0.2, high: 0.2 };
        const now = observed.stages[n][at].policy;
        const { value: value64, slopes } = surrogate64(terms, now, vocabulary, range, observed.trajectories.length);
        const point = stage[at];
        expect(Math.abs(value64 - point.value.toDouble())).toBeLessThan(1e-12 * point.size.toDouble());
        const gradient = new Float64Array(observed.subject.network.layout.size);
        for (const [key, own] of slopes) {
          const last = spec.window === undefined ? key : key.split(',').slice(-1).join();
          own.forEach((slope, token) => (gradient[spec.keys.indexOf(last) * vocabulary + token] += slope));
        }
        const right = point.gradient?.map((x) => x.toDouble()) ?? [];
        expect(relativeError(gradient, right)).toBeLessThan(1e-12);
        clipped += [...point.ratios.values()].filter((ratio) => Math.abs(ratio.toDouble() - 1) > 0.2).length;
      }
    }
    // The clip was at work.
    expect(clipped).toBeGreaterThan(5);
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
    expect([...exact.advantages.values()].map(String).sort()).toEqual(joint.sort());

    // The gradient of turn t at the old policy is Σ_h d(h)·π_a·(E[M|h,a] − Σ_b π_b E[M|h,b]), M from the new suffix.
    const { game } = unrolled;
    const batch = new SignedReturns(uniform);
    const after = observed.stages[0].end.policy.policy;
    for (const [n, t] of [2, 1].entries()) {
      batch.refresh(game.turnEnd[t], n === 0 ? uniform.probability : after.probability);
      for (let i = game.turnStart[t]; i < game.turnEnd[t]; i++) {
        const p = distributionAt(uniform, game.infoSet[i]);
        const { advantage } = batch.problem(p, [i], [Rational.ONE], () => []);
        const mean = Rational.sum(advantage.map((m, a) => p[a].mul(m)));
        const row = spec.keys.indexOf((unrolled.histories[i] ?? []).join());
        const reach = Rational.of(1, t === 1 ? 2 : 4);
        advantage.forEach((m, a) => {
          const [token] = unrolled.responses[game.firstEdge[i] + a] ?? [];
          const slope = exact.stages[n].start.gradient?.[row * size + token];
          expect(slope?.toString()).toBe(reach.mul(p[a]).mul(m.sub(mean)).toString());
          expect(slope?.isZero()).toBe(false);
        });
      }
    }
  });
});

describe('what the cross-check does not cover', () => {
  it.each(['released', 'gspo', 'grpo', 'rloo', 'ppo', 'seeupo-batch'] as const)('is refused: %s', async (name) => {
    const observed = await observedWith(SHARED_TABLE);
    expect(() => exactSweep(observed, PRESETS[name])).toThrow(BridgeError);
  });

  it('a missing response is out of bounds, whatever the bounds', async () => {
    const observed = await observedWith(SHARED_TABLE);
    const [first, ...rest] = observed.stages;
    const [gone] = [...first.carried.keys()];
    const carried = new Map([...first.carried].filter(([name]) => name !== gone));
    const check = crossCheck({ ...observed, stages: [{ ...first, carried }, ...rest] }, seeupo);
    const broken = check.quantities.filter(({ holds }) => !holds);
    expect(broken).toMatchObject([{ quantity: 'carried advantage M', error: Infinity }]);
    expect(broken[0].worst.name).toBe(`${gone} before the update of turn 3`);
    expect(gone).toBe(responseName(Number(/\d+/.exec(gone)?.[0]), 3));
  });
});
