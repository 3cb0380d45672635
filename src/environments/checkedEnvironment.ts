import { Rational } from '../exact/rational.js';
import type { Environment, Outcome } from './environment.js';
import { EnvironmentError } from './environmentError.js';
import { textOf } from './tokens.js';

const CHECKED = new WeakMap<object, Environment<never>>();

/**
 * `environment` with every answer of its rules checked when it is used: probabilities are positive and sum to 1,
 * tokens are in the vocabulary, masks are not empty and let every response end in time, replies parse every
 * response that the mask allows. Legal tokens come in ascending order. Throws EnvironmentError, at once for what
 * is fixed (vocabulary, contexts, sizes), later for what the rules say. The same environment gives the same object.
 */
export function checkedEnvironment<State>(environment: Environment<State>): Environment<State> {
  const known = CHECKED.get(environment);
  if (known !== undefined) return known;
  const fail = (message: string): never => {
    throw new EnvironmentError(`environment "${environment.name}": ${message}`);
  };
  checkFixed(environment, fail);
  const text = (ids: readonly number[]): string => textOf(environment.vocabulary, ids);
  const legalNext = (state: State, prefix: readonly number[]): readonly number[] => {
    const legal = environment.legalNext(state, prefix);
    const after = (): string => `after "${text(prefix)}" in state ${JSON.stringify(state)}`;
    if (legal.length === 0) fail(`the mask is empty ${after()}; a response must be able to end`);
    checkIds(environment, legal, () => `the mask ${after()}`, fail);
    const sorted = legal.toSorted((a, b) => a - b);
    sorted.forEach((id, i) => {
      if (id === sorted[i - 1]) fail(`the mask ${after()} names the token "${environment.vocabulary[id]}" twice`);
      if (id !== environment.end && prefix.length + 2 > environment.longestResponse)
        fail(`${after()} the mask goes on, beyond the longest response of ${environment.longestResponse} tokens`);
    });
    return sorted;
  };
  const respond = (state: State, response: readonly number[]): readonly Outcome<State>[] => {
    const said = (): string => `the response "${text(response.slice(0, -1))}" in state ${JSON.stringify(state)}`;
    let outcomes: readonly Outcome<State>[];
    try {
      outcomes = environment.respond(state, response);
    } catch (error) {
      if (error instanceof EnvironmentError) throw error;
      return fail(`the mask allows ${said()}, but the reply to it fails: ${String(error)}`);
    }
    checkDistribution(outcomes, () => `the replies to ${said()}`, fail);
    for (const { observation } of outcomes)
      checkObservation(environment, observation, () => `the reply to ${said()}`, fail);
    return outcomes;
  };
  const checked: Environment<State> = {
    ...environment,
    legalNext,
    respond,
    key: (state) => environment.key(state),
  };
  CHECKED.set(environment, checked as Environment<never>);
  CHECKED.set(checked, checked as Environment<never>);
  return checked;
}

type Fail = (message: string) => never;

function checkFixed<State>(environment: Environment<State>, fail: Fail): void {
  const { vocabulary, end, turns, longestResponse, longestObservation, returnRange, contexts } = environment;
  vocabulary.forEach((token, id) => {
    if (!/^\S+$/.test(token)) fail(`token ${id} of the vocabulary is "${token}"; a token is a word without blanks`);
    if (vocabulary.indexOf(token) !== id) fail(`the vocabulary lists "${token}" twice`);
  });
  checkIds(environment, [end], () => 'the end token', fail);
  for (const [what, size, least] of [
    ['turns', turns, 1],
    ['the longest response', longestResponse, 1],
    ['the longest observation', longestObservation, 0],
  ] as const) {
    if (!Number.isSafeInteger(size) || size < least)
      fail(`${what} must be an integer of at least ${least}, not ${size}`);
  }
  if (returnRange[0].gt(returnRange[1])) fail(`the return range ${returnRange.join(' … ')} is empty`);
  checkDistribution(contexts, () => 'the contexts', fail);
  for (const { observation } of contexts) checkObservation(environment, observation, () => 'a prompt', fail);
}

function checkDistribution(
  outcomes: readonly { readonly probability: Rational }[],
  what: () => string,
  fail: Fail,
): void {
  for (const { probability } of outcomes) {
    if (probability.sign() <= 0) fail(`${what()} have the probability ${probability}; it must be greater than 0`);
  }
  const total = Rational.sum(outcomes.map(({ probability }) => probability));
  if (!total.equals(Rational.ONE)) fail(`the probabilities of ${what()} sum to ${total}, not to 1`);
}

function checkIds<State>(
  environment: Environment<State>,
  ids: readonly number[],
  what: () => string,
  fail: Fail,
): void {
  for (const id of ids) {
    if (environment.vocabulary[id] === undefined)
      fail(`${what()} names the token id ${id}, outside the vocabulary of ${environment.vocabulary.length} tokens`);
  }
}

function checkObservation<State>(
  environment: Environment<State>,
  observation: readonly number[],
  what: () => string,
  fail: Fail,
): void {
  checkIds(environment, observation, what, fail);
  if (observation.length > environment.longestObservation) {
    fail(
      `${what()} says "${textOf(environment.vocabulary, observation)}", ${observation.length} tokens; the longest observation is stated as ${environment.longestObservation}`,
    );
  }
}
