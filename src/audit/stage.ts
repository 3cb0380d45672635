import type { Call, LogRow, StepBatch } from './logRow.js';

/** One logged number that a formula must give. */
export interface Item {
  readonly used: number;
  readonly row?: LogRow | undefined;
  readonly call?: Call | undefined;
  /** Why a difference here says nothing (members of the group are not in the log), if so. */
  readonly excuse?: string | undefined;
}

/** What a formula gives for an item, and what rounding may add. NaN: the formula cannot be computed here. */
export interface Value {
  readonly expected: number;
  readonly tolerance: number;
}

/** A formula with what it changes in the claim. */
export interface Candidate<F> {
  readonly formula: F;
  /** One entry per change, in words: "deviation with n instead of n-1". */
  readonly changes: readonly string[];
}

/** One quantity that trainers compute, with the finite family of formulas for it. */
export interface Stage<F> {
  readonly name: string;
  /** What the claim may mean: usually one formula, several where a configuration leaves it open. */
  readonly readings: readonly F[];
  /** The logged values of a step; the same for every formula. */
  items(step: StepBatch): readonly Item[];
  value(formula: F, step: StepBatch, index: number): Value;
  /** The formulas to look through, those nearest to `claim` first. */
  family(claim: F, step: StepBatch): Iterable<Candidate<F>>;
  describe(formula: F): string;
  /** Called when a step is done with: caches of it may go. */
  forget?(step: StepBatch): void;
}

/** Does a formula give what was used? */
export function fits({ expected, tolerance }: Value, used: number): boolean {
  if (Number.isNaN(used)) return true;
  return Math.abs(expected - used) <= tolerance;
}

/** One way in which a formula may differ from the claim. */
export interface Axis<F> {
  /** Other values of this axis, each as the changed formula with words for the change. */
  readonly alternatives: (formula: F, step: StepBatch) => readonly { readonly words: string; readonly formula: F }[];
}

/** Formulas with one change, then those with two (in different axes); each formula once. */
export function* neighbours<F>(claim: F, axes: readonly Axis<F>[], step: StepBatch): Generator<Candidate<F>> {
  const seen = new Set([JSON.stringify(claim)]);
  const singles: (Candidate<F> & { axis: number })[] = [];
  for (const [axis, { alternatives }] of axes.entries()) {
    for (const { words, formula } of alternatives(claim, step)) {
      const key = JSON.stringify(formula);
      if (seen.has(key)) continue;
      seen.add(key);
      const single = { formula, changes: [words], axis };
      singles.push(single);
      yield single;
    }
  }
  for (const { formula: changed, changes, axis } of singles) {
    for (const { alternatives } of axes.slice(axis + 1)) {
      for (const { words, formula } of alternatives(changed, step)) {
        const key = JSON.stringify(formula);
        if (seen.has(key)) continue;
        seen.add(key);
        yield { formula, changes: [...changes, words] };
      }
    }
  }
}
