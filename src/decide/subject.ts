import type { Algorithm } from '../algorithm/algorithm.js';
import type { Estimator } from '../estimate/estimator.js';
import { examinedOf } from '../guarantees/examinedOf.js';
import type { Examined } from '../guarantees/guarantee.js';
import { NotDecidable } from './notDecidable.js';
import { type SymbolicUpdate, symbolicUpdate } from './symbolicUpdate.js';

/** What is decided about: an algorithm of named parts, as far as its iteration can be written out. */
export interface Subject {
  readonly name: string;
  readonly estimator: Estimator;
  readonly update: SymbolicUpdate;
  readonly order: Algorithm['order'];
  /** Are the actions spelled out in tokens? With two actions that makes no difference. */
  readonly tokens: boolean;
  /** The iteration itself, exact: what confirms a model. */
  readonly examined: Examined;
}

/** The algorithm as a subject. Throws NotDecidable for parts that are code of one's own. */
export function subjectOf(algorithm: Algorithm, turns: number): Subject {
  const { name, estimator, surrogate, order, carry, safeguard } = algorithm;
  if (safeguard !== undefined) throw new NotDecidable('the safeguard tries several results, one after the other');
  if (carry !== undefined && carry.name !== 'exact' && turns > 1) {
    throw new NotDecidable(`the carry "${carry.name}" is code: only the exact one can be written out`);
  }
  return {
    name,
    estimator,
    update: symbolicUpdate(surrogate),
    order,
    tokens: surrogate.kind === 'clip' && surrogate.level === 'token',
    examined: examinedOf(algorithm),
  };
}
