import { exactReturn } from '../bridge/exactReturn.js';
import { TooLargeError } from '../environments/environmentError.js';
import { unroll, type Unrolled } from '../environments/unroll.js';
import { runTraining } from '../neural/config/run.js';
import { type TrainConfig, trainerOptionsOf } from '../neural/config/trainConfig.js';
import type { Engine } from '../neural/engine/engine.js';
import { NotFiniteError } from '../neural/neuralError.js';
import type { Budget } from '../neural/train/budget.js';
import { note } from './output.js';
import type { TrainSetup } from './trainSetup.js';
import { UsageError } from './usageError.js';

/** One iteration, as `train --json` tells it. */
export interface TrainPoint {
  /** From 1. */
  readonly iteration: number;
  readonly meanReturn: number;
  /** J(π) after it, exact and then rounded; absent where the game is too large. */
  readonly J?: number;
}

/** What came of a run: the iterations done now, and what all of it has spent. */
export interface TrainOutcome {
  readonly curve: readonly TrainPoint[];
  readonly budget: Budget;
  /** Was it interrupted before its last iteration? */
  readonly stopped: boolean;
}

/**
 * Trains with one line an iteration on stderr. SIGINT (Ctrl-C) and SIGTERM end the run after the iteration that is
 * going on, with a checkpoint in `out`; a second one ends the process as usual, with the checkpoint of before.
 * Rejects as `runTraining`; where numbers overflow, with a UsageError that names the checkpoint.
 */
export async function trainRun(engine: Engine, { config, from }: TrainSetup, out: string): Promise<TrainOutcome> {
  const game = unrolledOrNone(config, out);
  const curve: TrainPoint[] = [];
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
    note('Stopping after this iteration; Ctrl-C again ends at once, with the checkpoint of before');
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const trainer = await runTraining(engine, config, out, from, {
      isStopped: () => isStopped,
      onIteration: async ({ iteration, meanReturn }, { policy }) => {
        const exact = game === undefined ? undefined : await exactReturn(game, policy);
        const J = exact?.expectedReturn.toDouble();
        curve.push({ iteration: iteration + 1, meanReturn, ...(J === undefined ? {} : { J }) });
        const told = exact === undefined ? '' : `  J ${J?.toFixed(4)} of ${exact.optimum.toDouble().toFixed(4)}`;
        note(`${iteration + 1}/${config.iterations}  sampled mean ${meanReturn.toFixed(4)}${told}`);
      },
    });
    const { budget } = trainer.state;
    trainer.dispose();
    return { curve, budget, stopped: budget.iterations < config.iterations };
  } catch (error) {
    if (!(error instanceof NotFiniteError)) throw error;
    throw new UsageError(`${error.message}; the checkpoint ${out} is from before this iteration`, { cause: error });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** The exact game, unless it is too large. */
function unrolledOrNone(config: TrainConfig, out: string): Unrolled | undefined {
  try {
    return unroll(trainerOptionsOf(config).environment);
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    note(`J is not told after each iteration: ${error.fact}; to estimate it: seeupo evaluate ${out} --samples 10000`);
    return undefined;
  }
}
