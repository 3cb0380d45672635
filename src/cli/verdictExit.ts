import type { ClaimResult } from '../claims/run/verdict.js';
import { controlStatus } from '../report/verdictText.js';
import { EXIT, type ExitCode } from './exitCode.js';

/**
 * The exit code of a run: `failed` when something differs from what the catalogue expects; `inconclusive` when
 * a search is unfinished or undecided, or when no claim applies to the user's game, so that nothing was
 * checked; else `fine`. With `strict` inconclusive counts as failed.
 */
export function exitOfVerdicts(results: readonly ClaimResult[], strict: boolean): ExitCode {
  if (hasProblems(results)) return EXIT.failed;
  const isOpenEnded = results.some(
    ({ verdict, variants }) => verdict === 'inconclusive' || variants.some(isUnfinished),
  );
  const saysNothing = results.every(({ verdict }) => verdict === 'not applicable');
  if (!isOpenEnded && !saysNothing) return EXIT.fine;
  return strict ? EXIT.failed : EXIT.inconclusive;
}

/** Does something differ from what the catalogue expects? */
export function hasProblems(results: readonly ClaimResult[]): boolean {
  return results.some(({ problems }) => problems.length > 0);
}

function isUnfinished(variant: ClaimResult['variants'][number]): boolean {
  return controlStatus(variant) === 'unfinished';
}
