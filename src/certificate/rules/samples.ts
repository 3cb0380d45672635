import type { Game, Node, Path, Step } from '../game.js';
import { div, isLess, isZero, MINUS, mul, type Num, ONE, sum, ZERO } from '../number.js';
import type { Acting } from '../policy.js';
import type { Problem, Sample } from '../rule.js';

/** Π of all. */
export const product = (all: readonly Num[]): Num => all.reduce(mul, ONE);

/** The law of Â at step k of a path of the old policy, as probabilities and values, over all groups it can be part of. */
export type Estimate = (path: Path, k: number) => readonly (readonly [probability: Num, value: Num])[];

/** What an update at some nodes of one information set is made from. */
export interface Batch {
  readonly estimate: Estimate;
  /** Who acts before the nodes (weighs their histories), and after them (weighs the paths). */
  readonly before: Acting;
  readonly after: Acting;
  /** Per path: c of M = c·Â, and c over all turns that were updated, whatever their order. */
  readonly factor: (path: Path) => Num;
  readonly all: (path: Path) => Num;
  /** Is a single history updated also where it is not reached? */
  readonly everywhere: boolean;
}

/** Probability of a step. */
export const massBy =
  (acting: Acting) =>
  ({ node, a }: Step): Num =>
    acting(node)[a];

/**
 * The problem at `nodes`, which share one distribution: the histories of all nodes weighed by their reach, and after
 * each action the paths that follow it, weighed. Undefined where nothing is reached: then nothing is updated.
 */
export function problemAt(game: Game, nodes: readonly Node[], p: readonly Num[], batch: Batch): Problem | undefined {
  const passing = game.paths.flatMap((path) =>
    path.steps.flatMap((step, k) => (nodes.includes(step.node) ? [{ path, step, k }] : [])),
  );
  const reach = new Map<number, Num>();
  for (const { path, step, k } of passing) {
    if (!reach.has(step.at)) reach.set(step.at, product(path.steps.slice(0, k).map(massBy(batch.before))));
  }
  const total = sum([...reach.values()]);
  const alone = batch.everywhere && reach.size === 1;
  if (isZero(total) && !alone) return undefined;
  const sample = ({ path, step, k }: (typeof passing)[number]): Sample => {
    const share = alone ? ONE : div(reach.get(step.at) ?? ZERO, total);
    const weight = product([share, ...path.steps.slice(k + 1).map(massBy(batch.after)), batch.factor(path)]);
    const law = isZero(weight) ? [] : batch.estimate(path, k);
    const part = (sign: Num): Num => mul(weight, sum(law.map(([q, x]) => mul(q, positive(mul(sign, x))))));
    return { gain: part(ONE), loss: part(MINUS), all: batch.all(path) };
  };
  const samples = p.map((_, a) => passing.filter(({ step }) => step.a === a).map(sample));
  return { p, reach: total, samples };
}

/** E[M|a] by action. */
export const meansOf = ({ samples }: Problem): Num[] =>
  samples.map((all) => sum(all.flatMap(({ gain, loss }) => [gain, mul(MINUS, loss)])));

/** max(x, 0). */
export const positive = (x: Num): Num => (isLess(x, ZERO) ? ZERO : x);
