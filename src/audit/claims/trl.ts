import type { Surrogate } from '../../trainer/surrogates.js';
import type { AdvantageFormula } from '../advantageFormula.js';
import type { LossAggregation, LossFormula } from '../lossFormula.js';
import type { Claim } from './claim.js';
import { Config } from './config.js';

/** Members of TRL 1.16's GRPOConfig (with TrainingArguments) that no logged quantity depends on once it is sampled. */
const IRRELEVANT = new Set(
  `    accelerator_config activation_checkpointing activation_checkpointing_kwargs adam_beta1 adam_beta2 
    adam_epsilon auto_find_batch_size average_tokens_across_devices batch_eval_metrics bf16 bf16_full_eval 
    cache_implementation cast_lm_head_to_fp32 chat_template_kwargs data_seed dataloader_drop_last 
    dataloader_in_order dataloader_multiprocessing_context dataloader_num_workers dataloader_persistent_workers 
    dataloader_pin_memory dataloader_prefetch_factor ddp_backend ddp_broadcast_buffers ddp_bucket_cap_mb 
    ddp_find_unused_parameters ddp_static_graph ddp_timeout debug deepspeed disable_dropout disable_tqdm do_eval 
    do_predict do_train ds3_gather_for_generation enable_jit_checkpoint entropy_coef_delta entropy_coef_max 
    entropy_coef_min entropy_target eval_accumulation_steps eval_delay eval_do_concat_batches eval_on_start 
    eval_steps eval_strategy eval_use_gather_object fp16 fp16_full_eval fsdp fsdp_config full_determinism 
    generation_kwargs gradient_checkpointing gradient_checkpointing_kwargs greater_is_better hub_always_push 
    hub_model_id hub_private_repo hub_revision hub_strategy hub_token ignore_data_skip include_for_metrics 
    include_num_input_tokens_seen label_names label_smoothing_factor learning_rate length_column_name 
    liger_kernel_config load_best_model_at_end local_rank log_completions log_completions_hub_repo log_level 
    log_level_replica log_multimodal log_on_each_node log_unique_prompts logging_first_step 
    logging_nan_inf_filter logging_steps logging_strategy lr_scheduler_kwargs lr_scheduler_type 
    mask_truncated_completions max_grad_norm max_steps max_tool_calling_iterations metric_for_best_model min_p 
    model_init_kwargs neftune_noise_alpha num_completions_to_print num_generations_eval num_train_epochs optim 
    optim_args optim_target_modules output_dir pad_to_multiple_of parallelism_config per_device_eval_batch_size 
    prediction_loss_only project push_to_hub ref_model_mixup_alpha ref_model_sync_steps remove_unused_columns 
    repetition_penalty report_to restore_callback_states_from_checkpoint resume_from_checkpoint 
    router_aux_loss_coef run_name save_on_each_node save_only_model save_steps save_strategy save_total_limit 
    seed shuffle_dataset skip_memory_metrics sync_ref_model tf32 top_k top_p torch_compile torch_compile_backend 
    torch_compile_mode torch_empty_cache_steps trackio_bucket_id trackio_space_id trackio_static_space_id 
    train_sampling_strategy transformers_continuous_batching_config trust_remote_code use_cache use_cpu 
    use_liger_kernel use_transformers_continuous_batching use_transformers_paged vllm_enable_sleep_mode 
    vllm_gpu_memory_utilization vllm_group_port vllm_importance_sampling_cap vllm_importance_sampling_clip_max 
    vllm_importance_sampling_clip_min vllm_importance_sampling_mode vllm_max_model_length vllm_mode 
    vllm_model_impl vllm_server_base_url vllm_server_host vllm_server_port vllm_server_timeout 
    vllm_structured_outputs_regex vllm_tensor_parallel_size warmup_steps weight_decay
    num_processes world_size max_prompt_length seed`.split(/\s+/),
);

const LOSSES = ['grpo', 'dapo', 'bnpo', 'dr_grpo', 'cispo', 'sapo', 'luspo', 'vespo'] as const;

/** What TRL 1.16's GRPOTrainer computes under a GRPOConfig; members that are missing have TRL's defaults. */
export function trlClaim(given: Readonly<Record<string, unknown>>, version: string | undefined): Claim {
  const config = new Config(given);
  const groupSize = config.number('num_generations', 8, 'advantages');
  const accumulation = config.number('gradient_accumulation_steps', 1, 'loss');
  const rowsPerCall = config.number('per_device_train_batch_size', undefined, 'loss');
  const generationBatch = config.number('generation_batch_size', undefined, 'loss');
  const callsPerGeneration = config.number(
    'steps_per_generation',
    generationBatch !== undefined && rowsPerCall !== undefined ? generationBatch / rowsPerCall : accumulation,
    'loss',
  );
  const constantLength = config.number('max_completion_length', 256, 'loss');
  const iterations = config.number('num_iterations', 1, 'loss');
  config.number('temperature', 1);
  const advantages = advantagesOf(config);
  const loss = lossOf(config);
  if (version !== undefined && !/^1\.16(\.|$)/.test(version)) {
    config.undecide('version', `${version}: the formulas known here are those of TRL 1.16`, 'loss');
  }
  config.refuseOthers((path) => IRRELEVANT.has(path));
  return {
    trainer: 'trl',
    advantages: advantages === undefined ? undefined : [advantages],
    // Without old log-probabilities the ratio is 1, but only where no update comes between generation and loss.
    loss:
      loss === undefined
        ? undefined
        : [accumulation % (callsPerGeneration * iterations) === 0 ? { ...loss, withoutOld: 'itself' } : loss],
    groupSize,
    settings: {
      accumulation,
      callsPerGeneration,
      constantLength,
      lossNames: ['loss'],
      tokenNames: ['num_items_in_batch'],
      rowsPerCall,
    },
    whole: { responses: rowsPerCall === undefined ? undefined : rowsPerCall * callsPerGeneration },
    undecided: config.undecided,
    axes: { fixedSampler: true, startsWithPolicyToken: true, tokensOfStep: 'num_items_in_batch' },
  };
}

function advantagesOf(config: Config): AdvantageFormula | undefined {
  const raw = config.raw('scale_rewards');
  const scale =
    raw === true
      ? 'group'
      : raw === false
        ? 'none'
        : config.option('scale_rewards', ['group', 'batch', 'none'], 'group', 'advantages');
  const combined = config.option(
    'multi_objective_aggregation',
    ['sum_then_normalize'],
    'sum_then_normalize',
    'advantages',
  );
  config.raw('reward_weights');
  if (scale === undefined || combined === undefined) return undefined;
  const rule = { baseline: 'group-mean', single: 'zero' } as const;
  return {
    key: 'uid',
    statistics: 'own',
    rule: scale === 'none' ? rule : { ...rule, scale: { of: scale, divisor: 'n-1', stabiliser: 1e-4 } },
    weights: 'trajectories',
  };
}

function lossOf(config: Config): LossFormula | undefined {
  const type = config.option('loss_type', LOSSES, 'dapo', 'loss');
  const level = config.option('importance_sampling_level', ['token', 'sequence'], 'token', 'loss');
  const low = config.number('epsilon', 0.2, 'loss');
  const high = config.number('epsilon_high', undefined, 'loss');
  const delta = config.number('delta', undefined, 'loss');
  const beta = config.number('beta', 0, 'loss');
  const timesRatio = config.flag('use_bias_correction_kl', true, 'loss');
  const offPolicy = config.number('off_policy_mask_threshold', undefined, 'loss');
  const quantile = config.number('top_entropy_quantile', 1, 'loss');
  const entropy = config.number('entropy_coef', 0, 'loss');
  const sapo = {
    kind: 'sapo',
    positive: config.number('sapo_temperature_pos', 1, 'loss'),
    negative: config.number('sapo_temperature_neg', 1.05, 'loss'),
  } as const;
  const vespo = {
    kind: 'vespo',
    kPositive: config.number('vespo_k_pos', 2, 'loss'),
    lambdaPositive: config.number('vespo_lambda_pos', 3, 'loss'),
    kNegative: config.number('vespo_k_neg', 3, 'loss'),
    lambdaNegative: config.number('vespo_lambda_neg', 2, 'loss'),
  } as const;
  if (config.flag('use_adaptive_entropy', false, 'loss')) {
    config.undecide('use_adaptive_entropy', 'changes the entropy coefficient from step to step', 'loss');
  }
  const corrected =
    config.flag('use_vllm', false, 'loss') && config.flag('vllm_importance_sampling_correction', true, 'loss');
  config.raw('vllm_importance_sampling_correction');
  if (corrected && type === 'vespo') {
    config.undecide('use_vllm', 'with the sampler correction inside VESPO weights is not recomputed here', 'loss');
  }
  if (type === undefined || level === undefined) return undefined;
  const clipped: Surrogate = { kind: 'clip', low, high: high ?? low, ...(delta === undefined ? {} : { cap: delta }) };
  const surrogate: Surrogate =
    type === 'cispo'
      ? { kind: 'cispo', low: 0, high: high ?? low }
      : type === 'sapo'
        ? sapo
        : type === 'vespo'
          ? vespo
          : clipped;
  return {
    surrogate,
    level: level === 'token' ? 'token' : 'geometric',
    over: 'old_log_probs',
    mask: 'logged',
    advantage: 'times carried',
    weights: corrected,
    ...(offPolicy === undefined ? {} : { offPolicy }),
    ...(quantile < 1 ? { entropyQuantile: 1 - quantile } : {}),
    ...(beta === 0 ? {} : { kl: { estimator: 'k3', coefficient: beta, timesRatio } }),
    ...(entropy === 0 ? {} : { entropy }),
    aggregation: AGGREGATIONS[type],
  };
}

/** loss_type's way from token losses to the loss that is differentiated (grpo_trainer.py, _compute_loss). */
const AGGREGATIONS: Readonly<Record<(typeof LOSSES)[number], LossAggregation>> = {
  grpo: { row: 'mean', divisor: 'rows', times: 'accumulation' },
  sapo: { row: 'mean', divisor: 'rows', times: 'accumulation' },
  bnpo: { row: 'sum', divisor: 'tokens', times: 'accumulation' },
  dr_grpo: { row: 'sum', divisor: 'rows', times: 'constant length and accumulation' },
  luspo: { row: 'sum', divisor: 'rows', times: 'accumulation' },
  dapo: { row: 'sum', divisor: 'tokens of the window', times: 'nothing' },
  cispo: { row: 'sum', divisor: 'tokens of the window', times: 'nothing' },
  vespo: { row: 'sum', divisor: 'tokens of the window', times: 'nothing' },
};
