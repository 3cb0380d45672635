const KIND: Readonly<Record<string, string>> = {
  'Eq.': 'Eq.',
  'Eqs.': 'Eq.',
  Theorem: 'Theorem',
  Theorems: 'Theorem',
  Algorithm: 'Algorithm',
  Table: 'Table',
};

/**
 * The places of the paper that a text names, each once, in order of appearance: "Eqs. 7–8 and Theorem 2" gives
 * Eq. 7, Eq. 8, Theorem 2. "7–8" is a range; "7, 8" and "7 and 8" are lists of two.
 */
export function paperReferences(text: string): string[] {
  const oneLine = text.replace(/\s*\n\s*(\*\s)?\s*/g, ' ');
  const found = new Set<string>();
  for (const [, word, first, joint, second] of oneLine.matchAll(
    /\b(Eqs?\.|Theorems?|Algorithm|Table)\s(\d+)(?:(\s?[–-]\s?|, | and )(\d+))?/g,
  )) {
    const from = Number(first);
    const to = second === undefined ? from : Number(second);
    const numbers = joint?.trim().match(/^[–-]$/) ? range(from, to) : [...new Set([from, to])];
    for (const n of numbers) found.add(`${KIND[word]} ${n}`);
  }
  return [...found];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
