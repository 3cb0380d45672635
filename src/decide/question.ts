import { assertions } from './printTerm.js';
import type { Shape } from './shapes.js';
import type { Subject } from './subject.js';
import type { Formula } from './term.js';
import type { TieRule } from './symbolicArgmax.js';
import type { SymbolicGame } from './symbolicGame.js';
import { symbolicSweep } from './symbolicSweep.js';
import { NotDecidable } from './notDecidable.js';
import { type DecidedColumn, violationOf } from './violation.js';
import type { GuaranteeRegime } from '../guarantees/guarantee.js';

/** A question for the solver: is there a game of the shape and a policy of its domain that satisfy all formulas? */
export interface Question {
  readonly games: SymbolicGame;
  readonly variables: readonly string[];
  readonly formulas: readonly Formula[];
}

/** What is asked. */
export interface Asked {
  readonly subject: Subject;
  readonly column: DecidedColumn;
  readonly shape: Shape;
  readonly information: GuaranteeRegime['information'];
  readonly tie: TieRule;
  readonly seed: number;
}

/** The question whether the guarantee is violated, and its twin with the wrong sign. Throws NotDecidable. */
export function questionsOf(asked: Asked): { readonly violation: Question; readonly twin: Question } {
  const { subject, shape, column } = asked;
  if (subject.tokens && shape.actions > 2) throw new NotDecidable('three actions are two tokens');
  asked = { ...asked, subject: inDirection(asked) };
  const games = shape.games(asked.information);
  const { twin } = violationOf(games, games.old, column);
  return { violation: asQuestion(asked, games, 1), twin: asQuestion(asked, games, twin.turned ? -1 : 1, true) };
}

/**
 * With two arms the column is a matter of the direction alone (docs/decide.md), which makes a simpler sentence of it: for
 * a strictly concave drift that direction is that of the greater E[M].
 */
function inDirection({ subject, column, shape }: Asked): Subject {
  const { update } = subject;
  const isSmooth = update.kind === 'quadratic' && shape.turns === 1 && shape.actions === 2;
  if (!isSmooth || column === 'one-sweep' || column === 'all-turns') return subject;
  return { ...subject, update: { kind: 'direction', lengths: [1], what: 'nothing that matters here' } };
}

function asQuestion({ subject, column, tie, seed }: Asked, games: SymbolicGame, sign: 1 | -1, isTwin = false): Question {
  const sweep = symbolicSweep(games, subject, { tie, seed, sign });
  const { violated, twin } = violationOf(games, sweep.next, column);
  const formulas = [games.domain, sweep.conditions, isTwin ? twin.formula : violated];
  return {
    games,
    variables: [...games.variables, ...sweep.variables],
    formulas: formulas.flatMap((formula) => (formula.kind === 'and' ? formula.parts : [formula])),
  };
}

/** The question in SMT-LIB 2, declarations and assertions: the same question gives the same text. */
export function scriptOf({ variables, formulas }: Question): string {
  return [...variables.map((name) => `(declare-const ${name} Real)`), ...assertions(formulas), ''].join('\n');
}
