import { type CarryRule, nextFactor, usedFactor } from '../trainer/carried.js';
import { sequenceLogRatio } from '../trainer/ratios.js';
import { type Dtype, type LogRow, responseKey, type StepBatch } from './logRow.js';
import { stepTolerance, unitsOf } from './precision.js';
import { startsLate } from './whole.js';
import { type Axis, type Candidate, type Item, neighbours, type Stage, type Value } from './stage.js';

/** How the factor of a row is made from the updates of other turns before it. */
export interface CarryFormula {
  readonly rule: CarryRule;
  /** Whose ratios: of the same trajectory, or of the row at the same place in the turn updated before. */
  readonly kept: 'by trajectory' | 'by row position';
  /** The turns whose ratios are multiplied. */
  readonly turns: 'updated before' | 'updated last' | 'own too' | 'none';
  /** The policy that a ratio is taken over: the sampler, or the one just before the turn's update. */
  readonly over: 'sampler' | 'before the step';
  readonly mask: 'logged' | 'all tokens';
  readonly inverted?: boolean;
}

/** Checks carried factors against the log-probabilities after each turn's update. */
export class CarryStage implements Stage<CarryFormula> {
  readonly name = 'carried factors';
  readonly #cache = new WeakMap<StepBatch, Map<string, ReadonlyMap<string, Value>>>();

  constructor(
    readonly readings: readonly CarryFormula[],
    private readonly dtype: Dtype | undefined,
  ) {}

  items(step: StepBatch): readonly Item[] {
    const excuse = startsLate(step) ? 'the log begins after the updates of other turns' : undefined;
    return rowsWithCarry(step).map((row) => ({ used: row.carried ?? 1, row, excuse }));
  }

  value(formula: CarryFormula, step: StepBatch, index: number): Value {
    let cache = this.#cache.get(step);
    if (cache === undefined) this.#cache.set(step, (cache = new Map<string, ReadonlyMap<string, Value>>()));
    const key = JSON.stringify(formula);
    let factors = cache.get(key);
    if (factors === undefined) cache.set(key, (factors = factorsOf(formula, step, this.dtype)));
    return factors.get(responseKey(rowsWithCarry(step)[index])) ?? UNKNOWN;
  }

  family(claim: CarryFormula, step: StepBatch): Iterable<Candidate<CarryFormula>> {
    return neighbours(claim, AXES, step);
  }

  describe(formula: CarryFormula): string {
    return describeCarry(formula);
  }
}

const UNKNOWN: Value = { expected: Number.NaN, tolerance: 0 };
const WITH_CARRY = new WeakMap<StepBatch, readonly LogRow[]>();

function rowsWithCarry(step: StepBatch): readonly LogRow[] {
  let rows = WITH_CARRY.get(step);
  if (rows === undefined) {
    rows = step.rows.filter(({ carried }) => carried !== undefined);
    WITH_CARRY.set(step, rows);
  }
  return rows;
}

/** The turns of a step in the order of their first update. */
export function turnOrder({ rows }: StepBatch): number[] {
  return [...new Set(rows.flatMap(({ turn }) => (turn === undefined ? [] : [turn])))];
}

/** The factor of every response of the step, with its tolerance; responses that it cannot be computed for are missing. */
export function factorsOf(
  formula: CarryFormula,
  step: StepBatch,
  dtype: Dtype | undefined,
): ReadonlyMap<string, Value> {
  const relative = stepTolerance(step, dtype);
  const units = unitsOf(step);
  const afters = new Map(step.afters.map((line) => [responseKey(line), line]));
  const byTurn = new Map<number, LogRow[]>();
  for (const row of step.responses) {
    if (row.turn === undefined) continue;
    const own = byTurn.get(row.turn);
    if (own === undefined) byTurn.set(row.turn, [row]);
    else own.push(row);
  }
  const key = (row: LogRow, index: number): string => (formula.kept === 'by trajectory' ? row.trajectory : `#${index}`);
  let factors = new Map<string, { factor: number; error: number }>();
  const result = new Map<string, Value>();
  for (const turn of turnOrder(step)) {
    const rows = byTurn.get(turn) ?? [];
    const next = new Map(formula.turns === 'updated last' ? [] : factors);
    for (const [index, row] of rows.entries()) {
      const before = factors.get(key(row, index)) ?? { factor: 1, error: 1 };
      const after = afters.get(responseKey(row));
      const now = afterFactor(formula, before, row, after?.after, units.logs / relative);
      if (now !== undefined) next.set(key(row, index), now);
      else next.set(key(row, index), { factor: Number.NaN, error: 0 });
      const used = formula.turns === 'none' ? { factor: 1, error: 1 } : formula.turns === 'own too' ? now : before;
      if (used === undefined || Number.isNaN(used.factor)) continue;
      const factor = usedFactor(formula.rule, used.factor);
      result.set(responseKey(row), {
        expected: factor,
        tolerance: relative * used.error * Math.max(factor, 1e-30) + units.carried / 2,
      });
    }
    factors = next;
  }
  return result;
}

function afterFactor(
  { rule, over, mask, inverted, turns }: CarryFormula,
  before: { readonly factor: number; readonly error: number },
  row: LogRow,
  after: readonly number[] | undefined,
  logError: number,
): { factor: number; error: number } | undefined {
  const old = over === 'sampler' ? (row.old ?? row.rollout) : row.now;
  if (after === undefined || old?.length !== after.length) return undefined;
  const counted = mask === 'logged' ? row.mask : row.mask.map(() => 1);
  const log = sequenceLogRatio(after, old, counted, rule.ratio);
  let size = 0;
  for (let j = 0; j < after.length; j++) size += counted[j] * (Math.abs(after[j]) + Math.abs(old[j]) + logError);
  const start = turns === 'updated last' ? 1 : before.factor;
  return { factor: nextFactor(rule, start, inverted === true ? -log : log), error: before.error + 1 + size };
}

type Alternative = { readonly words: string; readonly formula: CarryFormula };

const BOUNDS = [
  [0.8, 1.2],
  [0.5, 2],
  [0.9, 1.1],
  [0, 1],
] as const;

const AXES: readonly Axis<CarryFormula>[] = [
  {
    alternatives: (f) => [
      f.kept === 'by trajectory'
        ? {
            words: 'factors kept by row position instead of by trajectory: permuted between rows',
            formula: { ...f, kept: 'by row position' },
          }
        : { words: 'factors kept by trajectory', formula: { ...f, kept: 'by trajectory' } },
    ],
  },
  {
    alternatives: (f) =>
      (
        [
          ['none', 'no factor: the ratios of the turns updated before are dropped'],
          ['updated last', 'only the ratio of the turn updated last'],
          ['own too', 'the ratio of the own turn as well'],
          ['updated before', 'the ratios of all turns updated before'],
        ] as const
      )
        .filter(([turns]) => turns !== f.turns)
        .map(([turns, words]): Alternative => ({ words, formula: { ...f, turns } })),
  },
  {
    alternatives: (f) => [
      {
        words:
          f.rule.ratio === 'sequence'
            ? 'geometric mean of the token ratios instead of their product'
            : 'product of the token ratios instead of their geometric mean',
        formula: { ...f, rule: { ...f.rule, ratio: f.rule.ratio === 'sequence' ? 'geometric' : 'sequence' } },
      },
    ],
  },
  {
    alternatives: (f) => [
      f.over === 'sampler'
        ? {
            words: 'ratios over the policy just before the step instead of the sampler',
            formula: { ...f, over: 'before the step' },
          }
        : { words: 'ratios over the sampler', formula: { ...f, over: 'sampler' } },
    ],
  },
  {
    alternatives: ({ ...f }) => {
      const { perTurn, accumulated, ...free } = f.rule;
      const rule: CarryRule = { ...free, boundAtUse: undefined };
      const all: Alternative[] = [{ words: 'factors without bounds', formula: { ...f, rule } }];
      const own = accumulated ?? perTurn;
      for (const bounds of own === undefined ? BOUNDS : [own, ...BOUNDS]) {
        const [low, high] = bounds;
        all.push(
          {
            words: `factors clipped to [${low}, ${high}] where they are used`,
            formula: { ...f, rule: { ...rule, accumulated: bounds, boundAtUse: true } },
          },
          {
            words: `each turn's ratio clipped to [${low}, ${high}]`,
            formula: { ...f, rule: { ...rule, perTurn: bounds } },
          },
          {
            words: `factors clipped to [${low}, ${high}] and carried on clipped`,
            formula: { ...f, rule: { ...rule, accumulated: bounds } },
          },
          {
            words: `ratios and factors clipped to [${low}, ${high}]`,
            formula: { ...f, rule: { ...rule, perTurn: bounds, accumulated: bounds } },
          },
        );
      }
      return all;
    },
  },
  {
    alternatives: (f) => [
      f.mask === 'logged'
        ? { words: 'tokens outside the mask counted', formula: { ...f, mask: 'all tokens' } }
        : { words: 'masked tokens only', formula: { ...f, mask: 'logged' } },
    ],
  },
  { alternatives: (f) => [{ words: 'the ratio inverted', formula: { ...f, inverted: f.inverted !== true } }] },
];

/** A formula in words. */
export function describeCarry({ rule, kept, turns, over, mask, inverted }: CarryFormula): string {
  if (turns === 'none') return 'no factor (1)';
  const { ratio, perTurn, accumulated, boundAtUse } = rule;
  return [
    `product of the ${ratio === 'sequence' ? "responses' ratios" : "responses' geometric mean ratios"} of the turns ${turns === 'own too' ? 'up to the own' : turns}`,
    `kept ${kept}`,
    `over ${over === 'sampler' ? 'the sampling policy' : 'the policy before the step'}`,
    ...(perTurn === undefined ? [] : [`each clipped to [${perTurn.join(', ')}]`]),
    ...(accumulated === undefined
      ? []
      : [`clipped to [${accumulated.join(', ')}] ${boundAtUse === true ? 'where used' : 'and carried on so'}`]),
    ...(mask === 'logged' ? [] : ['all tokens counted']),
    ...(inverted === true ? ['inverted'] : []),
  ].join(', ');
}
