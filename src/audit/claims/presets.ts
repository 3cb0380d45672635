type PlainConfig = Readonly<Record<string, unknown>>;

const GROUP_STD = { baseline: 'group-mean', scale: 'std', std: 'n-1', eps: 1e-6 };

/** Configurations of a plain loop by the name of the algorithm; `--claimed NAME` holds a log against one. */
export const PRESET_CONFIGS = {
  seeupo: {
    algorithm: 'seeupo',
    order: 'reverse',
    ...GROUP_STD,
    level: 'sequence',
    clip_low: 0.2,
    clip_high: 0.2,
    carry: 'after-update',
    carry_bounds: null,
    aggregation: 'row-mean',
  },
  /** The authors' code: token ratios with a dual clip, geometric means carried with clips. */
  released: {
    algorithm: 'released',
    order: 'reverse',
    ...GROUP_STD,
    single: 'return',
    clamp: 3,
    level: 'token',
    log_ratio_cap: 20,
    clip_low: 0.2,
    clip_high: 0.2,
    dual_clip: 3,
    carry: 'released',
    aggregation: 'row-mean',
    kl: 'k3-clamped',
    kl_coef: 0.002,
  },
  grpo: { algorithm: 'grpo', ...GROUP_STD, level: 'token', clip_low: 0.2, clip_high: 0.2, aggregation: 'row-mean' },
  'dr-grpo': {
    algorithm: 'dr-grpo',
    baseline: 'group-mean',
    scale: 'none',
    level: 'token',
    clip_low: 0.2,
    clip_high: 0.2,
    aggregation: 'row-sum',
  },
  dapo: { algorithm: 'dapo', ...GROUP_STD, level: 'token', clip_low: 0.2, clip_high: 0.28, aggregation: 'token-mean' },
  gspo: {
    algorithm: 'gspo',
    ...GROUP_STD,
    level: 'geometric',
    clip_low: 3e-4,
    clip_high: 4e-4,
    aggregation: 'row-mean',
  },
  rloo: {
    algorithm: 'rloo',
    baseline: 'leave-one-out',
    scale: 'none',
    level: 'token',
    clip_low: 0.2,
    clip_high: 0.2,
    aggregation: 'row-mean',
  },
  'reinforce++': {
    algorithm: 'reinforce++',
    baseline: 'none',
    recentre: true,
    scale: 'batch-std',
    std: 'n-1',
    eps: 1e-8,
    level: 'token',
    clip_low: 0.2,
    clip_high: 0.2,
    aggregation: 'token-mean',
  },
  ppo: {
    algorithm: 'ppo',
    baseline: 'none',
    scale: 'none',
    level: 'token',
    clip_low: 0.2,
    clip_high: 0.2,
    aggregation: 'token-mean',
  },
} as const satisfies Readonly<Record<string, PlainConfig>>;

/** A name of `PRESET_CONFIGS`. */
export type PresetName = keyof typeof PRESET_CONFIGS;

/** Is this the name of a preset? */
export function isPreset(name: string): name is PresetName {
  return Object.hasOwn(PRESET_CONFIGS, name);
}
