/** Words with which a Coq file can pretend to prove: admitted goals, new axioms, abandoned proofs, switched-off checks. */
const FORBIDDEN =
  /\b(Admitted|admit|give_up|Axioms?|Parameters?|Conjectures?|Abort|bypass_check|Admit\s+Obligations|Declare\s+(?:Instance|Module)|Unset\s+(?:Guard|Positivity|Universe)\s+Checking)\b/g;

/** What a section may suppose; outside of one it is an axiom. */
const SUPPOSED = /^\s*(?:#\[[^\]]*\]\s*)?(?:Hypothes[ie]s|Variables?|Context)\b/;

/**
 * Where a Coq file holds a forbidden word, as "line: word", also where it is split over lines; comments count too, so that
 * no one has to look. So does a hypothesis outside of every section.
 */
export function forbiddenWords(source: string): string[] {
  const words = [...source.matchAll(FORBIDDEN)].map(
    ({ 0: word, index }) => [lineOf(source, index), word.replace(/\s+/g, ' ')] as const,
  );
  const found = [...words, ...supposedOutside(source)];
  return found.sort(([a], [b]) => a - b).map(([line, word]) => `${line}: ${word}`);
}

const lineOf = (source: string, index: number): number => source.slice(0, index).split('\n').length;

function supposedOutside(source: string): [number, string][] {
  const open: string[] = [];
  return source.split('\n').flatMap((line, n): [number, string][] => {
    const section = /^\s*Section\s+([\w']+)/.exec(line);
    if (section !== null) open.push(section[1]);
    const end = /^\s*End\s+([\w']+)/.exec(line);
    if (end !== null && open.at(-1) === end[1]) open.pop();
    const supposed = SUPPOSED.exec(line);
    return supposed !== null && open.length === 0 ? [[n + 1, supposed[0].trim()]] : [];
  });
}
