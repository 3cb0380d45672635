import { type AdvantageRule, over, returnAdvantages, type Scale, weightedDeviation } from '../trainer/advantages.js';
import { total } from '../trainer/rows.js';
import { deviation, mean } from '../trainer/statistics.js';
import { type LogRow, scalarAdvantage, type StepBatch } from './logRow.js';
import { relativeTolerance, unitsOf } from './precision.js';
import { isWhole, type WholeRule } from './whole.js';
import { type Axis, type Candidate, type Item, neighbours, type Stage, type Value } from './stage.js';

/** Which trajectories are compared with each other. */
export type GroupKey =
  | 'uid'
  | 'rows in blocks'
  | 'rows in half blocks'
  | 'rows in double blocks'
  | 'rows in blocks, off by one'
  | 'rows in strides'
  | 'rows modulo the group size'
  | 'order of use in blocks'
  | 'loss call'
  | 'batch'
  | 'turn'
  | 'uid and turn';

/** How returns become advantages in a log. */
export interface AdvantageFormula {
  readonly key: GroupKey;
  /** Whose statistics a row gets: those of its own group, of the groups in turn (row i: group i mod k), or of a neighbour. */
  readonly statistics: 'own' | 'tiled' | 'next' | 'previous';
  readonly rule: AdvantageRule;
  /** What counts in the batch's statistics (and, by rows, in those of the group). */
  readonly weights: 'trajectories' | 'rows' | 'tokens';
  readonly negated?: boolean;
}

interface Prepared {
  readonly units: readonly LogRow[];
  readonly unitOf: ReadonlyMap<string, number>;
  readonly values: Map<string, { readonly expected: readonly number[]; readonly tolerance: readonly number[] }>;
}

/** Checks advantages against returns. */
export class AdvantageStage implements Stage<AdvantageFormula> {
  readonly name = 'advantages';
  readonly #prepared = new WeakMap<StepBatch, Prepared>();

  constructor(
    readonly readings: readonly AdvantageFormula[],
    private readonly groupSize: number | undefined,
    private readonly whole: WholeRule,
  ) {}

  items(step: StepBatch): readonly Item[] {
    const sizes = new Map<string, Set<string>>();
    for (const { group, trajectory } of step.responses) {
      const own = sizes.get(group);
      if (own === undefined) sizes.set(group, new Set([trajectory]));
      else own.add(trajectory);
    }
    const isShort = (group: string): boolean =>
      this.groupSize !== undefined && (sizes.get(group)?.size ?? 0) < this.groupSize;
    const anyShort = [...sizes.keys()].some(isShort) || !isWhole(step, this.whole);
    const ofBatch = this.readings.some(needsBatch);
    return step.rows.flatMap((row) => {
      const used = scalarAdvantage(row);
      if (used === undefined || row.score === undefined) return [];
      const excuse = isShort(row.group)
        ? `group ${row.group} has ${sizes.get(row.group)?.size ?? 0} of ${this.groupSize ?? 0} members in the log`
        : anyShort && ofBatch
          ? 'the batch is not whole in the log'
          : undefined;
      return [{ used, row, excuse }];
    });
  }

  value(formula: AdvantageFormula, step: StepBatch, index: number): Value {
    const prepared = this.#prepare(step);
    const key = JSON.stringify(formula);
    let values = prepared.values.get(key);
    if (values === undefined) {
      values = valuesOf(formula, prepared.units, this.groupSize);
      if (prepared.values.size > 64) prepared.values.clear();
      prepared.values.set(key, values);
    }
    const row = this.#rows(step)[index];
    const unit = prepared.unitOf.get(`${row.trajectory} ${row.turn ?? ''}`) ?? -1;
    return { expected: values.expected[unit], tolerance: values.tolerance[unit] + unitsOf(step).advantages / 2 };
  }

  family(claim: AdvantageFormula, step: StepBatch): Iterable<Candidate<AdvantageFormula>> {
    return neighbours(claim, AXES, step);
  }

  describe(formula: AdvantageFormula): string {
    return describeAdvantage(formula);
  }

  readonly #withAdvantage = new WeakMap<StepBatch, LogRow[]>();
  #rows(step: StepBatch): readonly LogRow[] {
    let rows = this.#withAdvantage.get(step);
    if (rows === undefined) {
      rows = step.rows.filter((row) => scalarAdvantage(row) !== undefined && row.score !== undefined);
      this.#withAdvantage.set(step, rows);
    }
    return rows;
  }

  #prepare(step: StepBatch): Prepared {
    let prepared = this.#prepared.get(step);
    if (prepared === undefined) {
      const units = step.responses.filter(({ score }) => score !== undefined);
      const unitOf = new Map(units.map((row, i) => [`${row.trajectory} ${row.turn ?? ''}`, i]));
      prepared = { units, unitOf, values: new Map() };
      this.#prepared.set(step, prepared);
    }
    return prepared;
  }
}

function needsBatch({ rule }: AdvantageFormula): boolean {
  return rule.baseline === 'batch-mean' || rule.recentre === true || (rule.scale?.of ?? 'group') !== 'group';
}

/** Advantages and their tolerances of all responses. Returns that are NaN are in no statistics and get 0 (TRL). */
function valuesOf(
  formula: AdvantageFormula,
  units: readonly LogRow[],
  groupSize: number | undefined,
): { expected: number[]; tolerance: number[] } {
  const known = units.flatMap((row, i) => (Number.isNaN(row.score) ? [] : [i]));
  const keys = groupKeys(formula.key, units, groupSize);
  // Trajectories count once, in the order of the log, unless rows or tokens are what counts.
  const seen = new Map<string, number>();
  const members: number[] = [];
  const memberOf = units.map(() => -1);
  for (const i of known) {
    const perTurn = formula.weights !== 'trajectories' || formula.key === 'turn' || formula.key === 'uid and turn';
    const id = perTurn ? `${i}` : units[i].trajectory;
    let member = seen.get(id);
    if (member === undefined) {
      member = members.push(i) - 1;
      seen.set(id, member);
    }
    memberOf[i] = member;
  }
  const returns = members.map((i) => units[i].score ?? Number.NaN);
  const groups = members.map((i) => keys[i]);
  const weights = members.map((i) => (formula.weights === 'tokens' ? total(units[i].mask) : 1));
  const places = members.map((i) => units[i].row ?? i);
  const { advantages, divisors } = advantagesOf(formula, returns, groups, weights, places);
  const largest = returns.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
  const relative = relativeTolerance('float32');
  const at = (i: number, of: (member: number) => number): number => (memberOf[i] < 0 ? 0 : of(memberOf[i]));
  return {
    expected: units.map((_, i) => at(i, (m) => (formula.negated === true ? -1 : 1) * advantages[m])),
    tolerance: units.map((_, i) =>
      at(i, (m) => {
        const own = Math.abs(advantages[m]);
        return relative * ((largest / divisors[m]) * (1 + own) + own) + 1e-12;
      }),
    ),
  };
}

function advantagesOf(
  { rule, statistics }: AdvantageFormula,
  returns: readonly number[],
  groups: readonly string[],
  weights: readonly number[],
  places: readonly number[],
): { advantages: readonly number[]; divisors: readonly number[] } {
  const members = new Map<string, number[]>();
  groups.forEach((group, i) => {
    const own = members.get(group);
    if (own === undefined) members.set(group, [i]);
    else own.push(i);
  });
  const names = [...members.keys()];
  const { scale } = rule;
  const deviations = new Map(
    names.map((name) => [
      name,
      scale === undefined
        ? 1
        : deviation(
            (members.get(name) ?? []).map((i) => returns[i]),
            scale.divisor,
          ),
    ]),
  );
  const batchSigma =
    scale === undefined || scale.of === 'group' ? 1 : weightedDeviation(returns, weights, scale.divisor);
  const sigmaOf = (group: string): number =>
    scale === undefined ? 1 : scale.of === 'group' ? (deviations.get(group) ?? 1) : batchSigma;
  const divisors = groups.map((group) => {
    const divisor = scale === undefined ? 1 : 1 / Math.max(1e-300, Math.abs(over(1, sigmaOf(group), scale)));
    return divisor > 0 ? divisor : 1;
  });
  if (statistics === 'own') return { advantages: returnAdvantages(returns, groups, rule, weights), divisors };
  // In the order of the rows before any sorting.
  const byPlace = places.map((_, i) => i).sort((a, b) => places[a] - places[b]);
  const ordered = [...new Set(byPlace.map((i) => groups[i]))];
  const index = new Map(ordered.map((name, k) => [name, k]));
  const rank = new Map(byPlace.map((i, k) => [i, k]));
  const shift = statistics === 'next' ? 1 : -1;
  const other = (i: number): string => {
    const k = statistics === 'tiled' ? (rank.get(i) ?? i) : (index.get(groups[i]) ?? 0) + shift;
    return ordered[(k + ordered.length) % ordered.length];
  };
  const advantages = returns.map((x, i) => {
    const group = other(i);
    const centred = x - mean((members.get(group) ?? [i]).map((m) => returns[m]));
    return scale === undefined ? centred : over(centred, sigmaOf(group), scale);
  });
  return { advantages, divisors };
}

/** The group of every response under a key. */
function groupKeys(key: GroupKey, units: readonly LogRow[], groupSize: number | undefined): readonly string[] {
  const size = groupSize ?? commonSize(units);
  const place = units.map(({ row }, i) => row ?? i);
  const least = place.reduce((min, row) => Math.min(min, row), Infinity);
  const count = new Set(units.map(({ trajectory }) => trajectory)).size;
  const blocks = (k: number, shift = 0): string[] =>
    place.map((row) => String(Math.floor(((row - least + shift) % count) / k)));
  switch (key) {
    case 'uid':
      return uidGroups(units, groupSize);
    case 'rows in blocks':
      return blocks(size);
    case 'rows in half blocks':
      return blocks(Math.max(1, Math.floor(size / 2)));
    case 'rows in double blocks':
      return blocks(2 * size);
    case 'rows in blocks, off by one':
      return blocks(size, 1);
    case 'rows in strides': {
      const strides = Math.max(1, Math.round(count / size));
      return place.map((row) => String((row - least) % strides));
    }
    case 'rows modulo the group size':
      return place.map((row) => String((row - least) % size));
    case 'order of use in blocks':
      return units.map((_, i) => String(Math.floor(i / size)));
    case 'loss call':
      return units.map(({ file, update, epoch, mini, micro, turn }) => [file, update, epoch, mini, micro, turn].join());
    case 'batch':
      return units.map(() => '');
    case 'turn':
      return units.map(({ turn }) => String(turn));
    case 'uid and turn':
      return units.map(({ group, turn }) => `${group} ${turn ?? ''}`);
  }
}

/** The uid; where one prompt was drawn k times (k times the members), its members in order of the rows are k groups. */
function uidGroups(units: readonly LogRow[], groupSize: number | undefined): string[] {
  const members = new Map<string, string[]>();
  const rowOf = new Map(units.map((unit, i) => [unit.trajectory, unit.row ?? i]));
  for (const { group, trajectory } of units) {
    const own = members.get(group);
    if (own === undefined) members.set(group, [trajectory]);
    else if (!own.includes(trajectory)) own.push(trajectory);
  }
  const part = new Map<string, number>();
  for (const own of members.values()) {
    if (groupSize === undefined || own.length <= groupSize || own.length % groupSize !== 0) continue;
    const sorted = own.toSorted((a, b) => (rowOf.get(a) ?? 0) - (rowOf.get(b) ?? 0));
    sorted.forEach((trajectory, i) => part.set(trajectory, Math.floor(i / groupSize)));
  }
  return units.map(({ group, trajectory }) => `${group} ${part.get(trajectory) ?? 0}`);
}

/** The number of members that most groups have. */
function commonSize(units: readonly LogRow[]): number {
  const members = new Map<string, Set<string>>();
  for (const { group, trajectory } of units) members.set(group, (members.get(group) ?? new Set()).add(trajectory));
  const counts = new Map<number, number>();
  for (const { size } of members.values()) counts.set(size, (counts.get(size) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 1;
}

type Alternative = { readonly words: string; readonly formula: AdvantageFormula };

const KEYS: readonly GroupKey[] = [
  'uid',
  'rows in blocks',
  'rows in half blocks',
  'rows in double blocks',
  'rows in blocks, off by one',
  'rows in strides',
  'rows modulo the group size',
  'order of use in blocks',
  'loss call',
  'batch',
  'turn',
  'uid and turn',
];
const BASELINES: readonly AdvantageRule['baseline'][] = [
  'group-mean',
  'leave-one-out',
  'batch-mean',
  'length-mean',
  'none',
];
const STABILISERS = [0, 1e-8, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2];

const AXES: readonly Axis<AdvantageFormula>[] = [
  {
    // The divisor of the deviation and what stabilises it, before other changes of the scale.
    alternatives: (f) => {
      const { scale } = f.rule;
      if (scale === undefined) return [];
      const divisor = scale.divisor === 'n' ? 'n-1' : 'n';
      const other: Alternative = {
        words: `deviation with ${divisor} instead of ${scale.divisor}`,
        formula: withScale(f, { ...scale, divisor }),
      };
      return [
        other,
        ...STABILISERS.filter((x) => x !== scale.stabiliser).map((stabiliser) => ({
          words: `epsilon ${stabiliser} instead of ${scale.stabiliser}`,
          formula: withScale(f, { ...scale, stabiliser }),
        })),
        ...(['inside', 'floor', 'added'] as const)
          .filter((place) => place !== (scale.place ?? 'added'))
          .map((place) => ({
            words: `epsilon ${place === 'inside' ? 'under the root' : place === 'floor' ? 'as a floor' : 'added to the deviation'}`,
            formula: withScale(f, { ...scale, place }),
          })),
      ];
    },
  },
  {
    alternatives: (f) => {
      const { scale } = f.rule;
      const others: Alternative[] = (['group', 'batch', 'centred-batch'] as const)
        .filter((of) => of !== scale?.of)
        .flatMap((of) =>
          (scale === undefined ? (['n-1', 'n'] as const) : [scale.divisor]).flatMap((divisor) =>
            (scale === undefined ? [1e-4, 1e-6, 1e-8] : [scale.stabiliser]).map((stabiliser) => ({
              words: `divided by the deviation of the ${of === 'group' ? 'group' : of === 'batch' ? 'batch' : 'centred batch'} (${divisor}, epsilon ${stabiliser}) instead of ${scale === undefined ? 'nothing' : `that of the ${scale.of}`}`,
              formula: withScale(f, { of, divisor, stabiliser }),
            })),
          ),
        );
      if (scale !== undefined)
        others.unshift({ words: 'not divided by a deviation', formula: withScale(f, undefined) });
      return others;
    },
  },
  {
    alternatives: (f) =>
      BASELINES.filter((baseline) => baseline !== f.rule.baseline).map((baseline) => ({
        words: `baseline ${baseline} instead of ${f.rule.baseline}`,
        formula: { ...f, rule: { ...f.rule, baseline } },
      })),
  },
  {
    alternatives: (f) =>
      KEYS.filter((key) => key !== f.key).map((key) => ({
        words: `groups by ${key} instead of ${f.key}: the wrong group`,
        formula: { ...f, key },
      })),
  },
  {
    alternatives: (f) =>
      (['own', 'tiled', 'next', 'previous'] as const)
        .filter((statistics) => statistics !== f.statistics)
        .map((statistics) => ({
          words: `the mean and deviation of ${statistics === 'tiled' ? 'group i mod k (repeat instead of repeat_interleave)' : statistics === 'own' ? 'its own group' : `the ${statistics} group`}: the wrong group`,
          formula: { ...f, statistics },
        })),
  },
  {
    alternatives: (f) => [
      {
        words: 'recentred on the batch',
        formula: { ...f, rule: { ...f.rule, recentre: f.rule.recentre !== true } },
      },
    ],
  },
  {
    alternatives: (f) =>
      (['trajectories', 'rows', 'tokens'] as const)
        .filter((weights) => weights !== f.weights)
        .map((weights) => ({
          words: `statistics over ${weights} instead of ${f.weights}`,
          formula: { ...f, weights },
        })),
  },
  {
    alternatives: (f) => [
      {
        words: f.rule.single === 'return' ? 'a group of one gets 0' : 'a group of one keeps its return',
        formula: { ...f, rule: { ...f.rule, single: f.rule.single === 'return' ? 'zero' : 'return' } },
      },
    ],
  },
  {
    alternatives: (f) =>
      [undefined, 1, 2, 3, 5, 10]
        .filter((clamp) => clamp !== f.rule.clamp)
        .map((clamp) => ({
          words: clamp === undefined ? 'not clamped' : `clamped to ±${clamp}`,
          formula: { ...f, rule: { ...f.rule, clamp } },
        })),
  },
  { alternatives: (f) => [{ words: 'the sign reversed', formula: { ...f, negated: f.negated !== true } }] },
];

function withScale(f: AdvantageFormula, scale: Scale | undefined): AdvantageFormula {
  return { ...f, rule: { ...f.rule, scale } };
}

/** A formula in words. */
export function describeAdvantage({ key, rule, statistics, weights, negated }: AdvantageFormula): string {
  const { baseline, scale, single, recentre, clamp } = rule;
  const parts = [
    baseline === 'none' ? 'the return' : `the return less the ${baseline}`,
    ...(recentre === true ? ['less the mean of the batch'] : []),
    ...(scale === undefined
      ? ['not divided']
      : [
          `divided by the ${scale.of} deviation (${scale.divisor}) with epsilon ${scale.stabiliser}${scale.place === undefined || scale.place === 'added' ? '' : ` (${scale.place})`}`,
        ]),
    `groups by ${key}`,
    ...(statistics === 'own' ? [] : [`statistics of group "${statistics}"`]),
    ...(weights === 'trajectories' ? [] : [`statistics over ${weights}`]),
    ...(clamp === undefined ? [] : [`clamped to ±${clamp}`]),
    ...(single === 'return' ? ['a group of one keeps its return'] : []),
    ...(negated === true ? ['sign reversed'] : []),
  ];
  return parts.join(', ');
}
