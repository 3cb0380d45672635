import { Rational } from '../exact/rational.js';
import type { Environment } from './environment.js';
import { EnvironmentError } from './environmentError.js';
import { textOf } from './tokens.js';

/** A state that is possible given what the policy has read, and its posterior probability. */
export interface Possible<State> {
  readonly state: State;
  readonly weight: Rational;
}

/** The states that are possible given all tokens so far; the weights sum to 1. Without hidden facts there is one. */
export type Belief<State> = readonly Possible<State>[];

/** A prompt: what the policy reads first. Contexts that read the same are one prompt. */
export interface Prompt<State> {
  readonly probability: Rational;
  readonly observation: readonly number[];
  readonly belief: Belief<State>;
}

/** One of the replies that the policy can tell apart, or one of the ways to end. */
export interface Branch<State> {
  readonly probability: Rational;
  readonly reward: Rational;
  readonly observation: readonly number[];
  /** What is possible afterwards, by Bayes' rule; undefined where the episode ends. */
  readonly next: Belief<State> | undefined;
}

/** The prompts of an environment, in the order of its contexts: the initial contexts s0 that a policy can tell apart. */
export function promptsOf<State>(environment: Environment<State>): Prompt<State>[] {
  const groups = grouped(environment.contexts, ({ observation }) => observation.join());
  return groups.map((group) => {
    const probability = totalOf(group);
    return { probability, observation: group[0].observation, belief: posterior(group, probability) };
  });
}

/**
 * The mask after `prefix`, ascending. Throws EnvironmentError when possible states have different masks: the mask
 * would tell the policy something that its tokens do not.
 */
export function legalAt<State>(
  environment: Environment<State>,
  belief: Belief<State>,
  prefix: readonly number[],
): readonly number[] {
  const legal = environment.legalNext(belief[0].state, prefix);
  for (const { state } of belief.slice(1)) {
    if (environment.legalNext(state, prefix).join() === legal.join()) continue;
    throw new EnvironmentError(
      `environment "${environment.name}": the mask after "${textOf(environment.vocabulary, prefix)}" is different in state ${JSON.stringify(belief[0].state)} and in state ${JSON.stringify(state)}, which the policy cannot tell apart; a mask must not depend on hidden facts`,
    );
  }
  return legal;
}

/** Every legal response, in ascending order of tokens; each ends with `end`. Made one by one, for they may be many. */
export function* legalResponses<State>(
  environment: Environment<State>,
  belief: Belief<State>,
  prefix: readonly number[] = [],
): Generator<readonly number[]> {
  for (const id of legalAt(environment, belief, prefix)) {
    const longer = [...prefix, id];
    if (id === environment.end) yield longer;
    else yield* legalResponses(environment, belief, longer);
  }
}

/**
 * The replies to `response`, averaged over the possible states. Replies that read the same are one branch, except
 * that endings are kept apart by their reward. Throws EnvironmentError when two replies read the same, go on and
 * pay differently: the reward would be a hidden fact, and must wait until it shows or until the end.
 */
export function branchesAfter<State>(
  environment: Environment<State>,
  belief: Belief<State>,
  response: readonly number[],
): Branch<State>[] {
  const replies = belief.flatMap(({ state, weight }) =>
    environment
      .respond(state, response)
      .map((outcome) => ({ ...outcome, state: outcome.next, probability: weight.mul(outcome.probability) })),
  );
  const groups = grouped(replies, ({ observation, next, reward }) =>
    next === undefined ? `${observation.join()} ends, pays ${reward}` : observation.join(),
  );
  return groups.map((group) => {
    const [{ observation, reward, next }] = group;
    if (group.some((reply) => !reply.reward.equals(reward))) {
      throw new EnvironmentError(
        `environment "${environment.name}": replies to "${textOf(environment.vocabulary, response.slice(0, -1))}" read the same ("${textOf(environment.vocabulary, observation)}"), go on, and pay differently; pay when it shows, or at the end`,
      );
    }
    const probability = totalOf(group);
    const going = group.flatMap((reply) => (reply.state === undefined ? [] : [{ ...reply, state: reply.state }]));
    return { probability, reward, observation, next: next === undefined ? undefined : posterior(going, probability) };
  });
}

/** A text that is equal for beliefs with the same future, given that equal keys mean an equal future. */
export function beliefKey<State>(environment: Environment<State>, belief: Belief<State>): string {
  const weights = new Map<string, Rational>();
  for (const { state, weight } of belief) {
    const key = environment.key(state);
    weights.set(key, (weights.get(key) ?? Rational.ZERO).add(weight));
  }
  if (weights.size === 1) return weights.keys().next().value ?? '';
  return JSON.stringify([...weights].map(([key, weight]) => `${key}: ${weight}`).sort());
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function totalOf(group: readonly { readonly probability: Rational }[]): Rational {
  return Rational.sum(group.map(({ probability }) => probability));
}

/** Bayes' rule on one group; equal states (as JSON) become one. */
function posterior<State>(
  group: readonly { readonly state: State; readonly probability: Rational }[],
  total: Rational,
): Belief<State> {
  return grouped(group, ({ state }) => JSON.stringify(state)).map((same) => ({
    state: same[0].state,
    weight: totalOf(same).div(total),
  }));
}
