import type { Environment } from '../../src/environments/environment.js';
import { Rational } from '../../src/exact/rational.js';
import type { Shape } from './shape.js';

/**
 * An environment that costs next to nothing: in each turn the policy writes any tokens, always the same number of them,
 * the last one the end token, and is told nothing. So what is measured is the policy.
 */
export function babble({ turns, tokens, vocabulary }: Shape): Environment<number> {
  const end = vocabulary - 1;
  const words = Array.from({ length: end }, (_, n) => n);
  return {
    name: 'babble',
    description: 'Writes tokens at random.',
    vocabulary: [...words.map((n) => `w${n}`), 'end'],
    end,
    turns,
    longestResponse: tokens,
    longestObservation: 0,
    returnRange: [Rational.ZERO, Rational.ZERO],
    contexts: [{ probability: Rational.ONE, state: 1, observation: [] }],
    legalNext: (_, prefix) => (prefix.length + 1 < tokens ? words : [end]),
    respond: (turn) => [
      { probability: Rational.ONE, reward: Rational.ZERO, observation: [], next: turn < turns ? turn + 1 : undefined },
    ],
    key: (turn) => `${turn}`,
  };
}
