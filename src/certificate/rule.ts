import type { Game, Node } from './game.js';
import type { Num } from './number.js';
import type { Policy } from './policy.js';

/** A path's part in an update, weighed: c·Â⁺, c·Â⁻, and c over all turns updated so far, whatever their order. */
export type Sample = { readonly gain: Num; readonly loss: Num; readonly all: Num };
/** An information set's update: the distribution p around which it is made, its reach, its samples by action. */
export type Problem = { readonly p: readonly Num[]; readonly reach: Num; readonly samples: readonly Sample[][] };
/** Between what bounds q_a may lie, and the objective's slopes to its left and right. */
export type Slope = { readonly least: Num; readonly most: Num; readonly left: Num; readonly right: Num };
/** A step: an exact argmax by its slopes (and which moves of mass are allowed), or else by its own result, enclosed. */
export interface Step {
  readonly slopes?: (problem: Problem, q: readonly Num[]) => readonly Slope[];
  readonly mayMove?: (problem: Problem, q: readonly Num[]) => (from: number, to: number) => boolean;
  readonly result?: (problem: Problem) => readonly Num[];
}
/** What was verified of one update, and what an iteration ends with. */
export type Update = { readonly nodes: readonly Node[]; readonly problem: Problem; readonly q: readonly Num[] };
/** What an iteration ends with, and its updates as far as they were verified. */
export type Iteration = { readonly policy: Policy; readonly updates: readonly Update[] };
/** What the certificate states, by name: each part must be asked for. */
export type Stated = {
  part: (name: string) => unknown;
  text: (name: string) => string;
  policy: (name: string) => Policy;
};
/** An iteration, and what it said of its updates. */
export type Verified = Iteration & { readonly update: ReadonlyMap<string, unknown> };
/** Verifies one iteration, as it stands in the JSON. */
export type IterationRule = (game: Game, old: Policy, json: ReadonlyMap<string, unknown>, stated: Stated) => Iteration;
/** What a statement may look at besides: the game, π_0 and the iterations from it. */
export type Evidence = Stated & { game: Game; old: Policy; iterations: readonly Verified[] };
/** Both sides of what fails, and a sentence that says it. */
export type Finding = { readonly left: Num; readonly right: Num; readonly sentence: string };
/** Finds how a statement fails; rejects where it does not. */
export type Statement = (evidence: Evidence) => Finding;
