import { NEURAL_PARTS } from '../../../src/bridge/neuralParts.js';
import type { AdvantageRule, Normalisation } from '../../../src/neural/algorithm/advantageRule.js';
import type { Algorithm } from '../../../src/neural/algorithm/algorithm.js';
import { PRESETS } from '../../../src/neural/algorithm/presets.js';
import { deviation } from '../../../src/trainer/statistics.js';
import { OBJECTIVE, type PlantedBug } from './plantedBug.js';

const { advantages, batch, objective, safeguard, tokenAdvantages } = NEURAL_PARTS;
const { grpo, gspo, ppo, reinforce, released, rloo } = PRESETS;
const LEAVES_PATH = ['advantage Â', 'ratio ρ', 'carried advantage M'];

/** The same algorithm with another normalisation of the same kind of number. */
function normalisedBy(algorithm: Algorithm, how: Partial<Exclude<Normalisation, { kind: 'none' }>>): Algorithm {
  const { advantage } = algorithm;
  return {
    ...algorithm,
    advantage: { ...advantage, normalisation: { ...advantage.normalisation, ...how } } as AdvantageRule,
  };
}

const TIGHT = { kind: 'clip', ratio: 'token', aggregation: 'token-sum', low: 0.02, high: 0.03 } as const;

/** One planted bug at least for each kind of number that SeeUPPO-GRAE has not. */
export const PLANTED_IN_BASELINES: readonly PlantedBug[] = [
  {
    name: 'GRPO: the deviation is over the batch, not over the group',
    brief: true,
    claims: grpo,
    runs: normalisedBy(grpo, { kind: 'batch-deviation' }),
    breaks: ['advantage Â', 'carried advantage M', ...OBJECTIVE],
    leaves: ['ratio ρ'],
  },
  ...[grpo, PRESETS['reinforce++'], PRESETS['seeupo-batch'], released].map((claims, n): PlantedBug => ({
    name: `${['GRPO', 'REINFORCE++', 'SeeUPPO-GRAE with batches', 'released'][n]}: the deviation of the population, not of the sample`,
    claims,
    runs: normalisedBy(claims, { divisor: 'n' }),
    breaks: ['advantage Â', 'carried advantage M', ...OBJECTIVE],
    leaves: ['ratio ρ'],
  })),
  {
    name: 'REINFORCE++: divided by the deviation, but the mean is not taken off',
    claims: PRESETS['reinforce++'],
    breaks: ['advantage Â', 'carried advantage M', ...OBJECTIVE],
    leaves: ['ratio ρ'],
    parts: {
      advantages: (samples, rule) => {
        const sigma = deviation(
          samples.map((sample) => sample.return),
          'n-1',
        );
        const raw = advantages(samples, { ...rule, normalisation: { kind: 'none' } });
        return new Map(Array.from(raw, ([id, x]) => [id, x / (sigma + 1e-6)]));
      },
    },
  },
  {
    name: 'released: advantages are not clamped',
    claims: normalisedBy(released, { clamp: 1 }),
    runs: released,
    breaks: ['advantage Â', 'carried advantage M', ...OBJECTIVE],
    leaves: ['ratio ρ'],
  },
  {
    name: 'RLOO: the own return is in the mean',
    claims: rloo,
    runs: { ...rloo, advantage: { ...PRESETS.seeupo.advantage } },
    breaks: ['advantage Â', 'carried advantage M', ...OBJECTIVE],
    leaves: [],
  },
  {
    name: 'REINFORCE: the mean of the tokens’ scores, not their sum',
    claims: reinforce,
    breaks: OBJECTIVE,
    leaves: ['advantage Â', 'carried advantage M'],
    parts: { batch: (tf, network, { kl }, ...rest) => batch(tf, network, { update: grpo.update, kl }, ...rest) },
  },
  {
    name: 'GSPO: the geometric mean by the length of the longest response',
    brief: true,
    claims: gspo,
    breaks: ['ratio ρ', ...OBJECTIVE],
    leaves: ['advantage Â', 'carried advantage M'],
    parts: {
      batch: (tf, ...args) => {
        const right = batch(tf, ...args);
        const { lengths, ...masks } = right.masks;
        const longest = tf.tidy<typeof lengths>(() => tf.mul(tf.onesLike(lengths), tf.max(lengths)));
        lengths.dispose();
        return { ...right, masks: { ...masks, lengths: longest } };
      },
    },
  },
  {
    name: 'GSPO: the joint ratio',
    claims: gspo,
    runs: { ...gspo, update: PRESETS.seeupo.update },
    breaks: ['ratio ρ', ...OBJECTIVE],
    leaves: ['advantage Â', 'carried advantage M'],
  },
  {
    name: 'GRPO: the sum of the tokens’ terms, not their mean',
    claims: grpo,
    runs: { ...grpo, update: { ...grpo.update, aggregation: 'token-sum' } },
    breaks: OBJECTIVE,
    leaves: LEAVES_PATH,
  },
  {
    name: 'released: the penalty has the wrong sign',
    brief: true,
    claims: released,
    breaks: OBJECTIVE,
    leaves: LEAVES_PATH,
    parts: {
      objective: (tf, { update, kl }, ...rest) =>
        objective(tf, { update, kl: kl && { ...kl, weight: -kl.weight } }, ...rest),
    },
  },
  {
    name: 'released: the penalty refers to the policy that sampled',
    claims: released,
    breaks: OBJECTIVE,
    leaves: LEAVES_PATH,
    parts: {
      batch: (tf, network, how, entries, turns, sources) =>
        batch(tf, network, how, entries, turns, { ...sources, reference: sources.old }),
    },
  },
  {
    name: 'released: the dual clip is left out',
    claims: { ...released, update: { ...TIGHT, dual: 1.05 }, epochs: 4 },
    runs: { ...released, update: TIGHT, epochs: 4 },
    breaks: OBJECTIVE,
    leaves: LEAVES_PATH,
  },
  {
    name: 'released: M_t by the joint ratio',
    claims: released,
    runs: { ...released, carry: { kind: 'ratio', ratio: 'joint', clip: 0.2 } },
    breaks: ['carried advantage M', ...OBJECTIVE],
    leaves: ['advantage Â', 'ratio ρ'],
  },
  {
    name: 'released: M_t is not clipped',
    claims: { ...released, carry: { kind: 'ratio', ratio: 'geometric-mean', clip: 0.01 } },
    runs: { ...released, carry: { kind: 'ratio', ratio: 'geometric-mean' } },
    breaks: ['carried advantage M', ...OBJECTIVE],
    leaves: ['advantage Â', 'ratio ρ'],
  },
  {
    name: 'released: copies of a last turn have its advantage',
    claims: released,
    breaks: ['carried advantage M', ...OBJECTIVE],
    leaves: ['advantage Â', 'ratio ρ'],
    parts: {
      batch: (tf, network, how, entries, ...rest) =>
        batch(
          tf,
          network,
          how,
          entries.map((entry) => ({ ...entry, copy: false })),
          ...rest,
        ),
    },
  },
  {
    name: 'PPO: λ = 1',
    brief: true,
    claims: ppo,
    runs: { ...ppo, advantage: { ...ppo.advantage, lambda: 1 } },
    breaks: ['advantage Â', "critic's target", ...OBJECTIVE],
    leaves: ['ratio ρ'],
  },
  {
    name: 'PPO: values one token late',
    claims: ppo,
    breaks: ['advantage Â', "critic's target", ...OBJECTIVE],
    leaves: ['ratio ρ'],
    parts: {
      tokenAdvantages: (samples, values, rule) => {
        const late = Array.from(values, ([id, own]): [number, Float32Array] => [
          id,
          own.map((x, j) => own[j - 1] ?? x),
        ]);
        return tokenAdvantages(samples, new Map(late), rule);
      },
    },
  },
  {
    name: 'PPO: the critic is to learn from normalised advantages',
    claims: ppo,
    breaks: ["critic's target"],
    leaves: ['advantage Â', 'ratio ρ', ...OBJECTIVE],
    parts: {
      tokenAdvantages: (samples, values, rule) => {
        const right = tokenAdvantages(samples, values, rule);
        const wrong = Array.from(right.advantages, ([id, own]): [number, Float64Array] => [
          id,
          own.map((x, j) => x + (values.get(id)?.[j] ?? NaN)),
        ]);
        return { ...right, targets: new Map(wrong) };
      },
    },
  },
  {
    name: 'the safeguard sees the last turn’s ratio only',
    claims: PRESETS['seeupo-safe'],
    breaks: ["safeguard's surrogate"],
    leaves: [...LEAVES_PATH, ...OBJECTIVE],
    parts: {
      safeguard: (samples, ...rest) =>
        safeguard(
          samples.map((sample) => ({ ...sample, responses: sample.responses.slice(-1) })),
          ...rest,
        ),
    },
  },
];
