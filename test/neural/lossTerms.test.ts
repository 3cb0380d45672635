import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { carriedAdvantage } from '../../src/neural/loss/carry.js';
import { type Clip, clippedTerm } from '../../src/neural/loss/clippedTerm.js';
import { klTerm } from '../../src/neural/loss/klTerm.js';
import {
  type GeometricMeanRatio,
  geometricMeanRatio,
  type JointRatio,
  jointRatio,
  ratioOf,
} from '../../src/neural/loss/ratio.js';
import { tokenLogProbability } from '../../src/neural/ops/tokenLogProbability.js';
import type { Device, Rank, Tensor, Tensor1D, Tensor2D } from '../../src/neural/tf.js';
import { surrogateLoss, surrogateSlopes } from '../../src/trainer/surrogates.js';
import { itKnowsK3, k3 } from './support/itKnowsK3.js';
import { PLAIN_BACKENDS, testDevice } from './support/testDevice.js';

describe('ratios as types', () => {
  it('are not assignable to each other', () => {
    expectTypeOf<GeometricMeanRatio>().not.toExtend<JointRatio>();
    expectTypeOf<JointRatio>().not.toExtend<GeometricMeanRatio>();
    expectTypeOf<GeometricMeanRatio<number>>().not.toExtend<Parameters<typeof carriedAdvantage>[0]>();
    expect(carriedAdvantage({ kind: 'joint', log: Math.log(2) }, 3)).toBeCloseTo(6, 12);
  });

  it('are clamped before exp on the host', () => {
    expect(ratioOf(1e6)).toBe(Math.exp(20));
    expect(ratioOf(-1e6)).toBe(Math.exp(-20));
  });
});

describe.each(PLAIN_BACKENDS)('on the engine %s', (backend) => {
  let device: Device;
  beforeAll(async () => void (device = await testDevice(backend)));

  /** Values of f(x) and the gradient of their sum, row by row. */
  async function both(f: (x: Tensor2D) => Tensor, x: readonly number[][]): Promise<{ y: number[]; slope: number[] }> {
    const { tf, read } = device;
    const [y, slope] = tf.tidy<[Tensor, Tensor]>(() => {
      const at = tf.tensor2d(x as number[][]);
      return [f(at), tf.grad((input) => tf.sum(f(input as Tensor2D)))(at)];
    });
    const result = { y: Array.from(await read(y)), slope: Array.from(await read(slope)) };
    y.dispose();
    slope.dispose();
    return result;
  }

  /** The clipped term and its slope by log ρ in float64, from the trainer's formulas. */
  function expected(log: number, m: number, clip: Clip): [number, number] {
    const surrogate = { kind: 'clip', ...clip } as const;
    const logRatio = Math.max(-20, Math.min(20, log));
    const { byLogRatio } = surrogateSlopes(surrogate, { logRatio, advantage: m, logProb: 0, oldLogProb: -log });
    return [-surrogateLoss(surrogate, logRatio, m, 0, -log), Math.abs(log) < 20 ? -byLogRatio : 0];
  }

  it.each([
    { low: 0.2, high: 0.2 },
    { low: 0.2, high: 0.28, dual: 3 },
    { low: 1, high: 0 },
  ])('the clipped term is min(ρM, clip(ρ)M) with $low, $high, $dual, and so is its gradient', async (clip) => {
    const logs = [-3, -0.5, -0.1, 0, 0.1, 0.5, 3, 50];
    for (const m of [2, -2, 0, 0.3]) {
      const { tf } = device;
      const { y, slope } = await both((x) => clippedTerm(tf, x, tf.fill<Rank.R2>([1, logs.length], m), clip), [logs]);
      logs.forEach((log, i) => {
        const [value, gradient] = expected(log, m, clip);
        expect(Math.abs(y[i] - value)).toBeLessThanOrEqual(2e-6 * Math.abs(value));
        expect(Math.abs(slope[i] - gradient)).toBeLessThanOrEqual(2e-6 * Math.abs(gradient));
      });
    }
  });

  it('at ρ = 1 the gradient is M although nothing has moved yet', async () => {
    const { tf } = device;
    const term = (x: Tensor2D): Tensor => clippedTerm(tf, x, tf.tensor2d([[5, -5]]), { low: 0.2, high: 0.2 });
    expect(await both(term, [[0, 0]])).toEqual({ y: [5, -5], slope: [5, -5] });
  });

  it('the KL term is e^x − x − 1 with slope 1 − e^x, and bounded', async () => {
    const { tf } = device;
    const reference = [-1, -1, -1, -1, -1, -1];
    const now = [-1, -1 - 5 * 2 ** -13, -0.5, -2, -40, 30];
    const { y, slope } = await both((x) => klTerm(tf, x, tf.tensor2d([reference])), [now]);
    [0, 5 * 2 ** -13, -0.5, 1].forEach((x, i) => {
      expect(y[i]).toBeCloseTo(Math.exp(x) - x - 1, 6);
      expect(slope[i]).toBeCloseTo(1 - Math.exp(x), 6);
    });
    expect([y[4], slope[4], slope[5]].map(Math.abs)).toEqual([10, 0, 0]);
    // Near 0 all digits of float32 are right, where exp in float32 less 1 has one.
    const small = k3(5 * 2 ** -13);
    expect(Math.abs(y[1] / small - 1)).toBeLessThan(1e-6);
    expect(Math.abs((Math.fround(Math.exp(5 * 2 ** -13)) - 1 - 5 * 2 ** -13) / small - 1)).toBeGreaterThan(0.1);
  });

  it('the KL term is right to float32 wherever x is, and so is its slope', async () => {
    await itKnowsK3(device);
  });

  it('the ratios of a response: product and geometric mean of its own tokens, nothing else', async () => {
    const { tf, read } = device;
    // Row 0: turn 1 has tokens 0 and 1, turn 2 token 3; row 1: turn 1 has token 2 and there is no turn 2.
    const tokens = [1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0];
    const run = async (elsewhere: number): Promise<number[][]> => {
      const now = tf.tensor2d([
        [-1, -2, elsewhere, -3],
        [elsewhere, elsewhere, -4, elsewhere],
      ]);
      const old = tf.tensor2d([
        [-1.5, -2.25, 0, -2],
        [0, 0, -4, 0],
      ]);
      const masks = {
        tokens: tf.tensor3d(tokens, [2, 2, 4]),
        lengths: tf.tensor2d([
          [2, 1],
          [1, 1],
        ]),
      };
      const [joint, mean] = [jointRatio(tf, now, old, masks), geometricMeanRatio(tf, now, old, masks)];
      return [Array.from(await read(joint.log)), Array.from(await read(mean.log))];
    };
    const [joint, mean] = await run(-7);
    expect(joint).toEqual([0.75, -1, 0, 0]);
    expect(mean).toEqual([0.375, -1, 0, 0]);
    expect(await run(55)).toEqual([joint, mean]);
  });

  it('illegal tokens have probability exactly 0, whatever their logit, and get no gradient', async () => {
    const { tf } = device;
    const legal = tf.tensor2d([[1, 1, 0]]);
    const log = (z: Tensor2D): Tensor1D => tokenLogProbability(tf, z, legal, tf.tensor1d([1], 'int32'));
    const small = await both(log, [[0, 0, 0]]);
    const large = await both(log, [[0, 0, 3e4]]);
    expect(small.y[0]).toBeCloseTo(Math.log(0.5), 6);
    expect(large).toEqual(small);
    expect(small.slope[2]).toBe(0);
    expect(small.slope[1]).toBeCloseTo(0.5, 6);
  });

  it('extreme logits give finite logs and gradients', async () => {
    const { tf } = device;
    const legal = tf.ones<Rank.R2>([1, 3]);
    const log = (z: Tensor2D): Tensor1D => tokenLogProbability(tf, z, legal, tf.tensor1d([0], 'int32'));
    const { y, slope } = await both(log, [[-1e4, 1e4, 0]]);
    expect(y[0]).toBeCloseTo(-2e4, 0);
    expect(slope).toEqual([1, -1, 0]);
  });

  it('only one legal token: log-probability 0 and gradient 0', async () => {
    const { tf } = device;
    const legal = tf.tensor2d([[0, 1, 0]]);
    const { y, slope } = await both((z) => tokenLogProbability(tf, z, legal, tf.tensor1d([1], 'int32')), [[5, -9, 2]]);
    expect(y.map(Math.abs)).toEqual([0]);
    expect(slope.map(Math.abs)).toEqual([0, 0, 0]);
  });
});
