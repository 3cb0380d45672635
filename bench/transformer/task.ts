import { objective, stepLogs } from '../../src/neural/loss/objective.js';
import { type StepBatch, stepBatch, type StepSources } from '../../src/neural/loss/stepBatch.js';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import { createNetwork } from '../../src/neural/network/createNetwork.js';
import type { Network } from '../../src/neural/network/network.js';
import { type PoolEntry, type Sample, turnPool } from '../../src/neural/rollout/samples.js';
import type { OptimizerOptions } from '../../src/neural/train/optimizer.js';
import type { Tensor, TF } from '../../src/neural/tf.js';
import { Lcg } from '../support/lcg.js';
import type { Shape } from './shape.js';

const SEED = 1;
/** The generator's grid for real numbers. */
const STEPS = 2 ** 16;

/** SeeUPO's update (Eq. 6): joint ratios of whole responses, clipped. */
const { update } = PRESETS.seeupo;

export const ADAM: OptimizerOptions = {
  kind: 'adam',
  learningRate: 1e-4,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
};

/** The numbers that every contestant starts from, all drawn from one Lcg: θ, tokens, old log-probabilities and M. */
export interface Task {
  readonly network: Network;
  readonly theta: Float32Array;
  readonly samples: readonly Sample[];
  readonly sources: StepSources;
  /** 1 … T: all turns are updated in one step. */
  readonly turns: readonly number[];
}

/** The task of a shape. bench/peers/transformer_step.py draws the same numbers in the same order. */
export function taskOf(shape: Shape): Task {
  const { trajectories, turns, tokens, width, layers, heads, vocabulary, copies = 1 } = shape;
  const length = turns * tokens;
  const lcg = new Lcg(SEED);
  const network = createNetwork(
    { kind: 'transformer', maxLength: length, width, layers, heads },
    vocabulary,
    vocabulary,
  );
  const theta = new Float32Array(network.layout.size);
  for (const { parameter, values } of network.layout.hostViews(theta)) {
    const { start } = parameter;
    if (start === 'ones') values.fill(1);
    if (typeof start === 'string') continue;
    values.forEach((_, i) => (values[i] = ((2 * lcg.below(STEPS) + 1 - STEPS) / STEPS) * start.bound));
  }
  const legal = Array.from({ length }, (_, at) => legalTokens(at, vocabulary));
  const responses = Array.from({ length: turns }, (_, n) => ({
    turn: n + 1,
    start: n * tokens,
    length: tokens,
    legal: legal.slice(n * tokens, (n + 1) * tokens),
    reward: 0,
  }));
  const drawn = Array.from({ length: trajectories }, (_, id) => ({
    id,
    group: 0,
    tokens: Int32Array.from({ length }, (_, at) => legalToken(lcg, at, vocabulary)),
    responses,
    return: 0,
  }));
  // About what a policy near its start gives, so that some ratios are clipped and most are not.
  const uniform = -Math.log(legal[0].length);
  const drawnOld = drawn.map(() => Float32Array.from({ length }, () => uniform + (lcg.below(2001) - 1000) / 1e4));
  const carried = drawn.map(() => Array.from({ length: turns }, () => (lcg.below(9) - 4) / 4));
  const samples = Array.from({ length: trajectories * copies }, (_, id) => ({ ...drawn[id % trajectories], id }));
  const old = new Map(samples.map(({ id }) => [id, drawnOld[id % trajectories]]));
  const sources = { old, advantage: ({ sample, turn }: PoolEntry) => carried[sample.id % trajectories][turn - 1] };
  return { network, theta, samples, sources, turns: Array.from({ length: turns }, (_, n) => n + 1) };
}

/** At every position a quarter of the tokens is forbidden. */
function isLegal(token: number, at: number): boolean {
  return (token + at) % 4 !== 0;
}

/** The tokens that are not forbidden at a position. */
export function legalTokens(at: number, vocabulary: number): number[] {
  return Array.from({ length: vocabulary }, (_, token) => token).filter((token) => isLegal(token, at));
}

function legalToken(lcg: Lcg, at: number, vocabulary: number): number {
  for (;;) {
    const token = lcg.below(vocabulary);
    if (isLegal(token, at)) return token;
  }
}

/** The tensors of a step on some of the task's samples. */
export function batchOf(tf: TF, { network, turns, sources }: Task, samples: readonly Sample[]): StepBatch {
  const entries = turns.flatMap((turn) => turnPool(samples, turn, 'none'));
  return stepBatch(tf, network, { update }, entries, turns, sources);
}

/** What a step descends, as the trainer has it: minus the objective, which is a mean over all the task's samples. */
export function lossOn(tf: TF, { network, samples }: Task, batch: StepBatch): (views: Tensor[]) => Tensor {
  return (views) => tf.neg(objective(tf, { update }, stepLogs(tf, network, views, batch), batch, samples.length));
}
