import type { ClaimResult } from '../claims/run/verdict.js';
import { counted } from './numberText.js';
import { uncheckedCount, VERDICT_COUNTS } from './verdictText.js';

/** One line that sums the run up: "16 claims: 12 proved, 3 refuted, 1 open; 0 problems". */
export function summaryLine(results: readonly ClaimResult[]): string {
  const counts = VERDICT_COUNTS.flatMap(([verdict, words]) => {
    const count = results.filter((result) => result.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const problems = results.reduce((sum, result) => sum + result.problems.length, 0);
  const unchecked = uncheckedCount(results);
  const not = unchecked === 0 ? '' : `; ${counted(unchecked, 'counterexample')} not independently checked`;
  return `${counted(results.length, 'claim')}: ${counts.join(', ')}; ${counted(problems, 'problem')}${not}`;
}
