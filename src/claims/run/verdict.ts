import { type BreakWord, confirmationOf } from '../../certify/confirm.js';
import type { Claim, Variant } from '../claim.js';
import type { CounterexampleFile } from '../counterexampleFile.js';
import { proofOf, type ProofStatus, readProofRecord } from '../proofRecord.js';
import type { Part } from './runTask.js';
import { claimsOf, type Run, tasksOf } from './runFile.js';
import type { Task } from './task.js';

/**
 * What is known after a run. A counterexample is a refutation once the small checker has confirmed it. `inconclusive`: the run ended before the search did (time limit, interruption), or
 * enclosures were undecided; never a pass. `not applicable`: the claim says nothing about the user's game.
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
}

/** A claim, its verdict, and the evidence. */
export interface ClaimResult extends Finding {
  readonly claim: Claim;
  readonly verdict: Verdict;
  /** The machine-checked theorems that the proof gate confirmed, if any. */
  readonly proof?: ProofStatus;
  readonly variants: readonly VariantResult[];
  /** What differs from what the catalogue expects, in words; empty when all is as expected. */
  readonly problems: readonly string[];
}

/** The smallest share of instances on which a claim's hypotheses must hold; below it the check says too little. */
const PREMISE_FLOOR = 0.05;

/** The verdict on every claim of the run, in the run's order: a pure function of the run and the proof record. */
export function verdicts(run: Run): ClaimResult[] {
  const parts = new Map(run.parts.map((part) => [part.task, part]));
  const tasks = new Map<string, Task[]>();
  for (const task of tasksOf(run.settings)) {
    const list = tasks.get(task.search);
    if (list === undefined) tasks.set(task.search, [task]);
    else list.push(task);
  }
  const findingOf = (key: string): Finding => finding(key, tasks.get(key) ?? [], parts);
  const record = readProofRecord();
  return claimsOf(run.settings).map((claim) => {
    const own = findingOf(claim.id);
    const onGame = run.settings.game !== undefined;
    const variants = onGame
      ? []
      : claim.variants.map((variant) => ({ variant, ...findingOf(`${claim.id}/${variant.id}`) }));
    const proof = proofOf(claim.id, record);
    const verdict = verdictOf(claim, own, proof);
    const problems = onGame
      ? problemsOnGame(claim, own)
      : [...problemsOf(claim, own), ...variants.flatMap(problemsOfVariant)];
    return { claim, ...own, verdict, ...(proof === undefined ? {} : { proof }), variants, problems };
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

function verdictOf(claim: Claim, own: Finding, proof: ProofStatus | undefined): Verdict {
  if (own.refused !== undefined) return 'not applicable';
  if (own.counterexample !== undefined) return confirmationOf(own.counterexample).word;
  if (!own.complete || own.undecided > 0) return 'inconclusive';
  if (claim.expected === 'open') return 'open';
  // A theorem may cover only part of a claim; the catalogue says for which claims it is the whole.
  return claim.expected === 'proved' && proof !== undefined && !proof.stale ? 'proved' : 'holds';
}

function problemsOf(claim: Claim, own: Finding): string[] {
  const problems: string[] = [];
  if (claim.expected === 'refuted') {
    if (own.complete && own.counterexample === undefined)
      problems.push('expected to be refuted, but the search found no counterexample');
    problems.push(...fixtureProblems(own));
  } else {
    if (own.counterexample !== undefined) problems.push('expected to hold, but a counterexample was found');
    problems.push(...premiseProblems(own));
  }
  return problems;
}

function problemsOnGame(claim: Claim, own: Finding): string[] {
  return claim.expected !== 'refuted' && own.counterexample !== undefined
    ? ['expected to hold, but fails on this game']
    : [];
}

function problemsOfVariant(result: VariantResult): string[] {
  const { variant } = result;
  if (variant.expected === 'refuted') {
    const missed =
      result.complete && result.counterexample === undefined ? [`control "${variant.id}" was not caught`] : [];
    return [...missed, ...fixtureProblems(result)];
  }
  return result.counterexample === undefined
    ? premiseProblems(result)
    : [`variant "${variant.id}" should hold, but a counterexample was found`];
}

function fixtureProblems({ key, fixture }: Finding): string[] {
  if (fixture === 'missing') return [`no counterexample to ${key} is stored`];
  return fixture === 'stale' ? [`the stored counterexample to ${key} is none any more`] : [];
}

function premiseProblems({ key, checked, vacuous, complete }: Finding): string[] {
  const share = (checked - vacuous) / checked;
  return complete && share < PREMISE_FLOOR
    ? [`the hypotheses of ${key} held on only ${checked - vacuous} of ${checked} instances`]
    : [];
}
