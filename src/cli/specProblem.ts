import type { z } from 'zod';
import { didYouMean } from '../game/nearest.js';
import type { JsonPath } from './settingsJson.js';
import { partAt, SpecParts } from './specParts.js';

/** What is wrong with a JSON value: one line that says what and how to mend it, and the place. */
export interface SpecProblem {
  readonly message: string;
  readonly path: JsonPath;
}

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list [ … ]',
  object: 'an object { … }',
  record: 'an object { … }',
};

/** The most telling problem of `value` under `spec`, or undefined when it has none. */
export function specProblem(spec: z.ZodType, value: unknown): SpecProblem | undefined {
  const result = spec.safeParse(value);
  return result.success ? undefined : explain(result.error.issues, [], value, new SpecParts(spec, value));
}

/** `issues` speak of the part at `base`. */
function explain(issues: readonly Issue[], base: JsonPath, value: unknown, parts: SpecParts): SpecProblem {
  // A misspelt key is the likely cause of a missing one, so it goes first.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  const path = [...base, ...issue.path.map((key) => (typeof key === 'number' ? key : String(key)))];
  const part = partAt(value, path);
  if (issue.code === 'unrecognized_keys') return unknownKey(issue.keys[0], path, parts);
  if (part === undefined && path.length > 0) return missing(path, value, parts);
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.filter((errors) => errors.every((e) => e.code !== 'invalid_type' || e.path.length > 0));
    // The alternative that was meant is the one that fails deepest.
    const [deepest] = meant.toSorted((a, b) => depth(b) - depth(a));
    if (deepest !== undefined) return explain(deepest, path, value, parts);
  }
  const choices = parts.choices(path);
  const told =
    choices.length > 0 && (issue.code === 'invalid_value' || issue.code === 'invalid_union')
      ? `must be ${listed(choices)}, not ${shown(part)}${didYouMean(String(part), choices.map(String))}`
      : wrong(issue, part);
  return { message: `${subject(path)} ${told}`, path };
}

function unknownKey(key: string, path: JsonPath, parts: SpecParts): SpecProblem {
  const keys = parts.keys(path);
  const message = `unknown key "${key}"${didYouMean(key, keys)}; the keys here are ${keys.join(', ')}`;
  return { message, path: [...path, key] };
}

/** A part that is not there; if its object has a key that nobody knows, that one is the likely cause. */
function missing(path: JsonPath, value: unknown, parts: SpecParts): SpecProblem {
  const owner = path.slice(0, -1);
  const keys = parts.keys(owner);
  const foreign = Object.keys(partAt(value, owner) ?? {}).find((key) => !keys.includes(key));
  if (foreign !== undefined) return unknownKey(foreign, owner, parts);
  const choices = parts.choices(path);
  return {
    message: `${subject(path)} is missing${choices.length > 0 ? `; write ${listed(choices)}` : ''}`,
    path: owner,
  };
}

function wrong(issue: Issue, part: unknown): string {
  const not = `, not ${shown(part)}`;
  if (issue.code === 'invalid_type' || issue.code === 'invalid_union') {
    const issues = issue.code === 'invalid_union' ? issue.errors.flat() : [issue];
    const kinds = issues.flatMap((e) => (e.code === 'invalid_type' ? [KINDS[e.expected] ?? e.expected] : []));
    return `must be ${[...new Set(kinds)].join(', or ')}${not}`;
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'array') return `needs at least ${issue.minimum} entries`;
    return `must be ${issue.inclusive === true ? 'at least' : 'greater than'} ${issue.minimum}${not}`;
  }
  if (issue.code === 'too_big') {
    return `must be ${issue.inclusive === true ? 'at most' : 'less than'} ${issue.maximum}${not}`;
  }
  return `is wrong: ${issue.message}`;
}

/** What a path leads to, in words. */
function subject(path: JsonPath): string {
  const last = path.at(-1);
  if (last === undefined) return 'this';
  return typeof last === 'number' ? `entry ${last + 1} of "${path.at(-2) ?? ''}"` : `"${last}"`;
}

function listed(values: readonly unknown[]): string {
  const texts = values.map((value) => JSON.stringify(value));
  return texts.length === 1 ? texts[0] : `one of ${texts.join(', ')}`;
}

/** A value as its file has it, shortened. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map(({ path, code }) => path.length + (code === 'unrecognized_keys' ? 1 : 0)));
}
