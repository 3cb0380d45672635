import { checkedEnvironment } from '../../environments/checkedEnvironment.js';
import { createNetwork } from '../network/createNetwork.js';
import { initialParameters } from '../network/initialParameters.js';
import type { Network } from '../network/network.js';
import { NotFiniteError } from '../neuralError.js';
import { type PolicyFunction, policyFunction } from '../rollout/policyFunction.js';
import { PolicySession } from '../rollout/policySession.js';
import { sampleGroups, type SampleOptions } from '../rollout/sampleGroups.js';
import { type Sample, sampleOf } from '../rollout/samples.js';
import { allRows, tokenLogs, tokenValues } from '../rollout/tokenLogs.js';
import type { Device, Tensor1D } from '../tf.js';
import { advantagesOf } from './advantages.js';
import { type Budget, NOTHING_SPENT, spent } from './budget.js';
import { updateCritic } from './critic.js';
import { disposeLearner, type Learner, newLearner } from './optimizer.js';
import { shrink } from './shrink.js';
import { type StageReport, sweep } from './sweep.js';
import { checkOptions, type OnTurnUpdated, type TrainerOptions } from './trainerOptions.js';

/** Everything of a run that changes: what a checkpoint holds, besides the options. */
export interface TrainerState {
  readonly policy: Learner;
  readonly critic: Learner | undefined;
  /** θ_0, where the algorithm has a KL penalty. */
  readonly reference: Tensor1D | undefined;
  readonly budget: Budget;
}

/** What one iteration did. */
export interface IterationReport {
  /** From 0. */
  readonly iteration: number;
  readonly meanReturn: number;
  readonly stages: readonly StageReport[];
  /** How much of the way from θ_k the safeguard allowed; undefined without one. */
  readonly share: number | undefined;
  /** Spent so far. */
  readonly budget: Budget;
}

/**
 * A training run. Each iteration is a function of (options, state): what is random comes from streams named by the
 * root seed and the iteration, so that a state that was stored and loaded goes on as if nothing had happened.
 */
export class Trainer {
  readonly network: Network;
  readonly critic: Network | undefined;
  private current: TrainerState;

  /** Starts at θ_0 from the seed, or goes on from `state`, whose tensors then belong to the trainer. Throws NeuralError for options that do not go together. */
  constructor(
    readonly device: Device,
    readonly options: TrainerOptions,
    state?: (trainer: Pick<Trainer, 'network' | 'critic' | 'device' | 'options'>) => TrainerState,
  ) {
    checkOptions(options);
    const { environment, network, algorithm } = options;
    const vocabulary = checkedEnvironment(environment).vocabulary.length;
    this.network = createNetwork(network, vocabulary, vocabulary);
    this.critic = algorithm.advantage.kind === 'gae' ? createNetwork(network, vocabulary, 1) : undefined;
    this.current = state === undefined ? this.start() : state(this);
  }

  /** What a checkpoint would hold now. The tensors belong to the trainer, and the next iteration replaces them. */
  get state(): TrainerState {
    return this.current;
  }

  /** The policy as it is now; valid until the next iteration. */
  get policy(): PolicyFunction {
    return policyFunction(this.device, this.network, this.current.policy.theta);
  }

  private start(): TrainerState {
    const { tf } = this.device;
    const { seed, algorithm } = this.options;
    const theta = initialParameters(this.network.layout, seed);
    return {
      policy: newLearner(tf, theta),
      critic: this.critic === undefined ? undefined : newLearner(tf, initialParameters(this.critic.layout, seed)),
      reference: algorithm.kl === undefined ? undefined : tf.tensor1d(theta),
      budget: NOTHING_SPENT,
    };
  }

  /**
   * One iteration π_k → π_{k+1} (Algorithm 1). Rejects with NotFiniteError when a loss, the new policy or the new
   * critic is not finite; the state is then still that of before, and nothing is lost.
   */
  async iterate(onTurnUpdated?: OnTurnUpdated): Promise<IterationReport> {
    const { device, network, critic } = this;
    const { environment, algorithm, optimizer, seed, batchContexts, groupSize } = this.options;
    const before = this.current;
    const iteration = before.budget.iterations;
    const asked = { seed, iteration, batchContexts, groupSize };
    const samples = await this.sample(asked);
    const rows = allRows(samples);
    const old = await tokenLogs(device, network, before.policy.theta, rows);
    const { reference: anchor } = before;
    const reference = anchor === undefined ? undefined : await tokenLogs(device, network, anchor, rows);
    const values =
      critic === undefined || before.critic === undefined
        ? undefined
        : await tokenValues(device, critic, before.critic.theta, rows);
    const advantages = advantagesOf(samples, algorithm, values);
    const input = { seed, iteration, turns: environment.turns, samples, advantages, old, reference };
    const swept = await sweep(device, network, before.policy, algorithm, optimizer, input, onTurnUpdated);
    let { learner } = swept;
    let share: number | undefined;
    let nextCritic: Learner | undefined;
    try {
      if (algorithm.safeguard !== undefined && advantages.kind === 'trajectory') {
        const how = { samples, old, advantages: advantages.byId, ...algorithm.safeguard };
        const shrunk = await shrink(device, network, before.policy, learner, how);
        learner.theta.dispose();
        learner = { ...learner, theta: shrunk.theta };
        share = shrunk.share;
      }
      await checkPolicy(device, network, learner, samples);
      if (critic !== undefined && before.critic !== undefined && advantages.kind === 'token') {
        const learned = { iteration, passes: algorithm.epochs, samples, targets: advantages.tokens.targets };
        nextCritic = await updateCritic(device, critic, before.critic, optimizer, learned);
      }
    } catch (error) {
      disposeLearner(learner);
      throw error;
    }
    const steps = learner.steps - before.policy.steps;
    const criticSteps = (nextCritic?.steps ?? 0) - (before.critic?.steps ?? 0);
    const budget = spent(before.budget, { iterations: 1, steps, criticSteps, ...sampled(samples) });
    this.current = { policy: learner, critic: nextCritic, reference: anchor, budget };
    disposeLearner(before.policy);
    if (before.critic !== undefined) disposeLearner(before.critic);
    return { iteration, meanReturn: meanReturn(samples), stages: swept.stages, share, budget };
  }

  private async sample(asked: SampleOptions): Promise<Sample[]> {
    const session = new PolicySession(this.device, this.network, this.current.policy.theta);
    try {
      return (await sampleGroups(this.options.environment, session.ask, asked)).map(sampleOf);
    } finally {
      session.dispose();
    }
  }

  /** Disposes everything. */
  dispose(): void {
    const { policy, critic, reference } = this.current;
    disposeLearner(policy);
    if (critic !== undefined) disposeLearner(critic);
    reference?.dispose();
  }
}

/** Finite parameters may still be too large to compute with: the new policy must know the samples' probabilities. */
async function checkPolicy(
  device: Device,
  network: Network,
  learner: Learner,
  samples: readonly Sample[],
): Promise<void> {
  const logs = await tokenLogs(device, network, learner.theta, allRows(samples));
  for (const { id, responses } of samples) {
    const own = logs.get(id) ?? new Float32Array();
    if (responses.every(({ start, length }) => own.subarray(start, start + length).every(Number.isFinite))) continue;
    throw new NotFiniteError(
      `the new policy gives trajectory ${id} no finite probability; the parameters from before this iteration are kept; try a smaller learning rate or a gradient norm limit`,
    );
  }
}

function sampled(samples: readonly Sample[]): Pick<Budget, 'trajectories' | 'responses' | 'tokens'> {
  const responses = samples.flatMap((sample) => sample.responses);
  return {
    trajectories: samples.length,
    responses: responses.length,
    tokens: responses.reduce((sum, { length }) => sum + length, 0),
  };
}

function meanReturn(samples: readonly Sample[]): number {
  return samples.reduce((sum, sample) => sum + sample.return, 0) / samples.length;
}
