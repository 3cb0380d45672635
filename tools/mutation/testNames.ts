/** What fast-check appends to the name of a property. */
export const SEED_IN_NAME = / \(with seed=-?\d+\)$/;

/** Matches exactly the tests of these full names. */
export function patternOf(names: readonly string[]): string {
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return `^\\s*(?:${escaped.join('|')})(?: \\(with seed=-?\\d+\\))?$`;
}
