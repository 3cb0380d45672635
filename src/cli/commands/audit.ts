import { type Command, Option } from 'commander';
import { auditPage } from '../../report/html/auditPage.js';
import { againstText, auditText } from '../../report/auditText.js';
import { type AuditOptions, auditFiles, compareFiles, followFile } from '../auditRun.js';
import { EXIT, type ExitCode, type Finish } from '../exitCode.js';
import { checkReadable, writeWhole } from '../files.js';
import { positiveNumber } from '../optionValues.js';
import { jsonText, print } from '../output.js';
import { UsageError } from '../usageError.js';
import type { AuditReport } from '../../audit/audit.js';

interface Given extends AuditOptions {
  readonly against?: string;
  readonly tolerance?: number;
  readonly follow?: boolean;
  readonly html?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

const HELP = `
Advantages, carried factors, losses of rows and loss calls are computed anew in
float64 from what the log holds, each from the logged inputs of that quantity, and
held against the formula that the log's first line (or --claimed) states. Where they
differ, a finite family of formulas is searched for those that reproduce every row.
docs/audit.md has the format, the keys of a configuration, and an example.

Presets for --claimed: seeupo, released, grpo, dr-grpo, dapo, gspo, rloo,
reinforce++, ppo.

Exit code: 0 agrees; 1 differs, or the log contradicts itself; 2 bad use, or the log
cannot be read; 3 not decidable from this log (with --strict also: a claimed branch
never occurred, or a quantity could not be checked).

Examples:
  $ seeupo audit run.jsonl
  $ seeupo audit rank0.jsonl rank1.jsonl --html audit.html
  $ seeupo audit run.jsonl --claimed dapo
  $ seeupo audit before.jsonl --against after.jsonl`;

/** `seeupo audit`: recomputes a trainer's numbers from its log. */
export function addAudit(program: Command, finish: Finish): void {
  program
    .command('audit')
    .summary("recompute a trainer's numbers from its log")
    .description(
      "Recomputes a trainer's advantages, carried factors and losses from its log by independent formulas, and says where they agree, where they differ, and which formula the trainer used instead.",
    )
    .argument('<logs...>', 'logs of one run in the form seeupo-log/1, one a rank')
    .option('--claimed <claim>', 'what the trainer should compute: a preset, or a JSON file with its configuration')
    .addOption(new Option('--against <log>', 'compare with another log of the same run instead').conflicts('claimed'))
    .option(
      '--tolerance <number>',
      'relative difference that --against lets pass (by dtype, if absent)',
      positiveNumber,
    )
    .option('--follow', 'audit the log while it grows, until Ctrl-C, and then print the report')
    .option('--no-search', 'check the claimed formula alone')
    .option('--strict', 'exit code 3 where a claimed branch never occurred or a quantity was not checked')
    .option('--html <file>', 'write a page with the worst rows drawn')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action(async (logs: string[], given: Given) => finish(await audit(logs, given)));
}

async function audit(logs: readonly string[], given: Given): Promise<ExitCode> {
  for (const path of [...logs, ...(given.against === undefined ? [] : [given.against])]) {
    checkReadable(path);
  }
  if (given.against !== undefined) {
    if (logs.length > 1) throw new UsageError('--against compares one log with another; give one log before it');
    const found = compareFiles(logs[0], given.against, given.tolerance);
    print(
      given.json === true
        ? jsonText({ schemaVersion: 1, kind: 'seeupo-audit-against', ...found })
        : againstText(found, logs[0], given.against),
    );
    return found.first === undefined ? EXIT.fine : EXIT.failed;
  }
  if (given.follow === true && logs.length > 1) throw new UsageError('--follow follows one log; give one');
  const report = given.follow === true ? await followFile(logs[0], given) : auditFiles(logs, given);
  if (given.html !== undefined) writeWhole(given.html, auditPage(report, logs));
  print(
    given.json === true
      ? jsonText({ schemaVersion: 1, kind: 'seeupo-audit', files: [...logs], ...plain(report) })
      : auditText(report, logs),
  );
  return exitOf(report, given.strict === true);
}

/** The report as JSON has it: a contradiction's row by its place. */
function plain(report: AuditReport): object {
  return {
    ...report,
    contradictions: report.contradictions.map(({ row, ...own }) => ({
      ...own,
      ...(row === undefined ? {} : { file: row.file, line: row.line, step: row.step, trajectory: row.trajectory }),
    })),
  };
}

function exitOf({ verdict, notExercised, notChecked }: AuditReport, strict: boolean): ExitCode {
  if (verdict === 'differs') return EXIT.failed;
  if (verdict === 'not decidable') return EXIT.inconclusive;
  return strict && (notExercised.length > 0 || notChecked.length > 0) ? EXIT.inconclusive : EXIT.fine;
}
