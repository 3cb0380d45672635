import { type BreakWord, confirmationOf } from '../../certify/confirm.js';
import type { Claim, Variant } from '../claim.js';
import type { CounterexampleFile } from '../counterexampleFile.js';
import { whyTooLittle } from '../worth.js';
import { proofOf, type ProofRecord, type ProofStatus, readProofRecord } from '../proofRecord.js';
import { neededRuns } from './budgets.js';
import type { Part } from './runTask.js';
import { claimsOf, type Run, tasksOf } from './runFile.js';
import type { Task } from './task.js';

/**
 * What is known after a run, one meaning each:
 * - `proved`: a machine-checked theorem covers the claim, and no counterexample was found;
 * - `refuted`: a counterexample, found now or stored, that the small checker has confirmed in this run (else `UNCHECKED`);
 * - `holds`: searched in full, and the instances are worth the word (`whyTooLittle`);
 * - `open`: searched in full, and they are not; or the catalogue calls the question open;
 * - `inconclusive`: the run ended before the search did, or is shorter than the search needs; never a pass;
 * - `not applicable`: the claim says nothing about the user's game.
 */
export type Verdict = 'proved' | 'holds' | BreakWord | 'open' | 'inconclusive' | 'not applicable';

/** Counts of one search, added up over its tasks. */
export interface Counts {
  readonly checked: number;
  readonly vacuous: number;
  readonly strict: number;
  readonly undecided: number;
}

/** What the run says of one search. */
export interface Finding extends Counts {
  readonly key: string;
  /** Found from scratch in this run. */
  readonly counterexample?: CounterexampleFile;
  /** The stored counterexample; `stale` when it is none any more. Absent for searches that should find nothing. */
  readonly fixture?: CounterexampleFile | 'missing' | 'stale';
  /** Were all its tasks done? */
  readonly complete: boolean;
  /** Why the claim does not apply to the user's game. */
  readonly refused?: string;
}

/** A variant, and what the run says of it. */
export interface VariantResult extends Finding {
  readonly variant: Variant;
  /** The `--runs` that its search needs, where this run was shorter and found nothing: it was not tested. */
  readonly needs?: number;
}

/** A claim, its verdict, and the evidence. */
export interface ClaimResult extends Finding {
  readonly claim: Claim;
  readonly verdict: Verdict;
  /** Why it is open or inconclusive. */
  readonly why?: string;
  /** The `--runs` that it needs, where it is inconclusive because this run was shorter. */
  readonly needs?: number;
  /** The machine-checked theorems that the proof gate confirmed, if any. */
  readonly proof?: ProofStatus;
  readonly variants: readonly VariantResult[];
  /** What differs from what the catalogue expects, in words; empty when all is as expected. */
  readonly problems: readonly string[];
}

/** The verdict on every claim of the run, in the run's order: a pure function of the run and the proof record. */
export function verdicts(run: Run, record: ProofRecord | undefined = readProofRecord()): ClaimResult[] {
  const parts = new Map(run.parts.map((part) => [part.task, part]));
  const tasks = new Map<string, Task[]>();
  for (const task of tasksOf(run.settings)) {
    const list = tasks.get(task.search);
    if (list === undefined) tasks.set(task.search, [task]);
    else list.push(task);
  }
  const findingOf = (key: string): Finding => finding(key, tasks.get(key) ?? [], parts);
  const { seed, runs, game } = run.settings;
  const tooShort = (found: Finding): number | undefined => {
    const needs = neededRuns(found.key, seed);
    return game === undefined && runs < needs ? needs : undefined;
  };
  return claimsOf(run.settings).map((claim) => {
    const own = findingOf(claim.id);
    const variants = (game === undefined ? claim.variants : []).map((variant): VariantResult => {
      const found = findingOf(`${claim.id}/${variant.id}`);
      const needs = found.complete && found.counterexample === undefined ? tooShort(found) : undefined;
      return { variant, ...found, ...(needs === undefined ? {} : { needs }) };
    });
    const proof = proofOf(claim.id, record);
    const needs = Math.max(0, ...[own, ...variants].flatMap((found) => tooShort(found) ?? []));
    const judged = judge(claim, own, proof, needs);
    const problems =
      game === undefined
        ? [...problemsOf(claim, own, judged, needs), ...variants.flatMap(problemsOfVariant)]
        : problemsOnGame(claim, own);
    return { claim, ...own, ...judged, ...(proof === undefined ? {} : { proof }), variants, problems };
  });
}

function finding(key: string, tasks: readonly Task[], parts: ReadonlyMap<string, Part>): Finding {
  const counts = { checked: 0, vacuous: 0, strict: 0, undecided: 0 };
  let counterexample: CounterexampleFile | undefined;
  let fixture: Finding['fixture'];
  let refused: string | undefined;
  let complete = true;
  for (const task of tasks) {
    const part = parts.get(task.id);
    if (part === undefined) {
      complete = false;
    } else if (task.kind === 'fixture') {
      fixture = part.counterexample ?? (part.checked === 0 ? 'missing' : 'stale');
    } else {
      counts.checked += part.checked;
      counts.vacuous += part.vacuous;
      counts.strict += part.strict;
      counts.undecided += part.undecided;
      counterexample ??= part.counterexample;
      refused ??= part.refused;
    }
  }
  return {
    key,
    ...counts,
    complete,
    ...(counterexample === undefined ? {} : { counterexample }),
    ...(fixture === undefined ? {} : { fixture }),
    ...(refused === undefined ? {} : { refused }),
  };
}

/** The verdict, and why it is no better one. `needs`: the runs that this claim's searches need, 0 where they had them. */
function judge(
  claim: Claim,
  own: Finding,
  proof: ProofStatus | undefined,
  needs: number,
): Pick<ClaimResult, 'verdict' | 'why' | 'needs'> {
  if (own.refused !== undefined) return { verdict: 'not applicable' };
  const found = own.counterexample ?? storedOf(own);
  if (found !== undefined) return { verdict: confirmationOf(found).word };
  if (!own.complete) return { verdict: 'inconclusive', why: 'the run ended before the search did' };
  // A theorem may cover only part of a claim; the catalogue says for which claims it is the whole.
  if (claim.expected === 'proved' && proof !== undefined && !proof.stale) return { verdict: 'proved' };
  if (Number.isFinite(needs) && needs > 0) return { verdict: 'inconclusive', why: needsText(needs), needs };
  const why =
    whyTooLittle(own) ?? (needs > 0 ? 'no length of run is known with which its controls are caught' : undefined);
  if (why !== undefined) return { verdict: 'open', why };
  return { verdict: claim.expected === 'open' ? 'open' : 'holds' };
}

/** The stored counterexample that this run confirmed, where it found none of its own. */
export function storedOf({ counterexample, fixture }: Finding): CounterexampleFile | undefined {
  return counterexample === undefined && typeof fixture === 'object' ? fixture : undefined;
}

/** What a search that was too short needs, in words. */
export function needsText(needs: number): string {
  return Number.isFinite(needs)
    ? `not tested at this budget, needs --runs ${needs}`
    : 'not tested: no length of run is known that suffices';
}

function problemsOf(
  claim: Claim,
  own: Finding,
  { verdict, why = '' }: Pick<ClaimResult, 'verdict' | 'why'>,
  needs: number,
): string[] {
  if (claim.expected !== 'refuted') {
    if (own.counterexample !== undefined) return ['expected to hold, but a counterexample was found'];
    return verdict === 'open' && claim.expected !== 'open' ? [`expected to hold, but is open: ${why}`] : [];
  }
  const lost = own.complete && own.counterexample === undefined && needs === 0;
  return [...(lost ? ['expected to be refuted, but the search found no counterexample'] : []), ...fixtureProblems(own)];
}

function problemsOnGame(claim: Claim, own: Finding): string[] {
  return claim.expected !== 'refuted' && own.counterexample !== undefined
    ? ['expected to hold, but fails on this game']
    : [];
}

function problemsOfVariant(result: VariantResult): string[] {
  const { variant, complete, counterexample, needs } = result;
  if (variant.expected === 'refuted') {
    const missed = complete && counterexample === undefined && needs === undefined;
    return [...(missed ? [`control "${variant.id}" was not caught`] : []), ...fixtureProblems(result)];
  }
  if (counterexample !== undefined) return [`variant "${variant.id}" should hold, but a counterexample was found`];
  const why = complete && needs === undefined ? whyTooLittle(result) : undefined;
  return why === undefined ? [] : [`variant "${variant.id}" should hold: ${why}`];
}

function fixtureProblems({ key, fixture }: Finding): string[] {
  if (fixture === 'missing') return [`no counterexample to ${key} is stored`];
  return fixture === 'stale' ? [`the stored counterexample to ${key} is none any more`] : [];
}
