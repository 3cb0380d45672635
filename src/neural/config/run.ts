import { setImmediate } from 'node:timers/promises';
import { type Checkpoint, checkpointOf, stateOf } from '../checkpoint/checkpoint.js';
import { writeCheckpoint } from '../checkpoint/checkpointFile.js';
import type { Engine } from '../engine/engine.js';
import { NeuralError, NotFiniteError } from '../neuralError.js';
import { type IterationReport, Trainer } from '../train/trainer.js';
import { type TrainConfig, trainConfigSpec, trainerOptionsOf } from './trainConfig.js';

/** What a run reports to, and asks whether to go on. */
export interface RunHooks {
  /** After every iteration, awaited. */
  readonly onIteration?: (report: IterationReport, trainer: Trainer) => Promise<void> | void;
  /** Asked after every iteration: true ends the run, with a checkpoint. */
  readonly isStopped?: () => boolean;
}

/**
 * Trains as `config` says until `config.iterations`, from the start or from a checkpoint; writes the checkpoint every
 * `checkpointEvery` iterations and at the end. Going on gives what an uninterrupted run would have given, bit for bit
 * on one engine. Gives the trainer, which the caller disposes.
 * Rejects with NeuralError when the checkpoint was made by another configuration (only `iterations` and
 * `checkpointEvery` may differ), with NotFiniteError when numbers overflow: the checkpoint is then the state before that iteration.
 */
export async function runTraining(
  engine: Engine,
  config: TrainConfig,
  path: string,
  from: Checkpoint | undefined,
  hooks: RunHooks = {},
): Promise<Trainer> {
  if (from !== undefined) checkSameRun(config, from, path);
  const options = trainerOptionsOf(config);
  const trainer = new Trainer(engine, options, from === undefined ? undefined : (own) => stateOf(from, own, path));
  const save = async (): Promise<void> => writeCheckpoint(path, await checkpointOf(trainer, config, engine.info));
  let saved = from?.budget.iterations ?? -1;
  const done = (): number => trainer.state.budget.iterations;
  try {
    while (done() < config.iterations) {
      // The plain engines answer at once, so that without this pause no signal would ever be seen.
      await setImmediate();
      if (hooks.isStopped?.() === true) break;
      const report = await trainer.iterate();
      if (done() % config.checkpointEvery === 0) {
        await save();
        saved = done();
      }
      await hooks.onIteration?.(report, trainer);
    }
  } catch (error) {
    // The state before the iteration that failed is sound, and worth keeping.
    if (error instanceof NotFiniteError && saved !== done()) await save();
    trainer.dispose();
    throw error;
  }
  if (saved !== done()) await save();
  return trainer;
}

/** The configuration in a checkpoint. Throws NeuralError, with `where`, when it is none of this version's. */
export function configOf({ config }: Checkpoint, where: string): TrainConfig {
  const result = trainConfigSpec.safeParse(config);
  if (result.success) return result.data;
  throw new NeuralError(
    `${where}: the configuration in this checkpoint is not understood; read it with the version of seeupo that wrote it`,
  );
}

/**
 * Throws NeuralError unless a checkpoint at `where` was made by this configuration: only `iterations` and
 * `checkpointEvery` may differ.
 */
export function checkSameRun(config: TrainConfig, from: Checkpoint, where: string): void {
  const stored = configOf(from, where);
  const free = new Set(['iterations', 'checkpointEvery']);
  for (const key of Object.keys(trainConfigSpec.shape) as (keyof TrainConfig)[]) {
    if (free.has(key) || JSON.stringify(stored[key]) === JSON.stringify(config[key])) continue;
    throw new NeuralError(
      `${where} was trained with "${key}" ${JSON.stringify(stored[key])}, not ${JSON.stringify(config[key])}; only iterations and checkpointEvery may change: leave it as it was, or start a run of its own in another file`,
    );
  }
}
