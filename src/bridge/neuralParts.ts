import { carriedFactors } from '../neural/loss/carry.js';
import { generalisedAdvantages } from '../neural/loss/generalisedAdvantages.js';
import { objective } from '../neural/loss/objective.js';
import { returnAdvantages } from '../neural/loss/returnAdvantages.js';
import { sampledJointSurrogate } from '../neural/loss/safeguard.js';
import { stepBatch } from '../neural/loss/stepBatch.js';
import { tokenLogs } from '../neural/rollout/tokenLogs.js';
import { stagesOf } from '../neural/train/stages.js';

/** The functions of the neural path that are checked. A planted bug is a variant of one of them. */
export interface NeuralParts {
  /** Â of every trajectory (Eq. 9). */
  readonly advantages: typeof returnAdvantages;
  /** Â of every token, and the critic's targets. */
  readonly tokenAdvantages: typeof generalisedAdvantages;
  /** The turns of each update, in order. */
  readonly stages: typeof stagesOf;
  /** log π of every token. */
  readonly logs: typeof tokenLogs;
  /** What Â is multiplied by to give M_t (Eq. 8). */
  readonly carry: typeof carriedFactors;
  /** The tensors of a step: masks, M_{t+1}, old log-probabilities. */
  readonly batch: typeof stepBatch;
  /** The surrogate (Eq. 6). */
  readonly objective: typeof objective;
  /** What the safeguard after the sweep decides by. */
  readonly safeguard: typeof sampledJointSurrogate;
}

/** The functions that the trainer runs. */
export const NEURAL_PARTS: NeuralParts = {
  advantages: returnAdvantages,
  tokenAdvantages: generalisedAdvantages,
  stages: stagesOf,
  logs: tokenLogs,
  carry: carriedFactors,
  batch: stepBatch,
  objective,
  safeguard: sampledJointSurrogate,
};
