import type { Command } from 'commander';
import { confirmationText } from '../../certify/confirm.js';
import { confirmOfClaim } from '../../claims/certificate.js';
import type { Outcome } from '../../claims/outcome.js';
import { describeCounterexample } from '../../report/describeCounterexample.js';
import { fields, wrap } from '../../report/plainText.js';
import { presentCertificate } from '../certificateOutput.js';
import { EXIT, type ExitCode, type Finish } from '../exitCode.js';
import { hasColour, jsonText, print } from '../output.js';
import { readCertificate } from '../readCertificate.js';
import { counterexampleFileOf, isAsStored, readCounterexample } from '../readCounterexample.js';

interface ReplayOptions {
  readonly json?: boolean;
}

const HELP = `
Exit code: 0 the outcome is the stored one, or the certificate is confirmed; 1 it
differs, or is not confirmed; 2 bad use, or the file holds no counterexample.

Examples:
  $ seeupo replay D6
  $ seeupo replay seeupo-report/counterexamples/D6.json
  $ seeupo replay seeupo-check/certificates/monotone.full.multi.json`;

/** `seeupo replay`: checks a stored counterexample again, and explains it. */
export function addReplay(program: Command, finish: Finish): void {
  program
    .command('replay')
    .summary('check a stored counterexample again, and explain it')
    .description(
      'Checks a stored counterexample again, exactly, and explains it: the game, the policies, what each turn did, and both sides of the inequality.',
    )
    .argument(
      '<file>',
      'a certificate, a counterexample as verify or check writes it, or the claim that a stored one refutes, such as D6',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action((name: string, { json = false }: ReplayOptions) => finish(replay(name, json)));
}

function replay(name: string, json: boolean): ExitCode {
  const path = counterexampleFileOf(name);
  const certificate = readCertificate(path);
  if (certificate !== undefined) return presentCertificate(certificate, json);
  const { file, search, instance } = readCounterexample(path);
  const outcome = search.check(instance);
  const same = isAsStored(file, outcome);
  const said = outcome.status === 'violated' ? confirmOfClaim(search, { instance, violation: outcome }) : undefined;
  if (json) {
    print(
      jsonText({
        schemaVersion: 1,
        kind: 'seeupo-replay',
        search: search.key,
        same,
        stored: file.violation,
        outcome,
        ...(said === undefined ? {} : { confirmation: said }),
      }),
    );
  } else {
    const shown = outcome.status === 'violated' ? { ...file, violation: withoutStatus(outcome) } : file;
    print(describeCounterexample(shown, { colour: hasColour() }));
    print(
      `\n${same ? 'Checked again, exactly: it is a counterexample, with the values stored.' : differenceText(file.violation, outcome)}`,
    );
    if (said !== undefined) print(wrap(`Beside it: ${confirmationText(said)}`));
  }
  return same ? EXIT.fine : EXIT.failed;
}

type Stored = ReturnType<typeof readCounterexample>['file']['violation'];

function withoutStatus({ expected, left, right, gap, where }: Outcome & { readonly status: 'violated' }): Stored {
  return { expected, left: { ...left }, right: { ...right }, gap, ...(where === undefined ? {} : { where }) };
}

function differenceText(stored: Stored, outcome: Outcome): string {
  if (outcome.status === 'undecided')
    return `Checked again: undecided (${outcome.reason}); the file says it is a counterexample.`;
  if (outcome.status !== 'violated') {
    const why = outcome.status === 'vacuous' ? 'a hypothesis of the claim is false here' : 'the claim holds here';
    return `Checked again, exactly: it is NO counterexample, ${why}. The file was changed, or the claim was.`;
  }
  return `Checked again, exactly: it is a counterexample, but NOT with the values stored, which are\n${fields([
    [`  ${stored.left.label}`, stored.left.value],
    [`  ${stored.right.label}`, stored.right.value],
    ['  Gap', stored.gap],
    ...(stored.where === undefined ? [] : ([['  Where', stored.where]] as const)),
  ])}`;
}
