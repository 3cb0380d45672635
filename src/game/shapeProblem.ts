import type { z } from 'zod';
import { didYouMean } from './nearest.js';

/** What is wrong with a JSON value, in a line, and where: object keys and list positions from the top. */
export interface ShapeProblem {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'an integer',
  array: 'a list [ … ]',
  object: 'an object { … }',
  record: 'an object { … }',
};

/**
 * The first problem that zod reports on `value`, in the words of this project. `keys` are the keys that the
 * format knows, to suggest one for a misspelt key.
 */
export function shapeProblem(error: z.ZodError, value: unknown, keys: readonly string[] = []): ShapeProblem {
  return explain(error.issues, value, [], keys);
}

/** `issues` speak of the part of the whole at `base`, which is `value`. */
function explain(
  issues: readonly Issue[],
  value: unknown,
  base: ShapeProblem['path'],
  keys: readonly string[],
): ShapeProblem {
  // A misspelt key is the likely cause of a missing one, so it goes first.
  const issue = issues.find((candidate) => candidate.code === 'unrecognized_keys') ?? issues[0];
  const inner = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  const path = [...base, ...inner];
  const part = at(value, inner);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0];
    return { message: `unknown key "${key}"${didYouMean(key, keys)}; remove or correct it`, path: [...path, key] };
  }
  const key = inner.at(-1);
  if (part === undefined && typeof key === 'string') return { message: `"${key}" is missing`, path: path.slice(0, -1) };
  if (issue.code === 'invalid_union') {
    const option = issue.errors.filter((errors) => speaksOf(errors, part));
    if (option.length === 1) return explain(option[0], part, path, keys);
  }
  if (issue.code === 'invalid_type') {
    const what = key === undefined ? 'this' : typeof key === 'number' ? `entry ${key}` : `"${key}"`;
    return { message: `${what} must be ${KINDS[issue.expected] ?? issue.expected}`, path };
  }
  return { message: issue.message, path };
}

/** Is `part` meant as the alternative with these problems: of its type, and with the keys that it needs? */
function speaksOf(errors: readonly Issue[], part: unknown): boolean {
  return errors.every(({ code, path }) => {
    if (path.length === 0) return code !== 'invalid_type' && code !== 'invalid_value';
    return path.length > 1 || at(part, path) !== undefined;
  });
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let part = value;
  for (const key of path) {
    if (typeof part !== 'object' || part === null) return undefined;
    part = (part as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return part;
}
