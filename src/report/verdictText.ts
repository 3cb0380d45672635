import type { CounterexampleFile } from '../claims/counterexampleFile.js';
import {
  type ClaimResult,
  type Finding,
  needsText,
  storedOf,
  type VariantResult,
  type Verdict,
} from '../claims/run/verdict.js';
import { whyTooLittle } from '../claims/worth.js';
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
      return `refuted (${storedOf(result) === undefined ? '' : 'stored; not found again in this run; '}counterexample: ${counterexampleSize(result)})`;
    case 'open':
      return `open: ${result.why ?? `no proof, no counterexample in ${premiseText(result)}`}`;
    case 'inconclusive':
      return `inconclusive: ${result.why ?? 'no reason given'}`;
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
export type ControlStatus = 'caught' | 'missed' | 'holds' | 'refuted' | 'unfinished' | 'not tested';

/**
 * A variant that should be refuted is `caught` when a counterexample was found, else `missed`; one that should
 * hold `holds`, or is `refuted`. `unfinished` when the search was cut short, or enclosures left too much undecided;
 * `not tested` when it was shorter than it has to be (`needs`).
 */
export function controlStatus(result: VariantResult): ControlStatus {
  const { variant, counterexample, complete, needs } = result;
  if (counterexample !== undefined) return variant.expected === 'refuted' ? 'caught' : 'refuted';
  if (!complete) return 'unfinished';
  if (needs !== undefined) return 'not tested';
  if (variant.expected === 'refuted') return 'missed';
  return whyTooLittle(result) === undefined ? 'holds' : 'unfinished';
}

/** One line for each variant that a short run did not test: "D8: control "x" not tested at this budget, needs --runs N". */
export function untestedLines(results: readonly ClaimResult[]): string[] {
  return results.flatMap(({ claim, variants }) =>
    variants.flatMap(({ variant, needs }) =>
      needs === undefined ? [] : [`${claim.id}: variant "${variant.id}" ${needsText(needs)}`],
    ),
  );
}

/** The order in which verdicts are listed, with the words for a count of them. */
export const VERDICT_COUNTS: readonly (readonly [verdict: Verdict, words: string])[] = [
  ['proved', 'proved'],
  ['holds', 'hold on every instance checked'],
  ['refuted', 'refuted'],
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

function counterexampleSize(result: ClaimResult): string {
  const shown = result.counterexample ?? storedOf(result);
  return shown === undefined ? 'none' : counted(nodesOf(shown), 'node');
}

/** How many nodes the game of a counterexample has. */
export function nodesOf(file: CounterexampleFile): number {
  return gameFromJson(file.game).nodeCount;
}
