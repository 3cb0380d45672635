import type { AdvantageRule } from '../../trainer/advantages.js';
import type { KlEstimator } from '../../trainer/kl.js';
import type { AdvantageFormula } from '../advantageFormula.js';
import type { LossAggregation, LossFormula } from '../lossFormula.js';
import type { Claim } from './claim.js';
import { Config } from './config.js';

const ESTIMATORS = [
  ...['grpo', 'grpo_vectorized', 'rloo', 'rloo_vectorized', 'opo', 'reinforce_plus_plus', 'gpg'],
  ...['reinforce_plus_plus_baseline'],
] as const;

const LOSSES = [
  ...(['vanilla', 'gspo', 'sapo', 'gpg', 'dppo_tv', 'dppo_kl', 'geo_mean', 'dro', 'cispo'] as const),
] as const;

const AGGREGATIONS = [
  'token-mean',
  'token-sum',
  'seq-mean-token-sum',
  'seq-mean-token-sum-norm',
  'seq-mean-token-mean',
] as const;

/** Sections of verl's configuration that no logged quantity depends on once it is sampled. */
const IRRELEVANT =
  /(^|\.)(trainer|data|rollout|critic|reward|reward_model|model|optim|fsdp_config|megatron|checkpoint|profiler|ray_kwargs|global_profiler|custom_reward_function|transfer_queue|router_replay|nccl_timeout|ref|lr|seed|ppo_micro_batch_size|ppo_micro_batch_size_per_gpu|ppo_max_token_len_per_gpu|use_dynamic_bsz|ppo_mini_batch_size|ppo_epochs|shuffle|grad_clip|ulysses_sequence_parallel_size|use_torch_compile|strategy|hybrid_engine|temperature|calculate_entropy|entropy_from_logits_with_chunking|use_remove_padding|kl_ctrl|use_pf_ppo|pf_ppo|train_batch_size|_target_|name|data_loader_seed|use_fused_kernels|num_gpus)(\.|$)/;

/** What verl 0.9.1 computes under its configuration (core_algos.py); missing members have verl's defaults. */
export function verlClaim(given: Readonly<Record<string, unknown>>): Claim {
  const config = new Config(given);
  const groupSize = config.number('rollout.n', undefined, 'advantages');
  const advantages = advantagesOf(config);
  const constantLength = config.number('loss_scale_factor', 1, 'loss');
  const loss = lossOf(config);
  config.refuseOthers((path) => IRRELEVANT.test(path));
  return {
    trainer: 'verl',
    advantages: advantages === undefined ? undefined : [advantages],
    loss,
    groupSize,
    settings: {
      accumulation: 1,
      callsPerGeneration: 1,
      constantLength,
      lossNames: ['pg_loss', 'actor/pg_loss', 'loss'],
      tokenNames: ['batch_num_tokens'],
    },
    whole: {},
    undecided: config.undecided,
    axes: { fixedSampler: true },
  };
}

function advantagesOf(config: Config): AdvantageFormula | undefined {
  const estimator = config.option('adv_estimator', ESTIMATORS, 'grpo', 'advantages');
  const isScaled = config.flag('norm_adv_by_std_in_grpo', true, 'advantages');
  const gamma = config.number('gamma', 1, 'advantages');
  config.raw('lam');
  if (config.flag('use_kl_in_reward', false, 'advantages')) {
    config.undecide(
      'use_kl_in_reward',
      'makes rewards that differ from the scores; log token_level_rewards',
      'advantages',
    );
  }
  if (gamma !== 1 && estimator === 'reinforce_plus_plus') {
    config.undecide('gamma', `${gamma}: discounted returns of tokens are not recomputed here`, 'advantages');
  }
  if (estimator === undefined) return undefined;
  if (estimator === 'gpg') {
    config.undecide(
      'adv_estimator',
      'gpg scales by the number of scores that are not 0, which is not recomputed',
      'advantages',
    );
    return undefined;
  }
  const group = { baseline: 'group-mean', single: 'return' } as const;
  const whitened = { of: 'centred-batch', divisor: 'n-1', stabiliser: 1e-8, place: 'inside' } as const;
  const rules: Readonly<Record<Exclude<(typeof ESTIMATORS)[number], 'gpg'>, AdvantageRule>> = {
    grpo: isScaled ? { ...group, scale: { of: 'group', divisor: 'n-1', stabiliser: 1e-6 } } : group,
    grpo_vectorized: isScaled ? { ...group, scale: { of: 'group', divisor: 'n-1', stabiliser: 1e-6 } } : group,
    rloo: { baseline: 'leave-one-out', single: 'return' },
    rloo_vectorized: { baseline: 'leave-one-out', single: 'zero' },
    opo: { baseline: 'length-mean', single: 'return' },
    reinforce_plus_plus: { baseline: 'none', single: 'return', recentre: true, scale: whitened },
    reinforce_plus_plus_baseline: { ...group, recentre: true, scale: whitened },
  };
  const byTokens = estimator.startsWith('reinforce') || estimator === 'opo';
  return { key: 'uid', statistics: 'own', rule: rules[estimator], weights: byTokens ? 'tokens' : 'trajectories' };
}

function lossOf(config: Config): readonly LossFormula[] | undefined {
  const mode = config.option('loss_mode', LOSSES, 'vanilla', 'loss');
  const named = config.option('loss_agg_mode', AGGREGATIONS, 'token-mean', 'loss');
  const ratio = config.number('clip_ratio', 0.2, 'loss');
  const low = config.number('clip_ratio_low', ratio, 'loss');
  const high = config.number('clip_ratio_high', ratio, 'loss');
  const c = config.number('clip_ratio_c', undefined, 'loss');
  const dro = config.number('dro_beta', undefined, 'loss');
  const sapo = {
    kind: 'sapo',
    positive: config.number('tau_pos', 1, 'loss'),
    negative: config.number('tau_neg', 1.05, 'loss'),
  } as const;
  for (const key of ['clip_cov_ratio', 'clip_cov_lb', 'clip_cov_ub', 'kl_cov_ratio', 'ppo_kl_coef']) config.raw(key);
  const kl = klOf(config);
  const entropy = config.number('entropy_coeff', 0, 'loss');
  if (mode === undefined || named === undefined) return undefined;
  const surrogates: Readonly<Record<(typeof LOSSES)[number], LossFormula['surrogate']>> = {
    vanilla: { kind: 'clip', low, high, dual: c ?? 3 },
    gspo: { kind: 'clip', low, high },
    sapo,
    gpg: { kind: 'log-probability' },
    dppo_tv: { kind: 'dppo', divergence: 'tv', low, high, cap: c ?? 20 },
    dppo_kl: { kind: 'dppo', divergence: 'kl', low, high, cap: c ?? 20 },
    geo_mean: { kind: 'geometric-clip', low, high },
    dro: { kind: 'dro', beta: dro ?? 0 },
    cispo: { kind: 'cispo', low: 1 - low, high: 1 + high },
  };
  const isCapped = ['vanilla', 'sapo', 'dppo_tv', 'dppo_kl', 'cispo'].includes(mode);
  const aggregation = mode === 'sapo' ? 'seq-mean-token-mean' : mode === 'geo_mean' ? 'rows' : named;
  const plain: LossFormula = {
    surrogate: surrogates[mode],
    level: mode === 'gspo' ? 'geometric' : 'token',
    ...(isCapped ? { logRatioCap: 20 } : {}),
    over: 'old_log_probs',
    mask: 'logged',
    advantage: 'times carried',
    weights: true,
    aggregation: aggregationOf(aggregation, config),
  };
  if (kl === undefined && entropy === 0) return [plain];
  // pg_loss is the policy's part alone; "loss" may be the sum.
  return [plain, { ...plain, ...(kl === undefined ? {} : { kl }), ...(entropy === 0 ? {} : { entropy }) }];
}

function aggregationOf(named: (typeof AGGREGATIONS)[number] | 'rows', config: Config): LossAggregation {
  const constant = config.has('loss_scale_factor') ? 'constant length' : 'row width';
  switch (named) {
    case 'token-mean':
      return { row: 'sum', divisor: 'tokens of the call', times: 'nothing' };
    case 'token-sum':
      return { row: 'sum', divisor: 'nothing', times: 'nothing' };
    case 'seq-mean-token-sum':
      return { row: 'sum', divisor: 'filled rows', times: 'nothing' };
    case 'seq-mean-token-sum-norm':
      return { row: 'sum', divisor: 'filled rows', times: constant };
    case 'seq-mean-token-mean':
      return { row: 'mean', divisor: 'filled rows', times: 'nothing', epsilon: 1e-8 };
    case 'rows':
      return { row: 'mean', divisor: 'rows', times: 'nothing' };
  }
}

function klOf(config: Config): LossFormula['kl'] {
  const isUsed = config.flag('use_kl_loss', false, 'loss');
  const coefficient = config.number('kl_loss_coef', 0.001, 'loss');
  const kinds = ['kl', 'k1', 'abs', 'mse', 'k2', 'low_var_kl', 'k3', 'low_var_kl+', 'k3+'] as const;
  const kind = config.option('kl_loss_type', kinds, 'low_var_kl', 'loss');
  if (!isUsed || kind === undefined || coefficient === 0) return undefined;
  const estimators: Readonly<Record<(typeof kinds)[number], KlEstimator>> = {
    kl: 'k1',
    k1: 'k1',
    abs: 'abs',
    mse: 'k2',
    k2: 'k2',
    low_var_kl: 'k3-clamped',
    k3: 'k3-clamped',
    'low_var_kl+': 'k3-clamped',
    'k3+': 'k3-clamped',
  };
  return { estimator: estimators[kind], coefficient };
}
