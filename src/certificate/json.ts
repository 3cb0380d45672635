import { Rejected, Uncovered } from './refusal.js';

/** The members of a JSON object. Rejects what is none, lacks one of `needed`, or has one that is neither there nor in `more`. */
export function members(value: unknown, where: string, needed?: string[], more: string[] = []): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Rejected(`${where}: no object`);
  const result = new Map(Object.entries(value));
  for (const name of needed ?? []) if (!result.has(name)) throw new Rejected(`${where}: "${name}" is missing`);
  for (const name of needed === undefined ? [] : result.keys())
    if (![...(needed ?? []), ...more].includes(name)) throw new Rejected(`${where}: "${name}" is unknown`);
  return result;
}

/** A JSON list. Rejects anything else. */
export function listOf(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Rejected(`${where}: no list`);
  return value;
}

/** A text that is not empty. Rejects anything else. */
export function textOf(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') throw new Rejected(`${where}: no text`);
  return value;
}

/** Keeps all that follows from running out of stack or time. Rejects more than 50,000 parts or 500 levels. */
export function checkExtent(value: unknown): void {
  const stack: [unknown, number][] = [[value, 0]];
  for (let parts = 0, top = stack.pop(); top !== undefined; top = stack.pop(), parts++) {
    const [part, depth] = top;
    if (parts > 50_000 || depth > 500) throw new Uncovered('too large, or nested too deeply');
    if (typeof part === 'object' && part !== null) for (const x of Object.values(part)) stack.push([x, depth + 1]);
  }
}
