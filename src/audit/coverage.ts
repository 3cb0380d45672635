import { sequenceLogRatio } from '../trainer/ratios.js';
import type { LossFormula } from './lossFormula.js';
import { type LogRow, type StepBatch } from './logRow.js';

/** How often a branch of the claimed formulas was in force. */
export interface Branch {
  readonly name: string;
  readonly count: number;
  /** Does the claim have this branch? An agreement says nothing about one that never occurred. */
  readonly claimed: boolean;
}

/** Counts which branches a log exercised. */
export class Coverage {
  readonly #counts = new Map<string, number>();
  #tokens = 0;
  #awayFromOne = 0;
  #hasOld = false;

  constructor(private readonly loss: LossFormula | undefined) {}

  see(step: StepBatch): void {
    const scores = new Map<string, Set<number>>();
    const members = new Map<string, Set<string>>();
    const turns = new Set<number>();
    for (const row of step.responses) {
      const { group, score, trajectory, mask } = row;
      if (score !== undefined) scores.set(group, (scores.get(group) ?? new Set()).add(score));
      members.set(group, (members.get(group) ?? new Set()).add(trajectory));
      if (row.turns !== undefined) turns.add(row.turns);
      const first = mask.indexOf(1);
      if (first >= 0 && mask.slice(first, mask.lastIndexOf(1)).includes(0)) this.#add('masked hole');
      if (first < 0) this.#add('fully masked row');
    }
    for (const [group, own] of scores) {
      const size = members.get(group)?.size ?? 0;
      if (size === 1) this.#add('group of one');
      else if (own.size === 1) this.#add('deviation 0');
      else this.#add('group with a deviation');
    }
    if (turns.size > 1) this.#add('unequal numbers of turns');
    for (const row of step.rows) this.#row(row);
  }

  get branches(): readonly Branch[] {
    const { loss } = this;
    const clip = loss?.surrogate.kind === 'clip' ? loss.surrogate : undefined;
    const isBounded = loss !== undefined && loss.surrogate.kind !== 'log-probability';
    const branch = (name: string, claimed: boolean): Branch => ({ name, count: this.#counts.get(name) ?? 0, claimed });
    return [
      branch('clip low', clip !== undefined && clip.low !== Infinity),
      branch('clip high', clip !== undefined && clip.high !== Infinity),
      branch('ratio beyond the clip that is not clipped', clip !== undefined && clip.low !== Infinity),
      branch('upper bound of the ratio', clip?.cap !== undefined),
      branch('dual clip', clip?.dual !== undefined),
      branch('ratio other than 1', isBounded),
      branch('negative advantage', true),
      branch('positive advantage', true),
      branch('carried factor other than 1', this.#counts.has('carried factor')),
      branch('KL other than 0', loss?.kl !== undefined),
      branch('group with a deviation', true),
      branch('deviation 0', false),
      branch('group of one', false),
      branch('unequal numbers of turns', false),
      branch('masked hole', false),
      branch('fully masked row', false),
    ];
  }

  /** Answers to "is this a bug?" that are no. */
  get notes(): readonly string[] {
    const notes: string[] = [];
    if (this.#hasOld && this.#tokens > 0 && this.#awayFromOne === 0) {
      notes.push(
        'Every ratio is 1 (one update per batch, or old log-probabilities taken from the current policy). A clip fraction of 0 is right then, and so is a loss that is minus the mean advantage: 0 for advantages that are centred. The gradient is not 0.',
      );
    }
    const equal = this.#counts.get('deviation 0') ?? 0;
    if (equal > 0) {
      notes.push(
        `${equal} group${equal === 1 ? '' : 's'} had equal returns: advantages of 0 there are right (no signal, no step).`,
      );
    }
    return notes;
  }

  #add(name: string, by = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by);
  }

  #row(row: LogRow): void {
    const { now, mask, advantages, carried, ref } = row;
    if (carried !== undefined) this.#add('carried factor');
    if (carried !== undefined && Math.abs(carried - 1) > 1e-6) this.#add('carried factor other than 1');
    const old = row.old ?? (this.loss?.withoutOld === 'itself' ? now : undefined);
    if (now === undefined || old === undefined || advantages === undefined) return;
    this.#hasOld = true;
    const level = this.loss?.level ?? 'token';
    const clip = this.loss?.surrogate.kind === 'clip' ? this.loss.surrogate : undefined;
    const whole = level === 'token' ? 0 : sequenceLogRatio(now, old, mask, level);
    for (let j = 0; j < mask.length; j++) {
      if (mask[j] === 0) continue;
      this.#tokens += 1;
      const log = level === 'token' ? now[j] - old[j] : whole;
      if (ref !== undefined && Math.abs(ref[j] - now[j]) > 1e-5) this.#add('KL other than 0');
      const a = typeof advantages === 'number' ? advantages : advantages[j];
      if (a < 0) this.#add('negative advantage');
      if (a > 0) this.#add('positive advantage');
      if (Math.abs(log) > 1e-5) {
        this.#awayFromOne += 1;
        this.#add('ratio other than 1');
      }
      if (clip === undefined) continue;
      const ratio = Math.exp(log);
      if (ratio < 1 - clip.low && a < 0) this.#add('clip low');
      else if (ratio > 1 + clip.high && a > 0) this.#add('clip high');
      else if ((ratio < 1 - clip.low || ratio > 1 + clip.high) && a !== 0)
        this.#add('ratio beyond the clip that is not clipped');
      if (clip.cap !== undefined && ratio > clip.cap && a < 0) this.#add('upper bound of the ratio');
      if (clip.dual !== undefined && ratio > clip.dual && a < 0) this.#add('dual clip');
    }
  }
}
