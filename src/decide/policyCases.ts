import { Rational } from '../exact/rational.js';
import type { Case } from './cases.js';
import type { SymbolicGame } from './symbolicGame.js';
import { equal, number, variable } from './term.js';

const LIKELY = ['1/2', '9/10', '1/10', '1/100', '99/100'];
/** How many policies are tried. */
const MOST = 5;

/**
 * Some policies, written down: uniform, nearly certain, and mixtures. With the policy known, a question of two turns is
 * about rewards alone, and easier to find a model of.
 */
export function policyCases({ variables }: SymbolicGame): Case[] {
  const free = variables.filter((name) => name.startsWith('p'));
  const all = Array.from({ length: LIKELY.length ** free.length }, (_, n) =>
    free.map((_, k) => LIKELY[Math.floor(n / LIKELY.length ** k) % LIKELY.length]),
  );
  // Spread over the list, so that a few of them differ in everything.
  const stride = Math.max(1, Math.floor(all.length / MOST));
  return all
    .filter((_, n) => n % stride === 0)
    .slice(0, MOST)
    .map((chosen) => ({
      name: free.map((name, k) => `${name} = ${chosen[k]}`).join(', '),
      assumptions: free.map((name, k) => equal(variable(name), number(Rational.parse(chosen[k])))),
    }));
}
