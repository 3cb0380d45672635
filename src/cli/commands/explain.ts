import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Claim } from '../../claims/claim.js';
import { readFixture } from '../../claims/counterexampleFile.js';
import { describeFamily } from '../../claims/generate/family.js';
import { proofOf } from '../../claims/proofRecord.js';
import { CLAIMS } from '../../claims/registry.js';
import { searchByKey } from '../../claims/searches.js';
import { columns } from '../../report/columns.js';
import { explainClaim } from '../../report/explainClaim.js';
import { presentCertificate } from '../certificateOutput.js';
import { claimOf } from '../claimChoice.js';
import { EXIT, type Finish } from '../exitCode.js';
import { jsonText, print } from '../output.js';
import { readCertificate } from '../readCertificate.js';
import { asUsage } from '../usageError.js';

interface ExplainOptions {
  readonly json?: boolean;
}

const HELP = `
Examples:
  $ seeupo explain
  $ seeupo explain D1`;

/** `seeupo explain`: what a claim says, and what breaks when a hypothesis is dropped. */
export function addExplain(program: Command, finish: Finish): void {
  program
    .command('explain')
    .summary('what a claim says, and what breaks without each hypothesis')
    .description(
      'Tells a claim: statement, source, regime, and for each hypothesis the smallest stored instance that breaks when it is dropped. Without an id: lists the claims.',
    )
    .argument(
      '[claim]',
      'the id of a claim, such as D1, or of a variant, such as D1/shared-parameters; or the file of a certificate',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action((id: string | undefined, { json = false }: ExplainOptions) => {
      const certificate = id !== undefined && existsSync(id) ? readCertificate(id) : undefined;
      if (certificate !== undefined) finish(presentCertificate(certificate, json));
      else {
        print(id === undefined ? listText(json) : claimText(id, json));
        finish(EXIT.fine);
      }
    });
}

function listText(json: boolean): string {
  if (json) return jsonText({ schemaVersion: 1, kind: 'seeupo-claims', claims: CLAIMS.map(claimJson) });
  return columns([['id', 'expected', 'claim'], ...CLAIMS.map(({ id, expected, title }) => [id, expected, title])]);
}

function claimText(id: string, json: boolean): string {
  const claim = id.includes('/') ? asUsage(() => searchByKey(id)).claim : claimOf(id);
  return json ? jsonText({ schemaVersion: 1, kind: 'seeupo-claim', ...claimJson(claim) }) : explainClaim(claim);
}

/** A claim as data, with the stored counterexamples to it and to its variants. */
function claimJson(claim: Claim): object {
  const { id, title, statement, source, regime, paper, expected, remark, family, variants } = claim;
  return {
    id,
    title,
    statement,
    source,
    regime,
    paper,
    expected,
    remark,
    instances: describeFamily(family),
    proof: proofOf(id),
    counterexample: readFixture(id),
    variants: variants.map((variant) => ({
      id: variant.id,
      title: variant.title,
      expected: variant.expected,
      drops: variant.drops,
      counterexample: readFixture(`${id}/${variant.id}`),
    })),
  };
}
