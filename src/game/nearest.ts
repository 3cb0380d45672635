/**
 * ` (did you mean "…"?)` with the name closest to `wanted`, for the end of an error message; empty when none
 * is close: at most a third of the letters may differ.
 */
export function didYouMean(wanted: string, names: Iterable<string>): string {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) >= least) continue;
    const distance = editDistance(wanted, name);
    if (distance >= least) continue;
    best = name;
    least = distance;
  }
  return best === undefined ? '' : ` (did you mean "${best}"?)`;
}

/** The fewest insertions, deletions and replacements of letters that turn `a` into `b` (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
