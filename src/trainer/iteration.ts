import { carryLogRatio, type CarryRule, nextFactor, usedFactor } from './carried.js';
import { type Objective, policyLoss, type PolicyLoss } from './policyLoss.js';
import { type Rows, TrainerError } from './rows.js';

/** One turn's update: the responses of this turn, before, during and after it. */
export interface TurnUpdate {
  /** The trajectory of every row. */
  readonly trajectories: readonly string[];
  readonly mask: Rows;
  /** log π_θk of the tokens, the policy that sampled. */
  readonly oldLogProbs: Rows;
  /** log π of the policy that the loss is taken at; the sampler, if absent. */
  readonly logProbs?: Rows | undefined;
  /** log π right after this turn's update. The last update of an iteration may lack it. */
  readonly logProbsAfter?: Rows | undefined;
}

/** What one turn's update uses and gives. */
export interface TurnResult {
  /** c, what Â was multiplied by. One number a row. */
  readonly carried: readonly number[];
  /** M = c·Â. One number a row. */
  readonly advantages: readonly number[];
  readonly loss: PolicyLoss;
}

/**
 * One iteration of Algorithm 1 over logged numbers: turns are updated in the order given (T … 1 for SeeUPO), each with
 * M_t = c·Â of its own trajectory (Eqs. 7 and 8), after which c is multiplied by the response's ratio. `advantages` has
 * Â by trajectory. A trajectory without a row in a turn keeps its factor.
 * Throws TrainerError for a trajectory without advantage.
 */
export function turnByTurn(
  advantages: ReadonlyMap<string, number>,
  updates: readonly TurnUpdate[],
  objective: Objective,
  carry: CarryRule | undefined,
): TurnResult[] {
  const factors = new Map<string, number>();
  return updates.map((update) => {
    const carried = update.trajectories.map((id) =>
      carry === undefined ? 1 : usedFactor(carry, factors.get(id) ?? 1),
    );
    const used = update.trajectories.map((id, i) => {
      const own = advantages.get(id);
      if (own === undefined) throw new TrainerError(`trajectory ${id} has no advantage`);
      return own * carried[i];
    });
    const { mask, oldLogProbs, logProbs = oldLogProbs, logProbsAfter } = update;
    const loss = policyLoss({ logProbs, oldLogProbs, advantages: used, mask }, objective);
    if (carry !== undefined && logProbsAfter !== undefined) {
      update.trajectories.forEach((id, i) => {
        const log = carryLogRatio(carry, logProbsAfter[i], oldLogProbs[i], mask[i]);
        factors.set(id, nextFactor(carry, factors.get(id) ?? 1, log));
      });
    }
    return { carried, advantages: used, loss };
  });
}
