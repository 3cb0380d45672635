import { exactReturn, optimumOf } from '../bridge/exactReturn.js';
import type { Unrolled } from '../environments/unroll.js';
import type { CompareTask } from '../neural/compare/compareSettings.js';
import type { ComparePoint, RunRecord } from '../neural/compare/runRecord.js';
import { trainerOptionsOf } from '../neural/config/trainConfig.js';
import type { Engine } from '../neural/engine/engine.js';
import { NotFiniteError } from '../neural/neuralError.js';
import { Trainer } from '../neural/train/trainer.js';
import { CompareJudge } from './compareJudge.js';

/**
 * One run of a comparison: trains, and judges the policy exactly at the start and after every iteration. A run whose
 * numbers overflow ends there, and says so. The same task on the same engine gives the same record.
 * Rejects with NeuralError for parts that do not go together, RangeError where J* is not positive.
 */
export async function compareRun(
  engine: Engine,
  unrolled: Unrolled,
  { algorithm, config }: CompareTask,
  onIteration?: () => void,
): Promise<RunRecord> {
  const optimum = optimumOf(unrolled);
  const judge = new CompareJudge(optimum);
  const trainer = new Trainer(engine, trainerOptionsOf(config));
  const points: ComparePoint[] = [];
  const judgeNow = async (): Promise<void> => {
    const { expectedReturn } = await exactReturn(unrolled, trainer.policy);
    points.push(judge.point(expectedReturn, trainer.state.budget));
  };
  let diverged: string | undefined;
  try {
    await judgeNow();
    while (points.length <= config.iterations) {
      await trainer.iterate();
      await judgeNow();
      onIteration?.();
    }
  } catch (error) {
    if (!(error instanceof NotFiniteError)) throw error;
    diverged = error.message;
  } finally {
    trainer.dispose();
  }
  return {
    version: 1,
    kind: 'seeupo-compare-run',
    algorithm,
    config,
    engine: engine.info,
    optimum: optimum.toString(),
    points,
    ...(diverged === undefined ? {} : { diverged }),
  };
}
