import type { AdvantageRule, Scale } from '../trainer/advantages.js';
import type { AdvantageFormula, GroupKey } from './advantageFormula.js';
import type { Axis } from './stage.js';

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

/** The ways in which advantages may differ from a claim, the likeliest first. */
export const ADVANTAGE_AXES: readonly Axis<AdvantageFormula>[] = [
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
