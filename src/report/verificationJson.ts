import { describeFamily } from '../claims/generate/family.js';
import type { Run } from '../claims/run/runFile.js';
import type { ClaimResult, Finding, VariantResult } from '../claims/run/verdict.js';
import { Rational } from '../exact/rational.js';
import { projectVersion } from './projectVersion.js';
import { summaryLine } from './summaryLine.js';
import type { Verification } from './verificationSpec.js';
import { controlStatus, premiseCount, verdictText } from './verdictText.js';

type ClaimJson = Verification['claims'][number];

/**
 * The verdicts of `run` as data: settings, and per claim verdict, counts, counterexamples, variants and problems.
 * No dates and no timings, so that the same run gives the same bytes.
 */
export function verificationJson(run: Run, results: readonly ClaimResult[]): Verification {
  return {
    schemaVersion: 1,
    kind: 'seeupo-verdicts',
    version: projectVersion(),
    settings: { ...run.settings, claims: [...run.settings.claims] },
    complete: run.complete,
    summary: summaryLine(results),
    problems: results.reduce((sum, { problems }) => sum + problems.length, 0),
    claims: results.map(claimJson),
  };
}

function claimJson(result: ClaimResult): ClaimJson {
  const { claim, verdict, why, needs, proof, refused, variants, problems } = result;
  const { id, title, statement, source, regime, remark, family, paper, expected } = claim;
  return {
    id,
    title,
    statement,
    source,
    regime: { ...regime },
    ...(remark === undefined ? {} : { remark }),
    instances: describeFamily(family),
    paper,
    expected,
    verdict,
    verdictText: verdictText(result),
    ...(why === undefined ? {} : { why }),
    ...(needs === undefined ? {} : { needs }),
    ...(proof === undefined
      ? {}
      : { proof: { theorems: [...proof.theorems], axioms: [...proof.axioms], stale: proof.stale } }),
    ...findingJson(result),
    ...(refused === undefined ? {} : { refused }),
    variants: variants.map(variantJson),
    problems: [...problems],
  };
}

function variantJson(result: VariantResult): ClaimJson['variants'][number] {
  const { needs, variant } = result;
  const { id, title, expected, drops } = variant;
  return {
    id,
    title,
    expected,
    ...(drops === undefined ? {} : { drops }),
    status: controlStatus(result),
    ...(needs === undefined || !Number.isFinite(needs) ? {} : { needs }),
    ...findingJson(result),
  };
}

function findingJson(
  finding: Finding,
): Pick<
  ClaimJson,
  'checked' | 'vacuous' | 'premiseShare' | 'strict' | 'undecided' | 'complete' | 'counterexample' | 'stored'
> {
  const { checked, vacuous, strict, undecided, complete, counterexample, fixture } = finding;
  return {
    checked,
    vacuous,
    premiseShare: checked === 0 ? null : Rational.of(premiseCount(finding), checked).toString(),
    strict,
    undecided,
    complete,
    ...(counterexample === undefined ? {} : { counterexample }),
    ...(fixture === undefined ? {} : { stored: typeof fixture === 'string' ? fixture : ('confirmed' as const) }),
  };
}
