/** Any JSON value; a member that is undefined is left out. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

const WIDTH = 120;

/**
 * JSON for people: what fits on a line stays on it, except that a list of objects of several keys always
 * takes one line each. The same value gives the same text.
 */
export function printJson(value: Json): string {
  return `${print(value, '', 0)}\n`;
}

/** `used` is the room on the line that is taken by what goes before the value, and by a comma after it. */
function print(value: Json, indent: string, used: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const flat = onOneLine(value);
  if (flat !== undefined && indent.length + used + flat.length <= WIDTH) return flat;
  const inner = `${indent}  `;
  if (isList(value)) return `[\n${value.map((item) => inner + print(item, inner, 1)).join(',\n')}\n${indent}]`;
  const members = membersOf(value).map(([key, member]) => {
    const head = `${JSON.stringify(key)}: `;
    return inner + head + print(member, inner, head.length + 1);
  });
  return `{\n${members.join(',\n')}\n${indent}}`;
}

/** The value without line breaks, or undefined when it is too long or holds a list that must be broken. */
function onOneLine(value: Json): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts: string[] = [];
  let length = 0;
  if (isList(value) && value.length > 1 && value.every(hasSeveralKeys)) return undefined;
  for (const [key, member] of membersOf(value)) {
    const flat = onOneLine(member);
    if (flat === undefined) return undefined;
    parts.push(isList(value) ? flat : `${JSON.stringify(key)}: ${flat}`);
    length += parts[parts.length - 1].length + 2;
    if (length > WIDTH) return undefined;
  }
  if (isList(value)) return `[${parts.join(', ')}]`;
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

function membersOf(value: object): [string, Json][] {
  return Object.entries(value as Readonly<Record<string, Json | undefined>>).filter(
    (member): member is [string, Json] => member[1] !== undefined,
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function hasSeveralKeys(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 1;
}
