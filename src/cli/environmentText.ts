/** An environment and those of its sizes that were chosen: "combination-lock (wheels 3, positions 4)". */
export function environmentText(name: string, sizes: Readonly<Record<string, number | boolean>>): string {
  const parts = Object.entries(sizes).map(([size, value]) => `${size} ${String(value)}`);
  return parts.length === 0 ? name : `${name} (${parts.join(', ')})`;
}
