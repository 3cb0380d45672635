import type { ClaimResult } from '../claims/run/verdict.js';
import { controlStatus } from '../report/verdictText.js';
import { EXIT, type ExitCode } from './exitCode.js';

/**
 * The exit code of a run: `failed` when something differs from what the catalogue expects; `inconclusive` when
 * a search is unfinished, too short or undecided, a claim is open, or when no claim applies to the user's game, so that nothing was
 * checked; else `fine`. With `strict` inconclusive counts as failed.
 */
export function exitOfVerdicts(results: readonly ClaimResult[], strict: boolean): ExitCode {
  if (hasProblems(results)) return EXIT.failed;
  const isOpenEnded = results.some(
    ({ verdict, variants }) => verdict === 'inconclusive' || verdict === 'open' || variants.some(isUnfinished),
  );
  const saysNothing = results.every(({ verdict }) => verdict === 'not applicable');
  if (!isOpenEnded && !saysNothing) return EXIT.fine;
  return strict ? EXIT.failed : EXIT.inconclusive;
}

/**
 * Why a run whose searches were done says less than all: which claims are open or inconclusive, and what so short a run
 * did not test; undefined where that is nothing.
 */
export function whyInconclusive(results: readonly ClaimResult[]): string | undefined {
  const claims = results.filter(
    ({ verdict, complete }) => complete && (verdict === 'inconclusive' || verdict === 'open'),
  );
  const untested = results.flatMap(({ variants }) => variants.filter(({ needs }) => needs !== undefined));
  if (claims.length + untested.length === 0) return undefined;
  const needed = Math.max(...[...claims, ...untested].map(({ needs = 0 }) => needs));
  return [
    'Inconclusive:',
    ...(claims.length === 0 ? [] : [`${claims.map(({ claim, verdict }) => `${claim.id} is ${verdict}`).join(', ')};`]),
    ...(untested.length === 0 ? [] : [`not tested at this budget: ${untested.map(({ key }) => key).join(', ')};`]),
    Number.isFinite(needed) && needed > 0 ? `--runs ${needed} suffices for all` : 'the table says why',
  ].join(' ');
}

/** Does something differ from what the catalogue expects? */
export function hasProblems(results: readonly ClaimResult[]): boolean {
  return results.some(({ problems }) => problems.length > 0);
}

function isUnfinished(variant: ClaimResult['variants'][number]): boolean {
  return ['unfinished', 'not tested'].includes(controlStatus(variant));
}
