import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../src/bridge/bridgeError.js';
import { exactReturnResult } from '../../src/bridge/bridgeResult.js';
import { exactReturn } from '../../src/bridge/exactReturn.js';
import { networkPolicy } from '../../src/bridge/networkPolicy.js';
import { ENVIRONMENTS } from '../../src/environments/library/index.js';
import { monteCarloReturn } from '../../src/environments/monteCarlo.js';
import { environmentByName } from '../../src/environments/registry.js';
import { unroll, unrollTokens } from '../../src/environments/unroll.js';
import { expectedReturn } from '../../src/evaluate/expectedReturn.js';
import { Rational } from '../../src/exact/rational.js';
import { createNetwork } from '../../src/neural/network/createNetwork.js';
import type { NetworkSpec } from '../../src/neural/network/networkSpec.js';
import { tabularSpec } from '../../src/neural/network/tabular.js';
import { type PolicyFunction, policyFunction } from '../../src/neural/rollout/policyFunction.js';
import { policyFromSets, setDistributions } from '../../src/policy/policy.js';
import { enumerateEpisodes } from '../environments/support/enumerate.js';
import { allHistories, branching } from '../neural/support/smallEnvironments.js';
import { testDevice } from '../neural/support/testDevice.js';
import { unrolledBranching } from './support/subject.js';

const device = await testDevice('cpu');
const SPECS: NetworkSpec[] = [
  tabularSpec(allHistories(branching)),
  tabularSpec(allHistories(branching), 1),
  { kind: 'mlp', window: 3, embedding: 3, hidden: [6] },
  { kind: 'gru', embedding: 3, hidden: 4 },
  { kind: 'transformer', maxLength: 16, width: 8, layers: 1, heads: 2 },
];

function networkOf(spec: NetworkSpec, shift = 1): PolicyFunction {
  const size = branching.vocabulary.length;
  const network = createNetwork(spec, size, size);
  const theta = Float32Array.from({ length: network.layout.size }, (_, i) => 2 * Math.sin(2.3 * i + shift));
  return policyFunction(device, network, device.tf.tensor1d(theta));
}

/** The same answer, whatever is asked: `masses` over the mask, in its order. */
const constant =
  (...masses: number[]): PolicyFunction =>
  (questions) =>
    Promise.resolve(
      questions.map(({ legal }) => {
        const answer = new Float32Array(branching.vocabulary.length);
        legal.forEach((token, n) => (answer[token] = legal.length === 1 ? 1 : masses[n]));
        return answer;
      }),
    );

describe('F2: a network as an exact policy', () => {
  it.each(SPECS)('the $kind network has one J at response level and at token level', async (spec) => {
    const network = networkOf(spec);
    const [responses, tokens] = await Promise.all([
      exactReturn(unrolledBranching, network),
      exactReturn(unrollTokens(branching), network),
    ]);
    expect(tokens.expectedReturn.toString()).toBe(responses.expectedReturn.toString());
    expect(tokens.optimum.toString()).toBe(responses.optimum.toString());
    expect(responses.gap.sign()).toBe(1);
    expect(responses.rounding.toDouble()).toBeLessThan(4e-7);
    expect(exactReturnResult(responses)).toMatchObject({ claim: 'F2', holds: true, checked: 1 });
  });

  it.each(SPECS)('J of the $kind network is what the sampler finds', async (spec) => {
    const { tokens, policy } = await networkPolicy(unrolledBranching, networkOf(spec));
    const sampled = monteCarloReturn(
      branching,
      (history, prefix, legal, random) => {
        const { probability = [] } = tokens.get([...history, ...prefix].join()) ?? {};
        let left = random.unit();
        return legal.find((_, n) => (left -= probability[n].toDouble()) < 0) ?? legal[legal.length - 1];
      },
      4000,
      7,
    );
    const J = expectedReturn(policy).toDouble();
    expect(Math.abs(sampled.mean - J)).toBeLessThan(4 * sampled.standardError);
    // With other parameters it is another number, and the samples tell.
    const other = (await exactReturn(unrolledBranching, networkOf(spec, 5))).expectedReturn.toDouble();
    expect(Math.abs(sampled.mean - other)).toBeGreaterThan(4 * sampled.standardError);
  });

  it('the numbers are the floats, taken exactly, over their exact sum', async () => {
    const { policy, rounding } = await networkPolicy(unrolledBranching, constant(0.1, 0.9));
    // float32 has 1/10 as 13421773/2^27 and 9/10 as 120795952/2^27, which sum to 1 − 3/2^27.
    expect(rounding.toString()).toBe('3/134217728');
    const texts = new Set(policy.probability.map(String));
    expect(texts).toContain('13421773/134217725');
    expect(texts).not.toContain('1/10');
    // The exact core takes it: every distribution sums to exactly 1.
    expect(() => policyFromSets(policy.game, setDistributions(policy))).not.toThrow();
  });

  it('every library environment at its default sizes', async () => {
    for (const family of ENVIRONMENTS) {
      const environment = environmentByName(family.name);
      const size = environment.vocabulary.length;
      const network = createNetwork({ kind: 'mlp', window: 4, embedding: 4, hidden: [8] }, size, size);
      const theta = device.tf.tensor1d(Float32Array.from({ length: network.layout.size }, (_, i) => Math.sin(i)));
      const { expectedReturn: J, gap } = await exactReturn(unroll(environment), policyFunction(device, network, theta));
      theta.dispose();
      expect(gap.sign()).toBe(1);
      expect(J.toString()).toMatch(/^-?\d+\/\d{20}/);
    }
  });

  it('J by playing out every episode is the same number', async () => {
    const { tokens, policy } = await networkPolicy(unrolledBranching, networkOf(SPECS[3]));
    const played = enumerateEpisodes(branching, (history, prefix, legal) => {
      const { probability = [] } = tokens.get([...history, ...prefix].join()) ?? {};
      return legal.map((_, n) => probability[n]);
    });
    expect(played.expectedReturn.toString()).toBe(expectedReturn(policy).toString());
  });
});

describe('what is no policy is refused', () => {
  const wrong: [string, PolicyFunction][] = [
    ['sum to', constant(0.5, 0.4)],
    ['contain NaN', constant(NaN, 1)],
    ['contain -0.5', constant(1.5, -0.5)],
    [
      'give the illegal token',
      // The masks of the questions are moved by one: the mass falls beside them.
      async (questions) => {
        const right = await constant(0.5, 0.5)(questions);
        return right.map((_, n) => right[(n + 1) % right.length]);
      },
    ],
  ];
  it.each(wrong)('%s', async (message, policy) => {
    await expect(networkPolicy(unrolledBranching, policy)).rejects.toThrow(message);
    await expect(networkPolicy(unrolledBranching, policy)).rejects.toThrow(BridgeError);
  });

  it('a game that merges histories, or ties them together', async () => {
    const network = constant(0.5, 0.5);
    await expect(networkPolicy(unroll(branching, { shareStates: true }), network)).rejects.toThrow('shareStates');
    const windows = unroll(branching, { information: { kind: 'truncated', window: 1 } });
    await expect(networkPolicy(windows, network)).rejects.toThrow('full information');
  });

  it('a sum that float32 rounding explains is made 1', async () => {
    const { rounding } = await networkPolicy(unrolledBranching, constant(0.5, 0.5 - 2 ** -20));
    expect(rounding.toString()).toBe(Rational.of(1, 2 ** 20).toString());
  });
});
