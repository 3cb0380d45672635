import { Rational } from '../exact/rational.js';
import type { Formula, Term } from './term.js';

/** What the variables stand for. */
export type Values = ReadonlyMap<string, Rational>;

/** The term's value, exactly. Throws RangeError for a variable without a value, and for a division by 0. */
export function valueOf(term: Term, values: Values, known = new Map<Term, Rational>()): Rational {
  const before = known.get(term);
  if (before !== undefined) return before;
  const of = (part: Term): Rational => valueOf(part, values, known);
  const result = computed(term, values, of, known);
  known.set(term, result);
  return result;
}

/** Is the formula true of these values? Throws as `valueOf`. */
export function holds(formula: Formula, values: Values, known = new Map<Term, Rational>()): boolean {
  switch (formula.kind) {
    case 'constant':
      return formula.value;
    case 'less':
      return valueOf(formula.left, values, known).lt(valueOf(formula.right, values, known));
    case 'at most':
      return valueOf(formula.left, values, known).le(valueOf(formula.right, values, known));
    case 'equal':
      return valueOf(formula.left, values, known).equals(valueOf(formula.right, values, known));
    case 'and':
      return formula.parts.every((part) => holds(part, values, known));
    case 'or':
      return formula.parts.some((part) => holds(part, values, known));
    case 'not':
      return !holds(formula.part, values, known);
  }
}

function computed(term: Term, values: Values, of: (part: Term) => Rational, known: Map<Term, Rational>): Rational {
  switch (term.kind) {
    case 'number':
      return term.value;
    case 'variable': {
      const value = values.get(term.name);
      if (value === undefined) throw new RangeError(`the variable "${term.name}" has no value`);
      return value;
    }
    case 'sum':
      return Rational.sum(term.terms.map(of));
    case 'product':
      return term.terms.map(of).reduce((x, y) => x.mul(y));
    case 'quotient': {
      const below = of(term.below);
      if (below.isZero()) throw new RangeError('a division by 0');
      return of(term.above).div(below);
    }
    case 'if':
      return of(holds(term.condition, values, known) ? term.then : term.otherwise);
  }
}
