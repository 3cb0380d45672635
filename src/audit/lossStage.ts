import type { KlEstimator } from '../trainer/kl.js';
import type { Surrogate } from '../trainer/surrogates.js';
import { factorsOf, type CarryFormula } from './carryStage.js';
import { type Call, type Dtype, type LogRow, responseKey, type StepBatch } from './logRow.js';
import {
  entropyThreshold,
  type LossAggregation,
  type LossFormula,
  type MaskKind,
  type RowContext,
  type RowPart,
  rowPart,
} from './lossFormula.js';
import { stepTolerance, type Units, unitsOf } from './precision.js';
import { isWhole, startsLate, type WholeRule } from './whole.js';
import { type Axis, type Candidate, type Item, neighbours, type Stage, type Value } from './stage.js';

/** Numbers of a run that aggregations divide by. */
export interface LossSettings {
  /** Loss calls per optimizer step. */
  readonly accumulation: number;
  /** Loss calls per generation, by which TRL's num_items_in_batch is shared out. */
  readonly callsPerGeneration: number;
  readonly constantLength: number;
  /** Scalars that hold the loss, the first that is there. */
  readonly lossNames: readonly string[];
  /** Scalars that hold the number of tokens of the whole batch, and of the window of an accumulation. */
  readonly tokenNames: readonly string[];
  /** Rows in a loss call; a call with fewer may have lost some to the end of the log. */
  readonly rowsPerCall?: number | undefined;
  /** How M is carried, for logs without the factor itself. */
  readonly carry?: CarryFormula | undefined;
  readonly whole: WholeRule;
  readonly dtype?: Dtype | undefined;
}

/** A loss call's parts of all rows under one formula but for its aggregation. */
type Parts = readonly RowPart[];

/** What the loss calls of a step share. */
interface StepContext {
  readonly firstNow: ReadonlyMap<string, readonly number[]>;
  readonly carried: (row: LogRow) => number;
  readonly relative: number;
  readonly tokens: number;
  readonly trajectories: number;
  readonly width: number;
  readonly units: Units;
  readonly isWhole: boolean;
}

abstract class LossBase {
  readonly #contexts = new WeakMap<StepBatch, StepContext>();
  readonly #parts = new WeakMap<readonly LogRow[], Map<string, Parts>>();

  constructor(
    readonly readings: readonly LossFormula[],
    protected readonly settings: LossSettings,
  ) {}

  describe(formula: LossFormula): string {
    return describeLoss(formula, this.settings);
  }

  family(claim: LossFormula, step: StepBatch): Iterable<Candidate<LossFormula>> {
    const { accumulation, constantLength } = this.settings;
    const isSame = ({ times }: LossAggregation): boolean =>
      (accumulation === 1 && times.includes('accumulation')) || (constantLength === 1 && times.includes('constant'));
    const axes = AXES.map(({ alternatives }): Axis<LossFormula> => ({
      alternatives: (f, s) =>
        alternatives(f, s).filter(
          ({ formula: { aggregation } }) =>
            aggregation === f.aggregation || (!isSame(aggregation) && this.hasAggregation(f.aggregation, aggregation)),
        ),
    }));
    return neighbours(claim, axes, step);
  }

  /** Is this another aggregation than the claimed one for what is checked? */
  protected hasAggregation(_claimed: LossAggregation, _other: LossAggregation): boolean {
    return true;
  }

  protected context(step: StepBatch): StepContext {
    let context = this.#contexts.get(step);
    if (context === undefined) {
      const firstNow = new Map(
        step.responses.flatMap((row) => (row.now === undefined ? [] : [[responseKey(row), row.now] as const])),
      );
      const { carry } = this.settings;
      const factors = carry === undefined ? undefined : factorsOf(carry, step, this.settings.dtype);
      context = {
        firstNow,
        carried: (row) => row.carried ?? factors?.get(responseKey(row))?.expected ?? 1,
        relative: stepTolerance(step, this.settings.dtype),
        tokens: step.responses.reduce((sum, { mask }) => sum + mask.reduce((a, b) => a + b, 0), 0),
        units: unitsOf(step),
        isWhole: isWhole(step, this.settings.whole),
        width: step.rows.reduce((width, { mask }) => Math.max(width, mask.length), 0),
        trajectories: new Set(step.responses.map(({ trajectory }) => trajectory)).size,
      };
      this.#contexts.set(step, context);
    }
    return context;
  }

  /** The parts of `rows` (a call's, or one row) under a formula; kept while a search asks for its aggregations. */
  protected parts(formula: LossFormula, step: StepBatch, rows: readonly LogRow[]): Parts {
    const { aggregation: _, entropy: __, ...core } = formula;
    let known = this.#parts.get(rows);
    if (known === undefined) this.#parts.set(rows, (known = new Map()));
    const key = JSON.stringify(core);
    let parts = known.get(key);
    if (parts === undefined) {
      const { firstNow, carried, width, units, relative } = this.context(step);
      const threshold = formula.entropyQuantile === undefined ? 0 : entropyThreshold(rows, formula.entropyQuantile);
      parts = rows.map((row, i) => {
        const context: RowContext = {
          next: rows[(i + 1) % rows.length],
          firstNow: firstNow.get(responseKey(row)),
          carried,
          entropyThreshold: threshold,
          width,
          logError: units.logs / relative,
          advantageError: (units.advantages + units.carried) / relative,
        };
        return rowPart(formula, row, context);
      });
      if (known.size > 8) known.clear();
      known.set(key, parts);
    }
    return parts;
  }
}

function needsStep({ aggregation: { divisor } }: LossFormula): boolean {
  return divisor === 'tokens of the window' || divisor === 'tokens of the step' || divisor === 'trajectories of the step';
}

/** Checks the loss of every call against its rows. */
export class LossStage extends LossBase implements Stage<LossFormula> {
  readonly name = 'loss';

  items(step: StepBatch): readonly Item[] {
    const { lossNames, rowsPerCall } = this.settings;
    const isCut = !this.context(step).isWhole && this.readings.some(needsStep);
    const isLate = startsLate(step);
    return step.calls.flatMap((call, index) => {
      const name = lossNames.find((own) => own in call.line.scalars);
      if (name === undefined || call.rows.length === 0) return [];
      const isShort = rowsPerCall !== undefined && call.rows.length < rowsPerCall;
      const excuse = isShort
        ? `the call has ${call.rows.length} of ${rowsPerCall} rows in the log`
        : isCut || (isLate && index === 0)
          ? 'the generation is not whole in the log'
          : undefined;
      return [{ used: call.line.scalars[name], call, excuse }];
    });
  }

  value(formula: LossFormula, step: StepBatch, index: number): Value {
    const { call } = this.#items(step)[index];
    if (call === undefined) return { expected: Number.NaN, tolerance: 0 };
    const parts = this.parts(formula, step, call.rows);
    const { relative, units } = this.context(step);
    const { sum, size, doubt } = this.#aggregate(formula.aggregation, parts, call, step);
    let [expected, error] = [sum, size];
    if (formula.entropy !== undefined) {
      const counted = parts.reduce((n, { count }) => n + count, 0);
      const entropies = parts.reduce((total, part) => total + part.entropy, 0);
      const bonus = (formula.entropy * entropies) / Math.max(1, counted) / this.settings.accumulation;
      expected -= bonus;
      error += 2 * Math.abs(bonus);
    }
    return { expected, tolerance: relative * error + units.loss / 2 + doubt + 1e-9 * Math.min(1, error) + 1e-12 };
  }

  readonly #itemsOf = new WeakMap<StepBatch, readonly Item[]>();
  #items(step: StepBatch): readonly Item[] {
    let items = this.#itemsOf.get(step);
    if (items === undefined) this.#itemsOf.set(step, (items = this.items(step)));
    return items;
  }

  #aggregate(
    { row, divisor, times, epsilon = 0 }: LossAggregation,
    parts: Parts,
    call: Call,
    step: StepBatch,
  ): { sum: number; size: number; doubt: number } {
    const over = (count: number): number => (epsilon === 0 ? Math.max(1, count) : count + epsilon);
    let [sum, size, doubt, tokens, filled] = [0, 0, 0, 0, 0];
    for (const part of parts) {
      const own = row === 'mean' ? over(part.count) : 1;
      sum += part.sum / own;
      size += part.size / own;
      doubt += part.doubt / own;
      tokens += part.count;
      if (part.count > 0) filled += 1;
    }
    const by = this.#divisor(divisor, { rows: parts.length, tokens, filled }, call, step) * this.#times(times, call);
    return { sum: sum / by, size: size / by, doubt: doubt / by };
  }

  #divisor(
    divisor: LossAggregation['divisor'],
    { rows, tokens, filled }: { readonly rows: number; readonly tokens: number; readonly filled: number },
    call: Call,
    step: StepBatch,
  ): number {
    const { tokenNames, accumulation, callsPerGeneration } = this.settings;
    const context = this.context(step);
    const named = tokenNames.map((name) => call.line.scalars[name]).find((x) => x !== undefined);
    switch (divisor) {
      case 'rows':
        return rows;
      case 'filled rows':
        return Math.max(1, filled);
      case 'tokens':
        return Math.max(1, tokens);
      case 'tokens of the call':
        return Math.max(1, named ?? tokens);
      case 'tokens of the step':
        return Math.max(1, named ?? context.tokens);
      case 'tokens of the window': {
        const all = Math.max(1, named ?? context.tokens);
        // Ranks that are not in this log count in num_items_in_batch.
        const ranks = context.isWhole ? Math.max(1, Math.round(all / Math.max(1, context.tokens))) : 1;
        return ((all / ranks) * accumulation) / callsPerGeneration;
      }
      case 'trajectories of the step':
        return context.trajectories;
      case 'groups of the call':
        return new Set(call.rows.map(({ group }) => group)).size;
      case 'nothing':
        return 1;
    }
  }

  #times(times: LossAggregation['times'], call: Call): number {
    const { accumulation, constantLength } = this.settings;
    switch (times) {
      case 'nothing':
        return 1;
      case 'accumulation':
        return accumulation;
      case 'constant length':
        return constantLength;
      case 'constant length and accumulation':
        return constantLength * accumulation;
      case 'row width':
        return Math.max(1, ...call.rows.map(({ mask }) => mask.length));
    }
  }
}

/** Checks the loss of every row (or of its tokens) that a log has. */
export class RowLossStage extends LossBase implements Stage<LossFormula> {
  readonly name = 'losses of rows';
  readonly #rows = new WeakMap<StepBatch, readonly LogRow[]>();
  readonly #single = new WeakMap<LogRow, readonly LogRow[]>();

  /** Of an aggregation only a row's own part is seen. */
  protected override hasAggregation(claimed: LossAggregation, { row, divisor, times }: LossAggregation): boolean {
    return row !== claimed.row && divisor === 'rows' && times === 'nothing';
  }

  items(step: StepBatch): readonly Item[] {
    return this.#withLoss(step).map((row) => ({ used: usedLoss(row), row }));
  }

  value(formula: LossFormula, step: StepBatch, index: number): Value {
    const row = this.#withLoss(step)[index];
    let rows = this.#single.get(row);
    if (rows === undefined) this.#single.set(row, (rows = [row]));
    const [part] = this.parts(formula, step, rows);
    const own = formula.aggregation.row === 'mean' ? Math.max(1, part.count) : 1;
    const { relative, units } = this.context(step);
    return { expected: part.sum / own, tolerance: (relative * part.size + part.doubt) / own + units.loss / 2 + 1e-9 };
  }

  #withLoss(step: StepBatch): readonly LogRow[] {
    let rows = this.#rows.get(step);
    if (rows === undefined) {
      rows = step.rows.filter(({ loss }) => loss !== undefined);
      this.#rows.set(step, rows);
    }
    return rows;
  }
}

/** A row's loss; of losses per token their mean over the mask. */
function usedLoss({ loss, mask }: LogRow): number {
  if (loss === undefined || typeof loss === 'number') return loss ?? Number.NaN;
  let [sum, count] = [0, 0];
  for (let j = 0; j < mask.length; j++) {
    if (mask[j] === 0) continue;
    sum += loss[j];
    count += 1;
  }
  return sum / Math.max(1, count);
}

type Alternative = { readonly words: string; readonly formula: LossFormula };
type Clip = Extract<Surrogate, { kind: 'clip' }>;

const BOUNDS = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.28, 0.3, 0.4, 0.5, 3e-4, 4e-4, Infinity];

function clipOf(f: LossFormula): Clip | undefined {
  return f.surrogate.kind === 'clip' ? f.surrogate : undefined;
}

function withSurrogate(f: LossFormula, surrogate: LossFormula['surrogate']): LossFormula {
  return { ...f, surrogate };
}

function bound(x: number): string {
  return x === Infinity ? 'none' : String(x);
}

const AXES: readonly Axis<LossFormula>[] = [
  {
    // Aggregations: all of them count as one change.
    alternatives: (f) => {
      const all: Alternative[] = [];
      for (const row of ['mean', 'sum'] as const) {
        for (const divisor of [
          'rows',
          'tokens',
          'tokens of the window',
          'tokens of the step',
          'filled rows',
          'trajectories of the step',
          'groups of the call',
          'nothing',
        ] as const) {
          if (row === 'mean' && divisor.startsWith('tokens')) continue;
          for (const times of [
            'nothing',
            'accumulation',
            'constant length',
            'constant length and accumulation',
            'row width',
          ] as const) {
            const aggregation = { ...f.aggregation, row, divisor, times };
            all.push({
              words: `aggregated as ${describeAggregation(aggregation)} instead of ${describeAggregation(f.aggregation)}`,
              formula: { ...f, aggregation },
            });
          }
        }
      }
      return all;
    },
  },
  {
    alternatives: (f) => {
      const own = clipOf(f);
      if (own === undefined) return [];
      const { mistake: _, ...right } = own;
      return [
        { words: 'no clipping', formula: withSurrogate(f, { ...right, low: Infinity, high: Infinity }) },
        {
          words: 'clipped ratio alone, without the minimum',
          formula: withSurrogate(f, { ...right, mistake: 'clip-only' }),
        },
        {
          words: 'minimum taken of the ratios, before the advantage is multiplied',
          formula: withSurrogate(f, { ...right, mistake: 'min-before-advantage' }),
        },
        { words: 'maximum instead of minimum', formula: withSurrogate(f, { ...right, mistake: 'max' }) },
        ...(own.cap === undefined
          ? []
          : [
              {
                words: `no upper bound ${own.cap} of the ratio (delta)`,
                formula: withSurrogate(f, { ...own, cap: undefined }),
              },
            ]),
        ...(own.dual === undefined
          ? [{ words: 'dual clip at 3', formula: withSurrogate(f, { ...own, dual: 3 }) }]
          : [{ words: 'no dual clip', formula: withSurrogate(f, { ...own, dual: undefined }) }]),
        ...(own.low === own.high
          ? []
          : [
              {
                words: 'low and high clip exchanged',
                formula: withSurrogate(f, { ...own, low: own.high, high: own.low }),
              },
            ]),
      ];
    },
  },
  {
    alternatives: (f) => {
      const own = clipOf(f);
      if (own === undefined) return [];
      return [own.high, ...BOUNDS]
        .filter((low) => low !== own.low)
        .map((low) => ({
          words: `clip low ${bound(low)} instead of ${bound(own.low)}`,
          formula: withSurrogate(f, { ...own, low }),
        }));
    },
  },
  {
    alternatives: (f) => {
      const own = clipOf(f);
      if (own === undefined) return [];
      return [own.low, ...BOUNDS]
        .filter((high) => high !== own.high)
        .map((high) => ({
          words: `clip high ${bound(high)} instead of ${bound(own.high)}`,
          formula: withSurrogate(f, { ...own, high }),
        }));
    },
  },
  {
    alternatives: (f) =>
      (['token', 'sequence', 'geometric'] as const)
        .filter((level) => level !== f.level)
        .map((level) => ({
          words: `ratio by ${LEVELS[level]} instead of ${LEVELS[f.level]}`,
          formula: { ...f, level },
        })),
  },
  {
    alternatives: (f) =>
      (['old_log_probs', 'rollout_log_probs', 'itself', 'first log_probs of the step'] as const)
        .filter((over) => over !== f.over)
        .map((over) => ({
          words:
            over === 'itself'
              ? 'every ratio is 1: taken over the current policy instead of the old one'
              : over === 'first log_probs of the step'
                ? "ratio over the policy just before this turn's step instead of the sampler"
                : `ratio over ${over} instead of ${f.over}`,
          formula: { ...f, over },
        })),
  },
  {
    alternatives: (f) => [
      ...(
        [
          'logged',
          'all tokens',
          'shifted left',
          'shifted right',
          'without the last token',
          'without the first token',
          'attention mask',
        ] as const satisfies readonly MaskKind[]
      )
        .filter((mask) => mask !== f.mask)
        .map((mask) => ({
          words: mask === 'all tokens' ? 'tokens outside the mask counted' : `mask ${mask}`,
          formula: { ...f, mask },
        })),
      ...(f.ratioMask === undefined
        ? [
            {
              words: 'ratio over all tokens, also outside the mask',
              formula: { ...f, ratioMask: 'all tokens' as const },
            },
          ]
        : []),
    ],
  },
  {
    alternatives: (f) =>
      (
        [
          ['times carried', 'advantages multiplied by the carried factor'],
          ['without carried', 'advantages without the carried factor'],
          ['negated', 'the sign of the advantages reversed'],
          ['of the next row', 'advantages of the next row: permuted between rows'],
        ] as const
      )
        .filter(([advantage]) => advantage !== f.advantage)
        .map(([advantage, words]) => ({ words, formula: { ...f, advantage } })),
  },
  {
    alternatives: (f) => {
      const { kl } = f;
      const estimators: readonly KlEstimator[] = ['k1', 'k2', 'k3', 'abs'];
      if (kl === undefined) {
        return estimators.flatMap((estimator) =>
          [0.001, 0.01, 0.04, 0.05, 0.1].map((coefficient) => ({
            words: `a KL term (${estimator}, coefficient ${coefficient})`,
            formula: { ...f, kl: { estimator, coefficient } },
          })),
        );
      }
      return [
        { words: 'no KL term', formula: { ...f, kl: undefined } },
        ...estimators
          .filter((estimator) => estimator !== kl.estimator)
          .map((estimator) => ({
            words: `KL estimator ${estimator} instead of ${kl.estimator}`,
            formula: { ...f, kl: { ...kl, estimator } },
          })),
        {
          words: kl.timesRatio === true ? 'KL not multiplied by the ratio' : 'KL multiplied by the ratio',
          formula: { ...f, kl: { ...kl, timesRatio: kl.timesRatio !== true } },
        },
        { words: 'KL with policy and reference exchanged', formula: { ...f, kl: { ...kl, reversed: true } } },
        { words: 'the sign of the KL reversed', formula: { ...f, kl: { ...kl, coefficient: -kl.coefficient } } },
        ...[0.001, 0.01, 0.02, 0.04, 0.05, 0.1, 0.2, 0.5, 1, kl.coefficient / 2, kl.coefficient * 2]
          .filter((coefficient) => coefficient !== kl.coefficient)
          .map((coefficient) => ({
            words: `KL coefficient ${coefficient} instead of ${kl.coefficient}`,
            formula: { ...f, kl: { ...kl, coefficient } },
          })),
      ];
    },
  },
  {
    alternatives: (f) => {
      const others: Alternative[] = [
        { words: 'log π times the advantage, without a ratio', formula: withSurrogate(f, { kind: 'log-probability' }) },
      ];
      if (f.surrogate.kind !== 'clip') {
        for (const x of [0.2, 0.1]) {
          others.push({
            words: `clipped ratio (${x}) instead of ${f.surrogate.kind}`,
            formula: withSurrogate(f, { kind: 'clip', low: x, high: x }),
          });
        }
        others.push({
          words: `unclipped ratio instead of ${f.surrogate.kind}`,
          formula: withSurrogate(f, { kind: 'clip', low: Infinity, high: Infinity }),
        });
      }
      if (f.surrogate.kind === 'cispo') {
        const { high, low } = f.surrogate;
        for (const [a, b] of [
          ...BOUNDS.map((x) => [low, x] as const),
          ...BOUNDS.map((x) => [low, 1 + x] as const),
          [0, 1 + high],
          [0, Infinity],
          [1 - high, 1 + high],
          [low, high - 1],
        ] as const) {
          others.push({
            words: `ratio clipped to [${a}, ${b}]`,
            formula: withSurrogate(f, { kind: 'cispo', low: a, high: b }),
          });
        }
      }
      if (f.surrogate.kind === 'sapo') {
        const { positive, negative } = f.surrogate;
        others.push({
          words: 'temperatures of positive and negative advantages exchanged',
          formula: withSurrogate(f, { kind: 'sapo', positive: negative, negative: positive }),
        });
        for (const tau of [positive, negative]) {
          others.push({
            words: `one temperature ${tau} for all advantages`,
            formula: withSurrogate(f, { kind: 'sapo', positive: tau, negative: tau }),
          });
        }
      }
      if (f.surrogate.kind === 'vespo') {
        const { kPositive, lambdaPositive, kNegative, lambdaNegative } = f.surrogate;
        others.push({
          words: 'constants of positive and negative advantages exchanged',
          formula: withSurrogate(f, {
            kind: 'vespo',
            kPositive: kNegative,
            lambdaPositive: lambdaNegative,
            kNegative: kPositive,
            lambdaNegative: lambdaPositive,
          }),
        });
      }
      return others;
    },
  },
  {
    alternatives: (f) => [
      {
        words: f.weights ? 'without the sampler correction' : 'with the sampler correction',
        formula: { ...f, weights: !f.weights },
      },
      ...(f.offPolicy === undefined
        ? []
        : [{ words: 'without the off-policy mask', formula: { ...f, offPolicy: undefined } }]),
      ...(f.entropyQuantile === undefined
        ? []
        : [{ words: 'without the entropy mask', formula: { ...f, entropyQuantile: undefined } }]),
      ...(f.entropy === undefined
        ? []
        : [
            { words: 'without the entropy bonus', formula: { ...f, entropy: undefined } },
            { words: 'the sign of the entropy bonus reversed', formula: { ...f, entropy: -f.entropy } },
          ]),
    ],
  },
];

const LEVELS = { token: 'token', sequence: 'sequence', geometric: 'geometric mean of the sequence' } as const;

function describeAggregation({ row, divisor, times }: LossAggregation): string {
  const rows = row === 'mean' ? 'row means' : 'token sums';
  const by = divisor === 'nothing' ? `the sum of ${rows}` : `${rows} over ${divisor}`;
  return times === 'nothing' ? by : `${by} over ${times}`;
}

/** A formula in words. */
export function describeLoss(f: LossFormula, { accumulation, constantLength }: LossSettings): string {
  const parts = [
    describeSurrogate(f.surrogate),
    `ratio by ${LEVELS[f.level]} over ${f.over}`,
    ...(f.mask === 'logged' ? [] : [`mask: ${f.mask}`]),
    ...(f.ratioMask === undefined ? [] : [`ratio over ${f.ratioMask}`]),
    ...(f.advantage === 'times carried' ? [] : [`advantages ${f.advantage}`]),
    ...(f.weights ? ['sampler correction'] : []),
    ...(f.offPolicy === undefined ? [] : [`off-policy mask at ${f.offPolicy}`]),
    ...(f.entropyQuantile === undefined ? [] : [`tokens above entropy quantile ${f.entropyQuantile}`]),
    ...(f.kl === undefined
      ? []
      : [
          `${f.kl.coefficient}·KL (${f.kl.estimator}${f.kl.timesRatio === true ? ', times the ratio' : ''}${f.kl.reversed === true ? ', reversed' : ''})`,
        ]),
    ...(f.entropy === undefined ? [] : [`entropy bonus ${f.entropy}`]),
    `${describeAggregation(f.aggregation)}`,
    ...(f.aggregation.times.includes('accumulation') ? [`accumulation ${accumulation}`] : []),
    ...(f.aggregation.times.includes('constant') ? [`constant length ${constantLength}`] : []),
  ];
  return parts.join(', ');
}

function describeSurrogate(s: LossFormula['surrogate']): string {
  switch (s.kind) {
    case 'clip':
      return [
        s.low === Infinity && s.high === Infinity
          ? 'unclipped ratio'
          : `clipped ratio (low ${bound(s.low)}, high ${bound(s.high)})`,
        ...(s.cap === undefined ? [] : [`at most ${s.cap}`]),
        ...(s.dual === undefined ? [] : [`dual clip ${s.dual}`]),
        ...(s.mistake === undefined ? [] : [s.mistake]),
      ].join(' ');
    case 'cispo':
      return `CISPO (ratio within [${s.low}, ${s.high}])`;
    case 'sapo':
      return `SAPO (temperatures ${s.positive}, ${s.negative})`;
    case 'vespo':
      return 'VESPO';
    case 'log-probability':
      return 'log π times advantage';
    case 'dro':
      return `DRO (β ${s.beta})`;
    case 'dppo':
      return `DPPO (${s.divergence}, low ${s.low}, high ${s.high}, at most ${s.cap})`;
    case 'geometric-clip':
      return `GMPO (log-ratio within [−${s.low}, ${s.high}])`;
  }
}
