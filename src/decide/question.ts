import type { GuaranteeRegime } from '../guarantees/guarantee.js';
import { NotDecidable } from './notDecidable.js';
import { assertions } from './printTerm.js';
import { type Shape, THREE_ARMS_IN_TOKENS } from './shapes.js';
import type { Subject } from './subject.js';
import type { TieRule } from './symbolicArgmax.js';
import type { SymbolicGame } from './symbolicGame.js';
import { type SymbolicSweep, symbolicSweep } from './symbolicSweep.js';
import type { Formula } from './term.js';
import { type DecidedColumn, violationOf } from './violation.js';

/** What is asked: does one iteration violate the column on some game of the shape, from some policy of full support? */
export interface Asked {
  readonly subject: Subject;
  readonly column: DecidedColumn;
  readonly shape: Shape;
  readonly information: GuaranteeRegime['information'];
  /** Which maximiser an iteration takes. */
  readonly tie: TieRule;
  /** Draws the order of turns where it is random. */
  readonly seed: number;
}

/** A question for the solver: is there a game of the shape and a policy of its domain that satisfy all formulas? */
export interface Question {
  readonly games: SymbolicGame;
  readonly sweep: SymbolicSweep;
  readonly variables: readonly string[];
  readonly formulas: readonly Formula[];
}

/** The same question, asked of a shape in which a token-level update finds its tokens. */
export function spelledOut(asked: Asked): Asked {
  return asked.subject.tokens && asked.shape.id === 'three-arms' ? { ...asked, shape: THREE_ARMS_IN_TOKENS } : asked;
}

/** The question whether the guarantee is violated, and its twin with the wrong sign. Throws NotDecidable. */
export function questionsOf(asked: Asked): { readonly violation: Question; readonly twin: Question } {
  const { shape, column, information } = asked;
  if (asked.subject.tokens && shape.id === 'three-arms-behind-a-coin') {
    throw new NotDecidable('three actions behind a coin are spelled in two tokens, a game of three turns');
  }
  const games = shape.games(information);
  const inForm = { ...asked, subject: inDirection(asked) };
  const { turned } = violationOf(games, games.old, column).twin;
  return { violation: asQuestion(inForm, games, 1, false), twin: asQuestion(inForm, games, turned ? -1 : 1, true) };
}

/**
 * With one decision between two arms these columns are a matter of the direction alone (docs/decide.md), which makes a simpler
 * sentence: for a quadratic drift that direction is that of the greater E[M].
 */
function inDirection({ subject, column, shape }: Asked): Subject {
  const isSmooth = subject.update.kind === 'quadratic' && isMatterOfDirection(shape);
  if (!isSmooth || column === 'one-sweep' || column === 'all-turns') return subject;
  return { ...subject, update: { kind: 'direction', lengths: [1], ofLogits: false, what: 'a quadratic drift' } };
}

/** Does the variable stand for the root of a sum of squares? */
export function isRoot(name: string): boolean {
  return name.startsWith('root');
}

/** Does the direction in which an iteration moves mass decide whether J rises, falls or stays? */
export function isMatterOfDirection({ single, actions }: Shape): boolean {
  return single && actions === 2;
}

function asQuestion(
  { subject, column, shape, tie, seed }: Asked,
  games: SymbolicGame,
  sign: 1 | -1,
  isTwin: boolean,
): Question {
  const sweep = symbolicSweep(games, subject, { tie, seed, sign });
  // One root beside five other variables is the most that the solver has managed.
  if (sweep.variables.some(isRoot) && shape.id !== 'two-arms-one-coin') {
    throw new NotDecidable('the standard deviation of three different returns is a root of squares');
  }
  const { violated, twin } = violationOf(games, sweep.next, column);
  return {
    games,
    sweep,
    variables: [...games.variables, ...sweep.variables],
    formulas: [games.domain, sweep.conditions, isTwin ? twin.formula : violated],
  };
}

/** The question in SMT-LIB 2, declarations and assertions: the same question gives the same text. */
export function scriptOf({ variables, formulas }: Question, assumptions: readonly Formula[] = []): string {
  const all = [...formulas, ...assumptions].flatMap((formula) => (formula.kind === 'and' ? formula.parts : [formula]));
  return [...variables.map((name) => `(declare-const ${name} Real)`), ...assertions(all), ''].join('\n');
}
