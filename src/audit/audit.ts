import { AdvantageStage } from './advantageStage.js';
import { CarryStage } from './carryStage.js';
import type { Claim, Undecided } from './claims/claim.js';
import { claimOf } from './claims/index.js';
import { Consistency, type Contradiction } from './consistency.js';
import { type Branch, Coverage } from './coverage.js';
import type { LogHeader, StepBatch } from './logRow.js';
import { LossStage, RowLossStage } from './lossStage.js';
import { type SearchLimits, type StageReport, StageRun } from './stageRun.js';

/** What `seeupo audit` answers. */
export type AuditVerdict = 'agrees' | 'differs' | 'not decidable';

/** Everything that came out of an audit. */
export interface AuditReport {
  readonly verdict: AuditVerdict;
  readonly trainer: string;
  readonly steps: number;
  readonly rows: number;
  readonly tokens: number;
  readonly calls: number;
  readonly quantities: readonly StageReport[];
  readonly contradictions: readonly Contradiction[];
  /** Responses whose log-probabilities were compared before the first update. */
  readonly comparedBeforeUpdates: number;
  readonly undecided: readonly Undecided[];
  /** Quantities that the log does not hold enough for, and what is missing. */
  readonly notChecked: readonly { readonly quantity: string; readonly why: string }[];
  readonly coverage: readonly Branch[];
  /** Branches of the claim that never occurred. */
  readonly notExercised: readonly string[];
  readonly notes: readonly string[];
}

/** Takes the steps of a log one by one, and reports at any time. */
export class Auditor {
  readonly #claim: Claim;
  readonly #runs: { readonly on: Undecided['on']; readonly run: StageRun<never> }[] = [];
  readonly #consistency: Consistency;
  readonly #coverage: Coverage;
  readonly #has = { scores: false, advantages: false, carried: false, afters: false, losses: false, logs: false };
  #steps = 0;
  #rows = 0;
  #tokens = 0;
  #calls = 0;

  /** `limits`: undefined for the claim alone, without a search for other formulas. */
  constructor(header: LogHeader, limits: SearchLimits | undefined) {
    const claim = claimOf(header);
    this.#claim = claim;
    this.#consistency = new Consistency(claim.axes, claim.whole, header.dtype);
    this.#coverage = new Coverage(claim.loss?.[0]);
    const undecided = (on: Undecided['on']): boolean =>
      claim.undecided.some((own) => own.on === on && own.key !== 'version');
    const settings = { ...claim.settings, whole: claim.whole, dtype: header.dtype };
    if (claim.advantages !== undefined && !undecided('advantages')) {
      this.#add('advantages', new StageRun(new AdvantageStage(claim.advantages, claim.groupSize, claim.whole), limits));
    }
    if (claim.carry !== undefined && !undecided('carry')) {
      this.#add('carry', new StageRun(new CarryStage(claim.carry, header.dtype), limits));
    }
    if (claim.loss !== undefined && !undecided('loss')) {
      const rows = claim.loss.flatMap((f) => [
        f,
        {
          ...f,
          aggregation: { ...f.aggregation, row: f.aggregation.row === 'mean' ? ('sum' as const) : ('mean' as const) },
        },
      ]);
      this.#add('loss', new StageRun(new RowLossStage(rows, settings), limits));
      this.#add('loss', new StageRun(new LossStage(claim.loss, settings), limits));
    }
  }

  /** Takes the next step. */
  see(step: StepBatch): void {
    this.#steps += 1;
    this.#rows += step.rows.length;
    this.#calls += step.calls.length;
    for (const row of step.rows) {
      this.#tokens += row.mask.length;
      if (row.score !== undefined) this.#has.scores = true;
      if (row.advantages !== undefined) this.#has.advantages = true;
      if (row.carried !== undefined) this.#has.carried = true;
      if (row.loss !== undefined) this.#has.losses = true;
      if (row.now !== undefined) this.#has.logs = true;
    }
    if (step.afters.length > 0) this.#has.afters = true;
    if (step.calls.length > 0) this.#has.losses = true;
    this.#consistency.see(step);
    this.#coverage.see(step);
    for (const { run } of this.#runs) run.see(step);
  }

  /** What came out of the steps so far. */
  report(): AuditReport {
    const quantities = this.#runs
      .map(({ run }) => run.report())
      .filter(({ checked, undecidable }) => checked > 0 || Object.keys(undecidable).length > 0);
    const contradictions = this.#consistency.found;
    const undecided = this.#claim.undecided;
    const isOpen = undecided.some(({ on }) => on === 'all');
    const isOther = (on: Undecided['on']): boolean => undecided.some((own) => own.on === on);
    const differing = quantities.filter(
      ({ differing: n, quantity }) => n > 0 && !(isOther('loss') && quantity.startsWith('loss')),
    );
    const coverage = this.#coverage.branches;
    const checked = quantities.reduce((n, own) => n + own.checked, 0);
    const verdict: AuditVerdict =
      contradictions.length > 0 || (!isOpen && differing.length > 0)
        ? 'differs'
        : undecided.length > 0 || checked === 0
          ? 'not decidable'
          : 'agrees';
    return {
      verdict,
      trainer: this.#claim.trainer,
      steps: this.#steps,
      rows: this.#rows,
      tokens: this.#tokens,
      calls: this.#calls,
      quantities,
      contradictions,
      comparedBeforeUpdates: this.#consistency.compared,
      undecided,
      notChecked: this.#notChecked(quantities),
      coverage,
      notExercised: coverage.filter(({ count, claimed }) => claimed && count === 0).map(({ name }) => name),
      notes: this.#coverage.notes,
    };
  }

  #add<F>(on: Undecided['on'], run: StageRun<F>): void {
    this.#runs.push({ on, run: run as unknown as StageRun<never> });
  }

  #notChecked(quantities: readonly StageReport[]): AuditReport['notChecked'] {
    const has = this.#has;
    const done = new Set(quantities.filter(({ checked }) => checked > 0).map(({ quantity }) => quantity));
    const missing: { quantity: string; why: string }[] = [];
    if (!done.has('advantages')) {
      const why = !has.advantages ? 'the log has no advantages' : !has.scores ? 'the log has no scores' : undefined;
      missing.push({ quantity: 'advantages', why: why ?? this.#whyNot('advantages') });
    }
    if (!done.has('carried factors') && (has.carried || has.afters)) {
      missing.push({
        quantity: 'carried factors',
        why: has.afters ? 'the log has no carried factors' : 'the log has no log_probs_after',
      });
    }
    if (!done.has('loss') && !done.has('losses of rows')) {
      const why = !has.losses ? 'the log has no losses' : !has.logs ? 'the log has no log_probs' : undefined;
      missing.push({ quantity: 'loss', why: why ?? this.#whyNot('loss') });
    }
    return missing;
  }

  #whyNot(on: Undecided['on']): string {
    const key = this.#claim.undecided.find((own) => own.on === on || own.on === 'all');
    return key === undefined ? 'the log lacks what the formula needs' : `not decidable: ${key.key} ${key.why}`;
  }
}
