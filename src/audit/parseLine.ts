import type { z } from 'zod';
import { AuditError } from './auditError.js';
import type { LogHeader, LogLine } from './logRow.js';
import { afterSpec, ALIASES, callSpec, headerSpec, rowSpec } from './logSpec.js';

type Fields = Record<string, unknown>;

/** The JSON of a line. Python writes NaN and Infinity bare; they are read as null. Throws AuditError with the place. */
export function parseJson(text: string, where: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    try {
      value = JSON.parse(text.replace(/(?<=[[:,]\s*)(NaN|-?Infinity)(?=\s*[,\]}])/g, 'null'));
    } catch (cause) {
      throw new AuditError(`${where}: this is not JSON; a log has one JSON object a line`, { cause });
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AuditError(`${where}: this is not a JSON object; a log has one JSON object a line`);
  }
  return value as Fields;
}

/** The first line. Throws AuditError if it is none. */
export function parseHeader(fields: Fields, where: string): LogHeader {
  if (fields['schema'] === undefined) {
    throw new AuditError(
      `${where}: a log's first line has "schema": "seeupo-log/1" and "config"; this line has neither`,
    );
  }
  const { trainer = 'plain', version, dtype, config = {} } = checked(headerSpec, fields, where);
  return { trainer, version, dtype, config };
}

/** A later line, with the names of `ALIASES` read as the format's own. Throws AuditError for what cannot be meant. */
export function parseLine(fields: Fields, file: number, line: number, where: string): LogLine {
  const named = withOwnNames(fields);
  const step = typeof named['step'] === 'number' ? named['step'] : 0;
  const place = { ...named, step };
  if (named['scalars'] !== undefined) {
    const { update, epoch, mini, micro, turn, scalars } = checked(callSpec, place, where);
    const known = Object.entries(scalars).map(([key, x]) => [key, x ?? Number.NaN] as const);
    return { kind: 'call', file, line, step, update, epoch, mini, micro, turn, scalars: Object.fromEntries(known) };
  }
  if (named['log_probs_after'] !== undefined && named['log_probs'] === undefined) {
    const { update, epoch, turn, traj_uid, log_probs_after, response_mask } = checked(afterSpec, place, where);
    const after = values(log_probs_after);
    const mask = response_mask === undefined ? undefined : values(response_mask);
    if (mask !== undefined) sameLength('log_probs_after', after, mask.length, where);
    return { kind: 'after', file, line, step, update, epoch, turn, trajectory: String(traj_uid), after, mask };
  }
  return parseRow(place, file, line, where);
}

/** The format's names of a row's arrays. */
const FIELDS: Readonly<Record<string, string>> = {
  mask: 'response_mask',
  rollout: 'rollout_log_probs',
  old: 'old_log_probs',
  now: 'log_probs',
  ref: 'ref_log_prob',
  rewards: 'token_level_rewards',
  after: 'log_probs_after',
};

function parseRow(place: Fields & { step: number }, file: number, line: number, where: string): LogLine {
  const r = checked(rowSpec, place, where);
  const arrays = {
    mask: optional(r.response_mask),
    attention: optional(r.attention_mask),
    rollout: optional(r.rollout_log_probs),
    old: optional(r.old_log_probs),
    now: optional(r.log_probs),
    ref: optional(r.ref_log_prob),
    entropies: optional(r.entropies),
    values: optional(r.values),
    returns: optional(r.returns),
    rewards: optional(r.token_level_rewards),
    after: optional(r.log_probs_after),
  };
  const length = (arrays.mask ?? arrays.now ?? arrays.old ?? (Array.isArray(r.responses) ? r.responses : [])).length;
  const mask = arrays.mask ?? new Array<number>(length).fill(1);
  const badMask = mask.findIndex((x) => x !== 0 && x !== 1);
  if (badMask >= 0) throw new AuditError(`${where}: response_mask[${badMask}] is ${mask[badMask]}; a mask has 0 and 1`);
  for (const [name, array] of Object.entries(arrays)) {
    if (array !== undefined && name !== 'attention') sameLength(FIELDS[name] ?? name, array, length, where);
  }
  const perToken = (name: string, x: number | (number | null)[] | undefined): number | number[] | undefined => {
    if (x === undefined || typeof x === 'number') return x;
    if (x.length === 1 && length !== 1) return x[0] ?? Number.NaN;
    return sameLength(name, values(x), length, where);
  };
  const { update, epoch, mini, micro, turn, turns, row, pos, carried } = r;
  const rewards = arrays.rewards;
  const score = r.score === null ? Number.NaN : (r.score ?? rewards?.reduce((sum, x) => sum + x, 0));
  const group = String(r.uid ?? '');
  return {
    kind: 'row',
    ...{ file, line, step: r.step, update, epoch, mini, micro, turn, turns, row, pos, carried, score, group },
    ...{ ...arrays, mask },
    trajectory: String(r.traj_uid ?? `${group}#${row ?? `${file}:${line}`}`),
    prompt: promptOf(r),
    tokens: r.responses,
    advantages: perToken('advantages', r.advantages),
    weights: perToken('rollout_is_weights', r.rollout_is_weights),
    loss: perToken('pg_loss', r.pg_loss),
  };
}

function promptOf(row: Fields): string | undefined {
  const prompt = row['prompt'] ?? row['prompts'] ?? row['prompt_ids'] ?? row['prompt_hash'];
  return prompt === undefined ? undefined : JSON.stringify(prompt);
}

function withOwnNames(fields: Fields): Fields {
  const named: Fields = {};
  for (const key of Object.keys(fields)) {
    const name = ALIASES.get(key) ?? key;
    if (name === key || !(name in fields)) named[name] = plain(fields[key]);
  }
  const tool = fields['tool_mask'];
  const mask = named['response_mask'];
  if (Array.isArray(tool) && Array.isArray(mask)) {
    named['response_mask'] = mask.map((x: unknown, j) => Number(x) * Number(tool[j] ?? 0));
  }
  return named;
}

/** Booleans of a mask are numbers; a score in a list of one is that score. */
function plain(value: unknown): unknown {
  return Array.isArray(value) && typeof value[0] === 'boolean' ? value.map(Number) : value;
}

function values(array: readonly (number | null)[]): number[] {
  for (const x of array) if (x === null) return array.map((y) => y ?? Number.NaN);
  return array as number[];
}

function optional(array: readonly (number | null)[] | undefined): number[] | undefined {
  return array === undefined ? undefined : values(array);
}

function sameLength<T extends readonly number[]>(name: string, array: T, length: number, where: string): T {
  if (array.length === length) return array;
  throw new AuditError(
    `${where}: ${name} has ${array.length} entries, but the response has ${length} tokens; log all arrays of a row over the same tokens`,
  );
}

function checked<T>(spec: z.ZodType<T>, value: unknown, where: string): T {
  const result = spec.safeParse(value);
  if (result.success) return result.data;
  const [{ path, message }] = result.error.issues;
  throw new AuditError(`${where}: ${path.length === 0 ? 'the line' : path.join('.')}: ${message}`);
}
