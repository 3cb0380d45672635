import { type BreakWord, confirmationOf, UNCHECKED } from '../certify/confirm.js';
import type { CounterexampleFile } from '../claims/counterexampleFile.js';
import type { ClaimResult, Finding, Verdict, VariantResult } from '../claims/run/verdict.js';
import { gameFromJson } from '../game/buildGame.js';
import { counted, percentage } from './numberText.js';
import { safe } from './plainText.js';

/**
 * The verdict in words. Only a theorem that the proof gate confirmed makes "proved"; "holds" always says on how
 * many instances, and is never worded as a proof.
 */
export function verdictText(result: ClaimResult): string {
  switch (result.verdict) {
    case 'proved':
      return `proved (${theoremsText(result)}), and holds on ${premiseText(result)}`;
    case 'holds':
      return `holds on ${premiseText(result)}${result.proof?.stale === true ? ' (proof record is stale)' : ''}`;
    case 'refuted':
      return `refuted (counterexample: ${counterexampleSize(result)})`;
    case UNCHECKED:
      return `${UNCHECKED}: ${safe(uncheckedReason(result))} (counterexample: ${counterexampleSize(result)})`;
    case 'open':
      return `open: no proof, no counterexample in ${premiseText(result)}`;
    case 'inconclusive':
      return `inconclusive: ${whyInconclusive(result)}`;
    case 'not applicable':
      return `not applicable: ${safe(result.refused ?? 'no reason given')}`;
  }
}

/** The instances on which the claim's hypotheses held: those that say something. */
export function premiseCount({ checked, vacuous }: Finding): number {
  return checked - vacuous;
}

/** The share of instances on which the claim's hypotheses held. */
export function premiseShare(finding: Finding): string {
  return percentage(premiseCount(finding), finding.checked);
}

/** Names the claims that hold, but for which the proof that the catalogue expects is not confirmed; undefined when there are none. */
export function unprovedNote(results: readonly ClaimResult[]): string | undefined {
  const ids = results
    .filter(({ claim, verdict }) => claim.expected === 'proved' && verdict === 'holds')
    .map(({ claim }) => claim.id);
  if (ids.length === 0) return undefined;
  return `No confirmed machine-checked proof for ${ids.join(', ')}, where one is expected: evidence from instances only.`;
}

/** How a control (or variant) came out. */
export type ControlStatus = 'caught' | typeof CAUGHT_UNCHECKED | 'missed' | 'holds' | BreakWord | 'unfinished';

/** A control was caught, and nobody but this program has checked its counterexample. */
export const CAUGHT_UNCHECKED = 'caught, not independently checked';

/**
 * A variant that should be refuted is `caught` when a counterexample was found, else `missed`; one that should
 * hold `holds`, or is `refuted`; of both it is said where the small checker has not confirmed it. `unfinished` when the search was cut short, or enclosures left it undecided.
 */
export function controlStatus({ variant, counterexample, complete, undecided }: VariantResult): ControlStatus {
  if (counterexample !== undefined) {
    const { word } = confirmationOf(counterexample);
    if (variant.expected === 'holds') return word;
    return word === 'refuted' ? 'caught' : CAUGHT_UNCHECKED;
  }
  if (!complete) return 'unfinished';
  if (variant.expected === 'refuted') return 'missed';
  return undecided > 0 ? 'unfinished' : 'holds';
}

/** Did a control or variant come out as it should? */
export function isAsItShould(status: ControlStatus): boolean {
  return status === 'caught' || status === CAUGHT_UNCHECKED || status === 'holds';
}

/** How many counterexamples of the run, to claims and to variants, the small checker has not confirmed. */
export function uncheckedCount(results: readonly ClaimResult[]): number {
  const found = results.flatMap((result) => [result, ...result.variants]).flatMap((one) => one.counterexample ?? []);
  return found.filter((file) => confirmationOf(file).word === UNCHECKED).length;
}

function uncheckedReason({ counterexample }: ClaimResult): string {
  const confirmation = confirmationOf(counterexample ?? {});
  return confirmation.word === UNCHECKED ? confirmation.reason : '';
}

/** The order in which verdicts are listed, with the words for a count of them. */
export const VERDICT_COUNTS: readonly (readonly [verdict: Verdict, words: string])[] = [
  ['proved', 'proved'],
  ['holds', 'hold on every instance checked'],
  ['refuted', 'refuted'],
  [UNCHECKED, 'broken, not independently checked'],
  ['open', 'open'],
  ['inconclusive', 'inconclusive'],
  ['not applicable', 'not applicable'],
];

function premiseText(finding: Finding): string {
  return counted(premiseCount(finding), 'instance');
}

function theoremsText({ proof }: ClaimResult): string {
  const [first, ...others] = proof?.theorems ?? [];
  return others.length === 0 ? first : `${first} and ${counted(others.length, 'other')}`;
}

function counterexampleSize({ counterexample }: ClaimResult): string {
  return counterexample === undefined ? 'none' : counted(nodesOf(counterexample), 'node');
}

/** How many nodes the game of a counterexample has. */
export function nodesOf(file: CounterexampleFile): number {
  return gameFromJson(file.game).nodeCount;
}

function whyInconclusive({ complete, undecided }: ClaimResult): string {
  return complete
    ? `${counted(undecided, 'instance')} undecided at the highest precision`
    : 'the run ended before the search did';
}
