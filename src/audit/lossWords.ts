import type { LossAggregation, LossFormula } from './lossFormula.js';
import type { LossSettings } from './lossSettings.js';

/** Levels of ratios in words. */
export const LEVELS = { token: 'token', sequence: 'sequence', geometric: 'geometric mean of the sequence' } as const;

/** An aggregation in words. */
export function describeAggregation({ row, divisor, times }: LossAggregation): string {
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
    describeAggregation(f.aggregation),
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

/** A bound in words. */
export function bound(x: number): string {
  return x === Infinity ? 'none' : String(x);
}
