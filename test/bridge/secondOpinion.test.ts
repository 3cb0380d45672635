import { describe, expect, it } from 'vitest';
import { exactSweep, type ExactSweep } from '../../src/bridge/exactSweep.js';
import { responseName, tokenName } from '../../src/bridge/names.js';
import type { NetworkPolicy } from '../../src/bridge/networkPolicy.js';
import { observeSweep, type ObservedSweep } from '../../src/bridge/observeSweep.js';
import { boundsOf } from '../../src/exact/real.js';
import type { Real } from '../../src/exact/real.js';
import type { Algorithm } from '../../src/neural/algorithm/algorithm.js';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import type { NetworkSpec } from '../../src/neural/network/networkSpec.js';
import { relativeError, testDevice } from '../neural/support/testDevice.js';
import { objective64, type Response64 } from './support/objective64.js';
import { FULL_TABLE, NETWORKS, prepared, SHARED_TABLE } from './support/subject.js';
import { throughNetwork64 } from './support/throughNetwork64.js';
import { TIGHT } from './support/tight.js';

const device = await testDevice('wasm');
/** The other library takes seconds for a network over a larger batch. */
const FEW = { batchContexts: 2, groupSize: 3 };
const doubleOf = (x: Real | undefined): number => (x === undefined ? NaN : boundsOf(x)[0].toDouble());

async function observed(spec: NetworkSpec, algorithm: Algorithm, groups?: typeof FEW): Promise<ObservedSweep> {
  const { subject, trajectories, dispose } = await prepared(device, spec, algorithm, 3, groups);
  const result = await observeSweep(subject, trajectories);
  dispose();
  return result;
}

function logAt(policy: NetworkPolicy | undefined, history: readonly number[], token: number): number {
  const { legal = [], probability = [] } = policy?.tokens.get(history.join()) ?? {};
  return Math.log(probability[legal.indexOf(token)]?.toDouble() ?? NaN);
}

/** The pool of a stage in float64, copies of last responses included. */
function pool64(run: ObservedSweep, exact: ExactSweep, n: number, algorithm: Algorithm): Response64[] {
  const { trajectories, old, reference, stages } = run;
  const below = algorithm.ratioOver === 'turn-start' ? stages[n].start.policy : old;
  return stages[n].turns.flatMap((turn) =>
    trajectories.flatMap(({ trajectory: { id, turns } }): Response64[] => {
      const given = Math.min(turn, turns.length);
      if (given < turn && algorithm.missingTurns === 'none') return [];
      const { history, response } = turns[given - 1];
      const tokens = response.map((token, j) => {
        const [before, name] = [[...history, ...response.slice(0, j)], tokenName(id, history.length + j)];
        const carried = exact.stages[n].carried.get(responseName(id, turn));
        return {
          name,
          history: before,
          token,
          oldLog: logAt(below, before, token),
          referenceLog: logAt(reference, before, token),
          advantage: doubleOf(algorithm.advantage.kind === 'gae' ? exact.advantages.get(name)?.value : carried),
        };
      });
      return [{ tokens, copy: given < turn }];
    }),
  );
}

const ALGORITHMS: [string, Algorithm][] = [
  ...Object.entries(PRESETS),
  ['random order', { ...PRESETS.seeupo, turns: 'random' }],
  ['tight clips and a strong penalty', TIGHT],
];

describe('in float64, by automatic differentiation', () => {
  it.each(ALGORITHMS)('%s: the exact surrogate and its gradient by the logits', async (_, algorithm) => {
    for (const spec of [FULL_TABLE, SHARED_TABLE]) {
      const run = await observed(spec, algorithm);
      const exact = exactSweep(run, algorithm);
      for (const [n, stage] of exact.stages.entries()) {
        for (const at of ['start', 'end'] as const) {
          const { value, size, logits } = stage[at];
          const pool = pool64(run, exact, n, algorithm);
          const now = run.stages[n][at].policy;
          const opinion = objective64(pool, now, run.subject.network.vocabulary, algorithm, run.trajectories.length);
          expect(Math.abs(opinion.value - doubleOf(value))).toBeLessThan(1e-12 * size.toDouble());
          const names = [...opinion.logits.keys()];
          expect([...logits.keys()].filter((name) => !opinion.logits.has(name))).toEqual([]);
          const zeros = new Array<number>(run.subject.network.vocabulary).fill(0);
          const right = names.flatMap((name) => logits.get(name)?.map(doubleOf) ?? zeros);
          expect(
            relativeError(
              names.flatMap((name) => opinion.logits.get(name) ?? []),
              right,
            ),
          ).toBeLessThan(1e-12);
        }
      }
    }
  });

  it('the clips and the dual clip were at work', async () => {
    const exact = exactSweep(await observed(SHARED_TABLE, TIGHT), TIGHT);
    const reached = exact.stages.flatMap(({ end }) => [...end.ratios.values()].map(doubleOf));
    for (const beyond of [(x: number) => x > 1.05, (x: number) => x < 0.98]) {
      expect(reached.filter(beyond).length).toBeGreaterThan(5);
    }
  });
});

describe.each(NETWORKS)('the gradient by θ of a network: $kind', (spec) => {
  it.each(['seeupo', 'ppo'] as const)('%s: through the network in float64', async (name) => {
    const run = await observed(spec, PRESETS[name], FEW);
    const { stages } = exactSweep(run, PRESETS[name]);
    const last = stages.length - 1;
    const { start, end } = run.stages[last];
    const expected = throughNetwork64(run, end.theta, stages[last].end);
    expect(relativeError(end.gradient, expected)).toBeLessThan(1e-5);
    // The comparison can fail: the gradient of another moment.
    expect(relativeError(start.gradient, expected)).toBeGreaterThan(1e-3);
  });
});
