import { counterexampleToJson } from '../claims/counterexampleFile.js';
import { Random, streamSeed } from '../claims/generate/random.js';
import { randomInstance } from '../claims/generate/randomInstance.js';
import { type Counterexample, NOTHING, smallest, type Tally } from '../claims/search.js';
import { examine, type ExaminedVerdict } from '../guarantees/examine.js';
import type { Guarantee, GuaranteeRegime, Step } from '../guarantees/guarantee.js';
import { stepOf } from './algorithmOf.js';
import type { CellTask } from './atlasFile.js';
import type { Cell } from './cell.js';
import { columnOf } from './columns.js';
import { runsOf } from './effort.js';
import { parseRow, type Row } from './row.js';
import { sharpened } from './sharpened.js';

/** How hard the cells of an atlas are examined. */
export interface CellBudget {
  readonly seed: number;
  /** Random instances a cell, before its effort (`runsOf`), and as many with nearly decided policies. */
  readonly runs: number;
}

/** Seeds of random orders: two permutations are all that two turns have. */
const ORDER_SEEDS = [1, 2];

/** To what power nearly decided policies are raised: weights of 1 to 5 become weights of 1 to 625. */
const POWER = 4;

/**
 * Examines one cell: the tiny instances and random ones as `examine` has them, then, if nothing was found, random
 * instances with nearly decided policies. It ends at the first counterexample, which is shrunk. How long it searches is a
 * count, not a time: the same cell and budget give the same bytes.
 */
export function examineCell(task: CellTask, { seed, runs }: CellBudget): Cell {
  const row = parseRow(task.row);
  const { guarantee } = columnOf(task.column);
  const step = stepOf(row);
  const regime = regimeOf(row);
  const count = runsOf(row, columnOf(task.column).id, runs);
  const first = examine({ step, guarantee, regime, runs: count, seed });
  const found =
    first.verdict === 'refuted' || first.verdict === 'not applicable'
      ? NOTHING
      : searchSharpened(step, guarantee, regime, { seed, count });
  const counts = {
    checked: first.checked + found.checked,
    vacuous: first.vacuous + found.vacuous,
    strict: first.strict + found.strict,
    undecided: first.undecided + found.undecided,
  };
  const counterexample = first.counterexample ?? ('counterexample' in found ? found.counterexample : undefined);
  return {
    row: task.row,
    column: task.column,
    examined: examinedOf(first.verdict, counts, counterexample),
    ...counts,
    ...(counterexample === undefined ? {} : { counterexample: asData(counterexample) }),
  };
}

/** Where a row's algorithm is examined. */
export function regimeOf({ information, turns, order }: Row): GuaranteeRegime {
  return { information, turns, ...(order === 'random' ? { seeds: ORDER_SEEDS } : {}) };
}

function examinedOf(
  first: ExaminedVerdict,
  { checked, vacuous, undecided }: Pick<Tally, 'checked' | 'vacuous' | 'undecided'>,
  counterexample: Counterexample | undefined,
): ExaminedVerdict {
  if (counterexample !== undefined) return 'refuted';
  if (first === 'not applicable') return first;
  if (undecided > 0) return 'inconclusive';
  return vacuous === checked ? 'open' : 'holds';
}

function searchSharpened(
  step: Step,
  guarantee: Guarantee,
  regime: GuaranteeRegime,
  { seed, count }: { readonly seed: number; readonly count: number },
): Tally {
  const check = guarantee.check(step);
  const families = guarantee.families(regime);
  const counts = { ...NOTHING };
  for (const [n, family] of families.entries()) {
    const name = `${guarantee.id}/${regime.information}/${regime.turns}/sharpened/${n}`;
    const random = new Random(streamSeed(seed, name));
    for (let k = 0; k < Math.ceil(count / families.length); k++) {
      const instance = sharpened(randomInstance(random, family), POWER);
      const outcome = check(instance);
      counts.checked += 1;
      if (outcome.status === 'vacuous') counts.vacuous += 1;
      else if (outcome.status === 'undecided') counts.undecided += 1;
      else if (outcome.status === 'violated') {
        return { ...counts, counterexample: smallest(check, family, { instance, violation: outcome }) };
      } else if (outcome.strict) counts.strict += 1;
    }
  }
  return counts;
}

function asData(found: Counterexample): NonNullable<Cell['counterexample']> {
  const { game, policies, parameters, violation } = counterexampleToJson('', found);
  return { game, policies, parameters, violation };
}
