import { z } from 'zod';

const numbers = z.array(z.number().nullable());
const id = z.union([z.string(), z.number()]);

/** Fields that say which update a line belongs to. Loss calls and rows with the same ones belong together. */
const place = {
  step: z.number().describe('one generation and everything that is trained on it'),
  update: z.number().optional().describe('optimizer step'),
  epoch: z.number().optional(),
  mini: z.number().optional(),
  micro: z.number().optional().describe('loss call of an accumulation'),
  turn: z.number().optional(),
};

/** The first line of a `seeupo-log/1`: the run. */
export const headerSpec = z
  .looseObject({
    schema: z.literal('seeupo-log/1'),
    trainer: z.string().optional().describe('trl, verl, openrlhf, plain, …: whose names the configuration has'),
    version: z.string().optional(),
    dtype: z.enum(['float64', 'float32', 'bfloat16', 'float16']).optional().describe('of the log-probabilities'),
    config: z.record(z.string(), z.unknown()).optional(),
  })
  .describe('the run');

/** A row of a loss call: one response of one turn. */
export const rowSpec = z
  .looseObject({
    ...place,
    uid: id.optional().describe('group'),
    traj_uid: id.optional(),
    turns: z.number().optional(),
    row: z.number().optional().describe('position in the generation batch, before any sorting'),
    pos: z.number().optional().describe('position when used'),
    score: z.number().nullable().optional(),
    token_level_rewards: numbers.optional(),
    responses: z.unknown().describe('token ids, or a hash of them'),
    response_mask: numbers.optional(),
    attention_mask: numbers.optional(),
    rollout_log_probs: numbers.optional(),
    old_log_probs: numbers.optional(),
    log_probs: numbers.optional(),
    log_probs_after: numbers.optional().describe('for trainers that update turn by turn'),
    ref_log_prob: numbers.optional(),
    entropies: numbers.optional(),
    values: numbers.optional(),
    returns: numbers.optional(),
    advantages: z.union([z.number(), numbers]).optional().describe('as they enter the loss, before the carried factor'),
    carried: z.number().optional().describe('the factor alone'),
    rollout_is_weights: z.union([z.number(), numbers]).optional(),
    pg_loss: z.union([z.number(), numbers]).optional(),
  })
  .describe('a row of a loss call');

/** A loss call, after its rows. */
export const callSpec = z
  .looseObject({ ...place, scalars: z.record(z.string(), z.number().nullable()) })
  .describe('a loss call: losses, entropy, clipfrac, denominators');

/** The log-probabilities of a response right after its turn's update. */
export const afterSpec = z
  .looseObject({ ...place, traj_uid: id, log_probs_after: numbers, response_mask: numbers.optional() })
  .describe('log-probabilities after the update of a turn');

/** Any line of a log. */
export const lineSpec = z.union([headerSpec, rowSpec, callSpec, afterSpec]);

/** Names that other trainers have for a field. */
export const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    uid: ['prompt_idx', 'data_id', 'group', 'group_id', 'prompt_id'],
    traj_uid: ['rollout_id', 'trajectory_id', 'sample_id'],
    score: ['reward', 'rewards', 'return_'],
    responses: ['completion_ids', 'response_ids', 'completions'],
    response_mask: ['loss_mask', 'token_loss_mask', 'completion_mask', 'action_mask'],
    rollout_log_probs: [
      'generation_logprobs',
      'inference_logprobs',
      'sampling_per_token_logps',
      'rollout_log_prob',
      'rollout_logprobs',
    ],
    old_log_probs: ['prev_logprobs', 'old_per_token_logps', 'action_log_probs', 'old_log_prob', 'old_logprobs'],
    log_probs: ['per_token_logps', 'log_prob', 'logprobs', 'logps'],
    ref_log_prob: ['ref_per_token_logps', 'ref_log_probs', 'reference_policy_logprobs', 'ref_logprobs'],
    entropies: ['token_entropies'],
    advantages: ['advantage'],
    rollout_is_weights: ['importance_sampling_ratio', 'is_weights'],
    pg_loss: ['pg_losses'],
  }).flatMap(([name, others]) => others.map((other) => [other, name] as const)),
);
