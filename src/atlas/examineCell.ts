import type { Check } from '../claims/claim.js';
import { counterexampleToJson } from '../claims/counterexampleFile.js';
import type { Family } from '../claims/generate/family.js';
import { Random, streamSeed } from '../claims/generate/random.js';
import { randomInstance } from '../claims/generate/randomInstance.js';
import { type Counterexample, NOTHING, smallest, type Tally } from '../claims/search.js';
import { examine, type ExaminedVerdict } from '../guarantees/examine.js';
import type { GuaranteeRegime } from '../guarantees/guarantee.js';
import { stepOf } from './algorithmOf.js';
import type { CellTask } from './atlasFile.js';
import type { Cell } from './cell.js';
import { columnOf } from './columns.js';
import { runsOf, smallRunsOf } from './effort.js';
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
 * Examines one cell: the tiny instances and random ones as `examine` has them; then, as long as nothing is found, random
 * instances with nearly decided policies, and for a standard deviation many more small games. It ends at the first
 * counterexample, which is shrunk. How long it searches is a count, not a time: the same cell and budget give the same
 * bytes.
 */
export function examineCell(task: CellTask, { seed, runs }: CellBudget): Cell {
  const row = parseRow(task.row);
  const { id: column, guarantee } = columnOf(task.column);
  const step = stepOf(row);
  const regime = regimeOf(row);
  const count = runsOf(row, column, runs);
  const first = examine({ step, guarantee, regime, runs: count, seed });
  const tallies: Tally[] = [first];
  if (first.verdict !== 'refuted' && first.verdict !== 'not applicable') {
    const check = guarantee.check(step);
    const families = guarantee.families(regime);
    const name = `${guarantee.id}/${regime.information}/${regime.turns}`;
    const searches = [
      ...families.map((family, n) => ({
        family,
        stream: `${name}/sharpened/${n}`,
        count: Math.ceil(count / families.length),
        power: POWER,
      })),
      { family: families[0], stream: `${name}/small`, count: smallRunsOf(row, column, runs), power: 1 },
    ];
    for (const { family, stream, ...how } of searches) {
      const random = new Random(streamSeed(seed, stream));
      const tally = search(check, family, random, how);
      tallies.push(tally);
      if (tally.counterexample !== undefined) break;
    }
  }
  const counts = summed(tallies);
  const counterexample = tallies.at(-1)?.counterexample;
  return {
    row: task.row,
    column,
    examined: examinedOf(first.verdict, counts, counterexample),
    ...counts,
    ...(counterexample === undefined ? {} : { counterexample: asData(counterexample) }),
  };
}

/** Where a row's algorithm is examined. */
export function regimeOf({ information, turns, order }: Row): GuaranteeRegime {
  return { information, turns, ...(order === 'random' ? { seeds: ORDER_SEEDS } : {}) };
}

/** Checks random instances of the family, each with its policies raised to a power, until one is violated. */
function search(
  check: Check,
  family: Family,
  random: Random,
  { count, power }: { readonly count: number; readonly power: number },
): Tally {
  const counts = { ...NOTHING };
  for (let n = 0; n < count; n++) {
    const instance = sharpened(randomInstance(random, family), power);
    const outcome = check(instance);
    counts.checked += 1;
    if (outcome.status === 'vacuous') counts.vacuous += 1;
    else if (outcome.status === 'undecided') counts.undecided += 1;
    else if (outcome.status === 'violated') {
      return { ...counts, counterexample: smallest(check, family, { instance, violation: outcome }) };
    } else if (outcome.strict) counts.strict += 1;
  }
  return counts;
}

function summed(tallies: readonly Tally[]): typeof NOTHING {
  const counts = { ...NOTHING };
  for (const { checked, vacuous, strict, undecided } of tallies) {
    counts.checked += checked;
    counts.vacuous += vacuous;
    counts.strict += strict;
    counts.undecided += undecided;
  }
  return counts;
}

function examinedOf(
  first: ExaminedVerdict,
  { checked, vacuous, undecided }: typeof NOTHING,
  counterexample: Counterexample | undefined,
): ExaminedVerdict {
  if (counterexample !== undefined) return 'refuted';
  if (first === 'not applicable') return first;
  if (undecided > 0) return 'inconclusive';
  return vacuous === checked ? 'open' : 'holds';
}

function asData(found: Counterexample): NonNullable<Cell['counterexample']> {
  const { game, policies, parameters, violation } = counterexampleToJson('', found);
  return { game, policies, parameters, violation };
}
