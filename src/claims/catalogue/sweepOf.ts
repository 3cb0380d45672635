import type { Game } from '../../game/game.js';
import type { MirrorStep } from '../../mirror/mirrorStep.js';
import { parseStep } from '../../mirror/parseStep.js';
import { orderName, parseOrder, randomOrder } from '../../sweep/order.js';
import { type Sweep, sweep, type SweepOptions } from '../../sweep/sweep.js';
import { parseTie, TIES } from '../../sweep/tie.js';
import type { Instance } from '../instance.js';
import { worstWhereUnreached } from './unreached.js';

/** The steps confined to the support of π_k: what importance ratios can see. */
export const CONFINED_STEPS: readonly string[] = ['clip:1/5', 'clip:1/2', 'chi-square:1', 'ratio-box:1/5', 'supported'];

/** The steps that may also give mass to an action that π_k never takes. */
export const UNCONFINED_STEPS: readonly string[] = [
  'euclidean:1',
  'euclidean:5',
  'total-variation:1/10',
  'unrestricted',
];

/** Every valid mirror step that the claims about sweeps run through: all drifts and neighbourhoods. */
export const STEPS: readonly string[] = [...CONFINED_STEPS, ...UNCONFINED_STEPS];

/** Every tie-breaking rule on this game, the adversarial one included; a random order of two actions is no new one. */
export function allTies(game: Game): string[] {
  const choice = game.infoSets.some(([i]) => game.firstEdge[i + 1] - game.firstEdge[i] > 2);
  return [...TIES, ...(choice ? ['random:1', 'random:2'] : [])];
}

/**
 * What happens at a history that the policy in force does not reach, where an expectation over paths has weight 0:
 * the argmax is taken all the same; the history keeps its distribution; or it gets whichever is worst.
 */
export const WEIGHTINGS: readonly string[] = ['every-history', 'reached', 'anything'];

/** With more turns than this there are too many permutations to list, and some are drawn. */
const MOST_PERMUTED = 4;
const DRAWN = [1, 2, 3];

/**
 * Every order of update on this game: reverse, forward, simultaneous, and each other permutation of its turns;
 * of a game of many turns, a few permutations.
 */
export function allOrders({ turns }: Game): readonly string[] {
  let orders = ordersOfTurns.get(turns);
  if (orders === undefined) ordersOfTurns.set(turns, (orders = listOrders(turns)));
  return orders;
}

const ordersOfTurns = new Map<number, readonly string[]>();

function listOrders(turns: number): string[] {
  if (turns === 1) return ['reverse'];
  if (turns > MOST_PERMUTED) {
    return ['reverse', 'forward', 'simultaneous', ...DRAWN.map((seed) => orderName(randomOrder(turns, seed)))];
  }
  const orders = permutations(Array.from({ length: turns }, (_, i) => i + 1)).map(orderName);
  const monotone = new Set([orders[0], orders[orders.length - 1]]);
  return ['reverse', 'forward', 'simultaneous', ...orders.filter((order) => !monotone.has(order))];
}

function permutations(items: readonly number[]): number[][] {
  if (items.length <= 1) return [items.slice()];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

const steps = new Map<string, MirrorStep>();

/** `parseStep`, remembered: claims ask for the same few steps on every instance. */
export function stepOf(name: string): MirrorStep {
  let step = steps.get(name);
  if (step === undefined) steps.set(name, (step = parseStep(name)));
  return step;
}

/** The sweep options that the instance's parameters "step", "order", "tie" and "weighting" describe; each may be absent. */
export function sweepOptions({ parameters }: Instance): SweepOptions {
  const { step = 'clip:1/5', order = 'reverse', tie = 'first', weighting = 'every-history' } = parameters;
  return {
    step: stepOf(step),
    order: parseOrder(order),
    tie: parseTie(tie),
    weighting: weighting === 'every-history' ? 'every-history' : 'reached',
  };
}

/**
 * One sweep from the instance's "old" policy with the instance's parameters, with `altered(step)` in place of the
 * step where given.
 */
export function sweepOf(instance: Instance, altered: (step: MirrorStep) => MirrorStep = (step) => step): Sweep {
  const options = sweepOptions(instance);
  const result = sweep(instance.policies['old'], { ...options, step: altered(options.step) });
  return instance.parameters['weighting'] === 'anything' ? worstWhereUnreached(result) : result;
}
