import { checkedEnvironment } from '../environments/checkedEnvironment.js';
import type { Unrolled } from '../environments/unroll.js';
import { expectedReturn } from '../evaluate/expectedReturn.js';
import type { Rational } from '../exact/rational.js';
import type { IterationReport, Trainer } from '../neural/train/trainer.js';
import type { Policy } from '../policy/policy.js';
import { BridgeError } from './bridgeError.js';
import { type Decrease, decreaseOf } from './decreaseCause.js';
import { optimumOf } from './exactReturn.js';
import { networkPolicy } from './networkPolicy.js';

/** What one update did to J, exactly. */
export interface TracedUpdate {
  /** The turns that were updated; `safeguard` for the way back after the sweep. */
  readonly turns: readonly number[] | 'safeguard';
  readonly before: Rational;
  readonly after: Rational;
  /** Present if J fell. */
  readonly decrease?: Decrease;
}

/** One iteration, update by update. */
export interface SweepTrace {
  /** From 0. */
  readonly iteration: number;
  /** J(π_k) and J(π_{k+1}), exact. */
  readonly start: Rational;
  readonly end: Rational;
  readonly optimum: Rational;
  readonly updates: readonly TracedUpdate[];
  /** What the trainer says of the same iteration. */
  readonly report: IterationReport;
}

/**
 * Claim F3: runs one iteration of `trainer` and evaluates the network exactly before and after each turn's update.
 * Every fall of J is there, with its size and its cause; where the sweep as a whole rose, too. `unrolled` is the
 * trainer's environment at response level. Rejects as `networkPolicy` and the trainer do.
 */
export async function traceSweep(trainer: Trainer, unrolled: Unrolled): Promise<SweepTrace> {
  if (unrolled.level !== 'response') {
    throw new BridgeError('a sweep is traced turn by turn: unroll at response level, where a turn is one decision');
  }
  const { environment } = trainer.options;
  if (checkedEnvironment(environment) !== checkedEnvironment(unrolled.environment)) {
    throw new BridgeError(
      `the game is of an environment "${unrolled.environment.name}" that is not the trainer's "${environment.name}"; unroll the trainer's own`,
    );
  }
  const first = (await networkPolicy(unrolled, trainer.policy)).policy;
  const start = expectedReturn(first);
  const updates: TracedUpdate[] = [];
  let [policy, reached] = [first, start];
  const note = (turns: TracedUpdate['turns'], next: Policy): void => {
    const after = expectedReturn(next);
    const all = Array.from({ length: unrolled.game.turns }, (_, n) => n + 1);
    const decrease = decreaseOf(policy, next, turns === 'safeguard' ? all : turns);
    updates.push({ turns, before: reached, after, ...(decrease === undefined ? {} : { decrease }) });
    [policy, reached] = [next, after];
  };
  const report = await trainer.iterate(async (updated) => {
    note(updated.turns, (await networkPolicy(unrolled, updated.policy)).policy);
  });
  if (report.share !== undefined && report.share !== 1) {
    note('safeguard', (await networkPolicy(unrolled, trainer.policy)).policy);
  }
  return { iteration: report.iteration, start, end: reached, optimum: optimumOf(unrolled), updates, report };
}

/** Every fall of J in some traces, one line each. */
export function decreaseLines(traces: readonly SweepTrace[]): string[] {
  return traces.flatMap(({ iteration, updates }) =>
    updates.flatMap(({ turns, before, after, decrease }) => {
      if (decrease === undefined) return [];
      const where = turns === 'safeguard' ? 'the safeguard' : `the update of turn ${turns.join('+')}`;
      const { size, own, others, cause } = decrease;
      const parts = `own turns ${signed(own)}, others ${signed(others)}`;
      return [
        `iteration ${iteration + 1}: ${where} lowered J by ${short(size)}, from ${short(before)} to ${short(after)}: ${cause} (${parts})`,
      ];
    }),
  );
}

/** Six digits: exact values of networks have hundreds. */
function short(x: Rational): string {
  return x.toDouble().toPrecision(6);
}

function signed(x: Rational): string {
  return `${x.sign() < 0 ? '' : '+'}${short(x)}`;
}
