import { examinedOf } from '../atlas/algorithmOf.js';
import type { Cell, CellCounterexample } from '../atlas/cell.js';
import { parseRow } from '../atlas/row.js';
import { instanceOf } from '../atlas/examineRow.js';
import type { Instance } from '../claims/instance.js';
import { Rational } from '../exact/rational.js';
import { boundsOf, type Real } from '../exact/real.js';
import { parseTie } from '../sweep/tie.js';
import type { NamedPolicies } from './treeLines.js';

/** A cell's counterexample with everything that explains it. */
export interface AtlasStory {
  readonly instance: Instance;
  /** "old", and "new" after one iteration. */
  readonly policies: NamedPolicies;
  /** Is "new" only enclosed? Then the middles of the enclosures are shown, as long fractions. */
  readonly enclosed: boolean;
  readonly violation: CellCounterexample['violation'];
}

/** Digits of the enclosures that are shown. */
const PRECISION = 30;

/** The story of a counterexample to a cell: one iteration of the row's algorithm, run again. */
export function atlasStoryOf({ row }: Pick<Cell, 'row'>, counterexample: CellCounterexample): AtlasStory {
  const instance = instanceOf(counterexample);
  const old = instance.policies['old'];
  const { probability } = examinedOf(parseRow(row)).step(old, {
    tie: parseTie(instance.parameters['tie'] ?? 'first'),
    seed: Number(instance.parameters['seed'] ?? '1'),
    precision: PRECISION,
  });
  return {
    instance,
    policies: { old, new: { game: old.game, probability: probability.map(middle) } },
    enclosed: probability.some((p) => !(p instanceof Rational)),
    violation: counterexample.violation,
  };
}

function middle(x: Real): Rational {
  const [lo, hi] = boundsOf(x);
  return lo.equals(hi) ? lo : lo.add(hi).div(Rational.of(2));
}
