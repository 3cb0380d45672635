import type { Claim, Variant } from '../claims/claim.js';
import { type CounterexampleFile, fixtureUrl, readFixture } from '../claims/counterexampleFile.js';
import { describeFamily } from '../claims/generate/family.js';
import { proofOf } from '../claims/proofRecord.js';
import type { ClaimResult } from '../claims/run/verdict.js';
import { dropWord, replayCommand } from './describeCounterexample.js';
import { drawGame } from './describeGame.js';
import { exactAndDecimal } from './numberText.js';
import { fields, indented, safe, wrap } from './plainText.js';
import { paperText, regimeText } from './regimeText.js';
import { storyOf } from './story.js';
import { verdictText } from './verdictText.js';

/**
 * A claim for a reader: statement, source, regime, what the paper says, what is expected here (and found, when a
 * run's `result` is given), where instances come from; then, for every hypothesis, the smallest stored instance
 * that breaks when it is dropped, drawn, with the command that replays it.
 */
export function explainClaim(claim: Claim, result?: ClaimResult): string {
  const own = readFixture(claim.id);
  return [
    wrap(`${claim.id}: ${claim.title}`),
    fields(facts(claim, result)),
    ...(claim.remark === undefined ? [] : [wrap(claim.remark)]),
    ...(own === undefined ? [] : [`The counterexample\n${indented(breakText(claim.id, own))}`]),
    ...claim.variants.map((variant, index) => variantText(claim, variant, index, result)),
  ].join('\n\n');
}

function facts(claim: Claim, result: ClaimResult | undefined): [string, string][] {
  return [
    ['Statement', claim.statement],
    ['Source', claim.source],
    ['Regime', regimeText(claim.regime)],
    ['The paper', paperText(claim.paper)],
    ['Expected', expectedText(claim)],
    ...(result === undefined ? [] : ([['Found', verdictText(result)]] as [string, string][])),
    ['Instances', describeFamily(claim.family)],
  ];
}

/** What the project expects of the claim; a proof that is missing, or stale, is named. */
export function expectedText({ id, expected }: Claim): string {
  if (expected !== 'proved') return expected === 'refuted' ? 'refuted: the statement is false' : expected;
  const proof = proofOf(id);
  if (proof === undefined) return 'proved, but no machine-checked proof is recorded';
  return `proved by ${proof.theorems.join(', ')}${proof.stale ? ' (stale: the proofs changed since they were checked)' : ''}`;
}

function variantText(claim: Claim, variant: Variant, index: number, result: ClaimResult | undefined): string {
  const key = `${claim.id}/${variant.id}`;
  const found = readFixture(key) ?? result?.variants.find((other) => other.variant === variant)?.counterexample;
  const outcome = found === undefined ? withoutInstance(variant) : breakText(key, found);
  return `${wrap(variantHeading(variant, index), '  ', '')}\n${indented(`${wrap(variant.title)}\n${outcome}`)}`;
}

function withoutInstance({ expected }: Variant): string {
  return expected === 'refuted' ? 'No counterexample is stored.' : 'It holds: the check does not refute everything.';
}

/** "Drops a hypothesis: full information (shared-parameters)", or "Negative control (mistaken-sign)". */
export function variantHeading({ id, drops, expected }: Variant, index: number): string {
  if (drops !== undefined) return `${dropWord(expected)} a hypothesis: ${drops} (${id})`;
  return index === 0 ? `Negative control (${id})` : `A nearby statement (${id})`;
}

/** A counterexample in short: the game, both sides, and the command when it is stored. */
function breakText(key: string, file: CounterexampleFile): string {
  const { instance, policies, violation } = storyOf(file);
  const { expected, left, right, gap, where } = violation;
  const parameters = Object.entries(instance.parameters).map(([name, text]) => `${safe(name)} = ${safe(text)}`);
  const place = where === undefined ? '' : ` (${safe(where)})`;
  return [
    ...(parameters.length === 0 ? [] : [parameters.join(', ')]),
    drawGame(instance.game, policies),
    wrap(
      `${safe(expected)} fails${place}: ${safe(left.label)} = ${safe(left.value)}, ${safe(right.label)} = ${safe(right.value)}; gap ${exactAndDecimal(safe(gap))}`,
      '  ',
      '',
    ),
    ...(readFixture(key) === undefined ? [] : [replayCommand(fixturePath(key))]),
  ].join('\n');
}

/** The stored counterexample's file as a reader names it: "fixtures/D1.shared-parameters.json". */
export function fixturePath(key: string): string {
  return fixtureUrl(key).pathname.split('/').slice(-2).join('/');
}
