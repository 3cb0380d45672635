import { z } from 'zod';
import { type EngineInfo, engineInfoSpec } from '../engine/engine.js';
import type { Layout } from '../network/layout.js';
import { NeuralError } from '../neuralError.js';
import type { Tensor1D } from '../tf.js';
import { type Budget, budgetSpec } from '../train/budget.js';
import type { Learner } from '../train/optimizer.js';
import type { Trainer, TrainerState } from '../train/trainer.js';
import { decodeSafetensors, encodeSafetensors, type HostTensor } from './safetensors.js';

/** A stored run: its configuration, what it has spent, on which engine, and its tensors by name. */
export interface Checkpoint {
  /** The configuration that the run was started with; see `trainConfigSpec`. */
  readonly config: unknown;
  readonly engine: EngineInfo;
  readonly budget: Budget;
  /** Steps taken by the optimizers. */
  readonly steps: { readonly policy: number; readonly critic: number };
  readonly tensors: ReadonlyMap<string, HostTensor>;
}

const FORMAT = 'seeupo checkpoint';

/** The texts of a checkpoint's file; all random streams follow from the seed in `config` and the iterations spent. */
const headSpec = z.strictObject({
  version: z.literal(1),
  config: z.unknown(),
  engine: engineInfoSpec,
  budget: budgetSpec,
  steps: z.strictObject({ policy: z.int().nonnegative(), critic: z.int().nonnegative() }),
});

/**
 * The checkpoint of a trainer between two iterations. Tensors are named by parameter: "policy/head.weight", and
 * "policy.first/…", "policy.second/…" for Adam's memory; then the same for "critic", and "reference/…".
 */
export async function checkpointOf(trainer: Trainer, config: unknown, engine: EngineInfo): Promise<Checkpoint> {
  const { state, network, critic, device } = trainer;
  const tensors = new Map<string, HostTensor>();
  const add = async (prefix: string, layout: Layout, vector: Tensor1D): Promise<void> => {
    for (const { parameter, values } of layout.hostViews(await device.read(vector))) {
      tensors.set(`${prefix}/${parameter.name}`, { shape: parameter.shape, values });
    }
  };
  const addLearner = async (prefix: string, layout: Layout, learner: Learner): Promise<void> => {
    await add(prefix, layout, learner.theta);
    await add(`${prefix}.first`, layout, learner.first);
    await add(`${prefix}.second`, layout, learner.second);
  };
  await addLearner('policy', network.layout, state.policy);
  if (critic !== undefined && state.critic !== undefined) await addLearner('critic', critic.layout, state.critic);
  if (state.reference !== undefined) await add('reference', network.layout, state.reference);
  const steps = { policy: state.policy.steps, critic: state.critic?.steps ?? 0 };
  return { config, engine, budget: state.budget, steps, tensors };
}

/** The state that a trainer goes on from. Throws NeuralError, with `where`, for a checkpoint of another network or with numbers that are not finite. */
export function stateOf(
  { tensors, budget, steps }: Checkpoint,
  { network, critic, device, options }: Pick<Trainer, 'network' | 'critic' | 'device' | 'options'>,
  where: string,
): TrainerState {
  const vector = (prefix: string, layout: Layout): Tensor1D => {
    const theta = new Float32Array(layout.size);
    for (const { parameter, values } of layout.hostViews(theta)) {
      const stored = tensors.get(`${prefix}/${parameter.name}`);
      if (stored === undefined || stored.shape.join() !== parameter.shape.join()) {
        const found = stored === undefined ? 'is not there' : `has the shape [${stored.shape.join(', ')}]`;
        throw new NeuralError(
          `${where} belongs to another network: "${prefix}/${parameter.name}" ${found}, and this ${network.spec.kind} network needs [${parameter.shape.join(', ')}]; use the configuration that it was trained with`,
        );
      }
      if (!stored.values.every(Number.isFinite)) {
        throw new NeuralError(
          `${where}: "${prefix}/${parameter.name}" holds numbers that are not finite, which no checkpoint does; the file is damaged: take another copy`,
        );
      }
      values.set(stored.values);
    }
    return device.tf.tensor1d(theta);
  };
  const learner = (prefix: string, layout: Layout, taken: number): Learner => ({
    theta: vector(prefix, layout),
    first: vector(`${prefix}.first`, layout),
    second: vector(`${prefix}.second`, layout),
    steps: taken,
  });
  return {
    policy: learner('policy', network.layout, steps.policy),
    critic: critic === undefined ? undefined : learner('critic', critic.layout, steps.critic),
    reference: options.algorithm.kl === undefined ? undefined : vector('reference', network.layout),
    budget,
  };
}

/** The checkpoint as a safetensors file, which Python reads with `safetensors.numpy.load_file`. */
export function encodeCheckpoint({ tensors, ...head }: Checkpoint): Uint8Array {
  return encodeSafetensors({ metadata: { format: FORMAT, head: JSON.stringify({ version: 1, ...head }) }, tensors });
}

/** The inverse of `encodeCheckpoint`. Throws NeuralError, with `where`, for another kind of file. */
export function decodeCheckpoint(bytes: Uint8Array, where: string): Checkpoint {
  const { metadata, tensors } = decodeSafetensors(bytes, where);
  if (metadata['format'] !== FORMAT)
    throw new NeuralError(
      `${where}: this safetensors file is no seeupo checkpoint; name one that "seeupo train" has written`,
    );
  try {
    const { config, engine, budget, steps } = headSpec.parse(JSON.parse(metadata['head']));
    return { config, engine, budget, steps, tensors };
  } catch (error) {
    throw new NeuralError(
      `${where}: the checkpoint's head is malformed, or of another version; read it with the version of seeupo that wrote it`,
      { cause: error },
    );
  }
}
