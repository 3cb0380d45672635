import fc from 'fast-check';
import type { Rational } from '../../src/exact/rational.js';
import { smallRational } from './arbitraryRational.js';

/** A random real expression. */
export type Expression =
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'exp' | 'ln'; readonly x: Expression }
  | { readonly kind: 'add' | 'sub' | 'mul' | 'div'; readonly x: Expression; readonly y: Expression };

/** A number system in which expressions can be computed. */
export interface System<T> {
  of(x: Rational): T;
  exp(x: T): T;
  ln(x: T): T;
  add(x: T, y: T): T;
  sub(x: T, y: T): T;
  mul(x: T, y: T): T;
  div(x: T, y: T): T;
}

export function compute<T>(system: System<T>, expression: Expression): T {
  if (expression.kind === 'number') return system.of(expression.value);
  const x = compute(system, expression.x);
  return 'y' in expression ? system[expression.kind](x, compute(system, expression.y)) : system[expression.kind](x);
}

/** Expressions up to `depth` operations deep, over the numbers drawn from `leaf`; `transcendental`: with exp and ln. */
export function expression(depth: number, transcendental: boolean, leaf = smallRational()): fc.Arbitrary<Expression> {
  const number = leaf.map((value): Expression => ({ kind: 'number', value }));
  if (depth === 0) return number;
  const deeper = expression(depth - 1, transcendental, leaf);
  const binary = fc.record({
    kind: fc.constantFrom('add' as const, 'sub' as const, 'mul' as const, 'div' as const),
    x: deeper,
    y: deeper,
  });
  if (!transcendental) return fc.oneof(number, { weight: 4, arbitrary: binary });
  const unary = fc.record({ kind: fc.constantFrom('exp' as const, 'ln' as const), x: deeper });
  return fc.oneof(number, { weight: 3, arbitrary: unary }, { weight: 3, arbitrary: binary });
}
