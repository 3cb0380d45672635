import { over, returnAdvantages, weightedDeviation } from '../trainer/advantages.js';
import { total } from '../trainer/rows.js';
import { deviation, mean } from '../trainer/statistics.js';
import { ADVANTAGE_AXES } from './advantageAxes.js';
import { type AdvantageFormula, describeAdvantage, type GroupKey } from './advantageFormula.js';
import { type LogRow, scalarAdvantage, type StepBatch } from './logRow.js';
import { relativeTolerance, unitsOf } from './precision.js';
import { isWhole, type WholeRule } from './whole.js';
import { type Candidate, type Item, neighbours, type Stage, type Value } from './stage.js';

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
    return neighbours(claim, ADVANTAGE_AXES, step);
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
