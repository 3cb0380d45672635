import type { KlEstimator } from '../trainer/kl.js';
import type { Surrogate } from '../trainer/surrogates.js';
import type { LossFormula, MaskKind } from './lossFormula.js';
import { bound, describeAggregation, LEVELS } from './lossWords.js';
import type { Axis } from './stage.js';

type Alternative = { readonly words: string; readonly formula: LossFormula };
type Clip = Extract<Surrogate, { kind: 'clip' }>;

const BOUNDS = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.28, 0.3, 0.4, 0.5, 3e-4, 4e-4, Infinity];

function clipOf(f: LossFormula): Clip | undefined {
  return f.surrogate.kind === 'clip' ? f.surrogate : undefined;
}

function withSurrogate(f: LossFormula, surrogate: LossFormula['surrogate']): LossFormula {
  return { ...f, surrogate };
}

/** The ways in which losses may differ from a claim; all aggregations count as one way. */
export const LOSS_AXES: readonly Axis<LossFormula>[] = [
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
      const right: Clip = { ...own, mistake: undefined };
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
