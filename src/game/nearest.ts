/**
 * ` (did you mean "…"?)` with the name closest to `wanted`, for the end of an error message; empty when none
 * is close: about a third of the letters may differ.
 */
export function didYouMean(wanted: string, names: Iterable<string>): string {
  let best: string | undefined;
  let least = Math.floor((wanted.length + 1) / 3) + 1;
  for (const name of names) {
    if (name === wanted || Math.abs(name.length - wanted.length) >= least) continue;
    const distance = editDistance(wanted, name);
    if (distance >= least) continue;
    best = name;
    least = distance;
  }
  return best === undefined ? '' : ` (did you mean "${best}"?)`;
}

/** The fewest insertions, deletions, replacements and swaps of neighbouring letters that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] + 1 : Infinity;
      next.push(Math.min(replaced, swapped, row[j] + 1, next[j - 1] + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length];
}
