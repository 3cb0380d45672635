import { Rational } from '../exact/rational.js';

/** A real number that depends on variables. Terms are shared, not copied: they form a graph without cycles. */
export type Term =
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'sum' | 'product'; readonly terms: readonly Term[] }
  | { readonly kind: 'quotient'; readonly above: Term; readonly below: Term }
  | { readonly kind: 'if'; readonly condition: Formula; readonly then: Term; readonly otherwise: Term };

/** A statement about terms. */
export type Formula =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'less' | 'at most' | 'equal'; readonly left: Term; readonly right: Term }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly part: Formula };

/** The number itself; exact text such as "1/5", or an integer. */
export function number(value: Rational | string | number): Term {
  if (value instanceof Rational) return { kind: 'number', value };
  return { kind: 'number', value: typeof value === 'string' ? Rational.parse(value) : Rational.of(value) };
}

/** 0. */
export const ZERO = number(0);
/** 1. */
export const ONE = number(1);
/** What is always so. */
export const TRUE: Formula = { kind: 'constant', value: true };
/** What is never so. */
export const FALSE: Formula = { kind: 'constant', value: false };

/** The variable of that name: letters, digits and underscores. */
export function variable(name: string): Term {
  return { kind: 'variable', name };
}

/** Σ; numbers are added up. */
export function sum(...terms: readonly Term[]): Term {
  const flat = terms.flatMap((term) => (term.kind === 'sum' ? term.terms : [term]));
  const known = Rational.sum(flat.flatMap((term) => (term.kind === 'number' ? [term.value] : [])));
  const rest = flat.filter(({ kind }) => kind !== 'number');
  const all = known.isZero() ? rest : [...rest, number(known)];
  return all.length === 0 ? ZERO : all.length === 1 ? all[0] : { kind: 'sum', terms: all };
}

/** Π; numbers are multiplied. */
export function product(...terms: readonly Term[]): Term {
  const flat = terms.flatMap((term) => (term.kind === 'product' ? term.terms : [term]));
  const known = flat.reduce((x, term) => (term.kind === 'number' ? x.mul(term.value) : x), Rational.ONE);
  if (known.isZero()) return ZERO;
  const rest = flat.filter(({ kind }) => kind !== 'number');
  const all = known.equals(Rational.ONE) ? rest : [number(known), ...rest];
  return all.length === 0 ? ONE : all.length === 1 ? all[0] : { kind: 'product', terms: all };
}

/** −x. */
export function negative(term: Term): Term {
  return product(number(-1), term);
}

/** x − y. */
export function difference(left: Term, right: Term): Term {
  return sum(left, negative(right));
}

/** x/y. The formulas around it see to it that y is not 0. */
export function quotient(above: Term, below: Term): Term {
  if (below.kind === 'number') return product(above, number(below.value.inverse()));
  return above === ZERO ? ZERO : { kind: 'quotient', above, below };
}

/** The one term or the other. */
export function choose(condition: Formula, then: Term, otherwise: Term): Term {
  if (condition.kind === 'constant') return condition.value ? then : otherwise;
  return isSame(then, otherwise) ? then : { kind: 'if', condition, then, otherwise };
}

/** x⁺ = max(0, x). */
export function positivePart(term: Term): Term {
  return choose(greater(term, ZERO), term, ZERO);
}

/** x⁻ = max(0, −x). */
export function negativePart(term: Term): Term {
  return choose(less(term, ZERO), negative(term), ZERO);
}

/** x < y. */
export function less(left: Term, right: Term): Formula {
  return compared('less', left, right, (order) => order < 0);
}

/** x > y. */
export function greater(left: Term, right: Term): Formula {
  return less(right, left);
}

/** x ≤ y. */
export function atMost(left: Term, right: Term): Formula {
  return compared('at most', left, right, (order) => order <= 0);
}

/** x ≥ y. */
export function atLeast(left: Term, right: Term): Formula {
  return atMost(right, left);
}

/** x = y. */
export function equal(left: Term, right: Term): Formula {
  return compared('equal', left, right, (order) => order === 0);
}

function compared(
  kind: 'less' | 'at most' | 'equal',
  left: Term,
  right: Term,
  holds: (order: number) => boolean,
): Formula {
  if (left.kind === 'number' && right.kind === 'number') {
    return holds(left.value.compare(right.value)) ? TRUE : FALSE;
  }
  if (left === right) return holds(0) ? TRUE : FALSE;
  return { kind, left, right };
}

/** All of them. */
export function and(...parts: readonly Formula[]): Formula {
  return joined('and', parts, TRUE, FALSE);
}

/** At least one of them. */
export function or(...parts: readonly Formula[]): Formula {
  return joined('or', parts, FALSE, TRUE);
}

function joined(kind: 'and' | 'or', parts: readonly Formula[], neutral: Formula, decisive: Formula): Formula {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  if (flat.includes(decisive)) return decisive;
  const rest = flat.filter((part) => part !== neutral);
  return rest.length === 0 ? neutral : rest.length === 1 ? rest[0] : { kind, parts: rest };
}

/** Not this. */
export function not(part: Formula): Formula {
  if (part === TRUE) return FALSE;
  if (part === FALSE) return TRUE;
  return part.kind === 'not' ? part.part : { kind: 'not', part };
}

/** If the one, then the other. */
export function implies(condition: Formula, conclusion: Formula): Formula {
  return or(not(condition), conclusion);
}

/** Either both or none of them. */
export function equivalent(left: Formula, right: Formula): Formula {
  return and(implies(left, right), implies(right, left));
}

function isSame(left: Term, right: Term): boolean {
  return left === right || (left.kind === 'number' && right.kind === 'number' && left.value.equals(right.value));
}
