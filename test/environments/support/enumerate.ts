import { Rational } from '../../../src/exact/rational.js';
import type { Environment } from '../../../src/environments/environment.js';
import type { TokenPolicy } from './tokenPolicy.js';

/** What `enumerateEpisodes` saw. */
export interface Enumeration {
  readonly expectedReturn: Rational;
  readonly totalProbability: Rational;
  readonly longestResponse: number;
  readonly mostTurns: number;
}

/**
 * Plays out every episode of the rules themselves, state by state and token by token, with nothing of the unroller:
 * no beliefs, no nodes.
 */
export function enumerateEpisodes<State>(environment: Environment<State>, policy: TokenPolicy): Enumeration {
  let expectedReturn = Rational.ZERO;
  let totalProbability = Rational.ZERO;
  let longestResponse = 0;
  let mostTurns = 0;
  const turn = (state: State, history: readonly number[], reach: Rational, paid: Rational, t: number): void => {
    mostTurns = Math.max(mostTurns, t);
    const write = (prefix: readonly number[], chance: Rational): void => {
      longestResponse = Math.max(longestResponse, prefix.length);
      if (prefix.at(-1) === environment.end) {
        for (const { probability, reward, observation, next } of environment.respond(state, prefix)) {
          const weight = chance.mul(probability);
          const now = paid.add(reward);
          if (next !== undefined) {
            turn(next, [...history, ...prefix, ...observation], weight, now, t + 1);
            continue;
          }
          totalProbability = totalProbability.add(weight);
          expectedReturn = expectedReturn.add(weight.mul(now));
        }
        return;
      }
      const legal = environment.legalNext(state, prefix).toSorted((a, b) => a - b);
      policy(history, prefix, legal).forEach((p, i) => write([...prefix, legal[i]], chance.mul(p)));
    };
    write([], reach);
  };
  for (const { state, observation, probability } of environment.contexts)
    turn(state, observation, probability, Rational.ZERO, 1);
  return { expectedReturn, totalProbability, longestResponse, mostTurns };
}
