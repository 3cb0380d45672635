import { Rational } from '../exact/rational.js';
import type { Values } from './evaluateTerm.js';
import { simplestBetween } from './simplestRational.js';
import type { ModelNumber, SolverAnswer } from './solver.js';
import { equal, type Formula, number, variable } from './term.js';

/** How near the rationals are that are tried in place of an irrational number: 2 to the power of minus these. */
const NEARNESS = [3, 6, 12];

/**
 * A model whose variables `wanted` are all rational: irrational ones are fixed to simple rationals nearby, one after the
 * other, and the question is asked again. Undefined when that succeeds with none.
 */
export async function rationalModel(
  model: ReadonlyMap<string, ModelNumber>,
  wanted: readonly string[],
  askWith: (fixed: readonly Formula[]) => Promise<SolverAnswer>,
  fixed: readonly Formula[] = [],
): Promise<ReadonlyMap<string, ModelNumber> | undefined> {
  const irrational = wanted.flatMap((name) => {
    const value = model.get(name);
    return value === undefined || value instanceof Rational ? [] : [{ name, value }];
  });
  if (irrational.length === 0) return model;
  for (const { name, value } of irrational) {
    for (const bits of NEARNESS) {
      const radius = Rational.of(1, 2 ** bits);
      const near = simplestBetween(value.low.sub(radius), value.high.add(radius));
      const more = [...fixed, equal(variable(name), number(near))];
      const answer = await askWith(more);
      if (answer.kind !== 'sat') continue;
      const found = await rationalModel(answer.model, wanted, askWith, more);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The rational numbers of a model. */
export function rationalsOf(model: ReadonlyMap<string, ModelNumber>): Values {
  return new Map([...model].flatMap(([name, value]) => (value instanceof Rational ? [[name, value] as const] : [])));
}
