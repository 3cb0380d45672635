import { NEURAL_PARTS } from '../../../src/bridge/neuralParts.js';
import { PRESETS } from '../../../src/neural/algorithm/presets.js';
import { OBJECTIVE, type PlantedBug } from './plantedBug.js';

const { carry, advantages, batch, objective, logs } = NEURAL_PARTS;

/** Planted bugs in SeeUPPO-GRAE itself. */
export const PLANTED_IN_SEEUPO: readonly PlantedBug[] = [
  {
    name: 'M_t is kept by row position after the rows were sorted by length',
    brief: true,
    breaks: ['carried advantage M', ...OBJECTIVE],
    leaves: ['advantage Â', 'ratio ρ'],
    parts: {
      carry: (factors, how, entries, now, old) => {
        const right = carry(factors, how, entries, now, old);
        const sorted = entries.toSorted((a, b) => a.sample.tokens.length - b.sample.tokens.length);
        const moved = new Map(right);
        entries.forEach(({ sample }, row) => moved.set(sample.id, right.get(sorted[row].sample.id) ?? 1));
        return moved;
      },
    },
  },
  {
    name: 'the mean is taken over the batch, not over the group',
    brief: true,
    breaks: ['advantage Â', 'carried advantage M', ...OBJECTIVE],
    leaves: ['ratio ρ'],
    parts: {
      advantages: (samples, rule) =>
        advantages(
          samples.map(({ id, return: paid }) => ({ id, return: paid, group: 0 })),
          rule,
        ),
    },
  },
  {
    name: 'the ratio is over the policy before the turn, not over the one that sampled',
    brief: true,
    breaks: ['ratio ρ', 'carried advantage M', ...OBJECTIVE],
    leaves: ['advantage Â'],
    runs: { ...PRESETS.seeupo, ratioOver: 'turn-start' },
  },
  {
    name: 'forward order, labelled reverse',
    brief: true,
    breaks: ['ratio ρ', 'carried advantage M', ...OBJECTIVE],
    leaves: ['advantage Â'],
    runs: { ...PRESETS.seeupo, turns: 'forward' },
  },
  {
    name: 'the response masks are off by one token',
    brief: true,
    breaks: ['ratio ρ', ...OBJECTIVE],
    leaves: ['advantage Â', 'carried advantage M'],
    parts: {
      batch: (tf, network, algorithm, entries, turns, sources) => {
        const right = batch(tf, network, algorithm, entries, turns, sources);
        const { tokens } = right.masks;
        const [rows, slots, length] = tokens.shape;
        const shifted = tf.tidy(() => {
          const kept = tf.slice(tokens, [0, 0, 0], [rows, slots, length - 1]);
          const none: typeof tokens = tf.zeros([rows, slots, 1]);
          return tf.concat([none, kept], 2);
        });
        tokens.dispose();
        return { ...right, masks: { ...right.masks, tokens: shifted } };
      },
    },
  },
  {
    name: 'M_t is not carried at all',
    breaks: ['carried advantage M', ...OBJECTIVE],
    leaves: ['advantage Â', 'ratio ρ'],
    parts: { carry: (factors) => new Map(factors) },
  },
  {
    name: 'the clip is 0.2 wide below only',
    breaks: OBJECTIVE,
    leaves: ['advantage Â', 'ratio ρ', 'carried advantage M'],
    parts: {
      objective: (tf, { update }, now, steps, trajectories) =>
        objective(tf, { update: { ...update, high: 1e9 } as typeof update }, now, steps, trajectories),
    },
  },
  {
    name: 'the surrogate is averaged over the responses of the turn, not over the trajectories',
    breaks: OBJECTIVE,
    leaves: ['advantage Â', 'ratio ρ', 'carried advantage M'],
    parts: {
      objective: (tf, how, now, steps) => objective(tf, how, now, steps, steps.rows),
    },
  },
  {
    name: 'log-probabilities are rounded to half precision',
    breaks: ['ratio ρ', 'carried advantage M', ...OBJECTIVE],
    leaves: ['advantage Â'],
    parts: {
      logs: async (...args) => {
        const right = await logs(...args);
        return new Map(Array.from(right, ([id, own]) => [id, own.map((x) => Math.round(x * 1024) / 1024)]));
      },
    },
  },
  {
    name: 'illegal tokens count in the softmax',
    breaks: ['ratio ρ', ...OBJECTIVE],
    leaves: ['advantage Â', 'carried advantage M'],
    parts: {
      batch: (tf, ...args) => {
        const right = batch(tf, ...args);
        const legal: typeof right.legal = tf.onesLike(right.legal);
        right.legal.dispose();
        return { ...right, legal };
      },
    },
  },
];
