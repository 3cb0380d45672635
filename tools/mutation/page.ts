import { readFileSync } from 'node:fs';
import { groupOf, GROUPS } from './groups.js';
import { isCaught, type Result } from './results.js';

/** Why a mutant changes nothing that a caller could see, by its key. */
export function readEquivalent(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(new URL('equivalent.json', import.meta.url), 'utf8')) as Record<string, string>;
}

/** The text of docs/mutation.md: of how many mutants of each group a test notices, and which survive. */
export function pageText(
  results: readonly Result[],
  equivalent: Readonly<Record<string, string>>,
  { seed, each }: { readonly seed: number; readonly each: number },
): string {
  const rows = Object.keys(GROUPS).map((group) => tally(group, results, equivalent, each));
  const all = rows.reduce(plus);
  const survivors = results.filter((result) => !isCaught(result) && !(result.key in equivalent));
  return `# Do the tests notice?

\`npm run mutation\` plants small bugs (mutants) in the code that decides, one at a time and in a copy of the project, and runs the tests that reach the place until one fails. The operators are Stryker's, strings and regular expressions left out, and one more: \`add\` and \`sub\`, \`mul\` and \`div\` swapped where exact arithmetic is called by name. The tests of networks, proofs, benchmarks and the solver take no part. What became of each mutant is in \`tools/mutation/results.jsonl\`; \`npm run mutation -- --help\` tells the options. This page is made by the script.

Sample: ${all.sampled} mutants, ${each} a part, drawn by seed ${seed}. Of the ${changing(all)} tried ones that change something, ${all.caught + all.timeouts} are caught: **${share(all)}**.

| part | sampled | a test fails | runs over four times as long | equivalent | survive | not tried | caught of those that change something |
| --- | --- | --- | --- | --- | --- | --- | --- |
${[...rows, { ...all, group: '**all**' }].map(rowText).join('\n')}

Equivalent mutants change nothing that a caller could see; \`tools/mutation/equivalent.json\` says why, one by one.
${survivors.length === 0 ? '' : `\n## Survivors\n\n${survivors.map(survivorText).join('\n')}\n`}`;
}

interface Row {
  readonly group: string;
  readonly sampled: number;
  readonly caught: number;
  readonly timeouts: number;
  readonly same: number;
  readonly survived: number;
  readonly untried: number;
}

function tally(
  group: string,
  results: readonly Result[],
  equivalent: Readonly<Record<string, string>>,
  sampled: number,
): Row {
  const own = results.filter(({ file }) => groupOf(file) === group);
  const left = own.filter((result) => !isCaught(result));
  const same = left.filter(({ key }) => key in equivalent).length;
  const count = (outcome: Result['outcome']): number => own.filter((result) => result.outcome === outcome).length;
  return {
    group,
    sampled,
    caught: count('caught'),
    timeouts: count('timeout'),
    same,
    survived: left.length - same,
    untried: sampled - own.length,
  };
}

function plus(a: Row, b: Row): Row {
  return {
    group: '',
    sampled: a.sampled + b.sampled,
    caught: a.caught + b.caught,
    timeouts: a.timeouts + b.timeouts,
    same: a.same + b.same,
    survived: a.survived + b.survived,
    untried: a.untried + b.untried,
  };
}

function changing({ sampled, same, untried }: Row): number {
  return sampled - same - untried;
}

function share(row: Row): string {
  const whole = changing(row);
  return whole === 0 ? '–' : `${((100 * (row.caught + row.timeouts)) / whole).toFixed(1)} %`;
}

function rowText(row: Row): string {
  const { group, sampled, caught, timeouts, same, survived, untried } = row;
  return `| ${[group, sampled, caught, timeouts, same, survived, untried, share(row)].join(' | ')} |`;
}

function survivorText({ file, line, operator, original, replacement }: Result): string {
  const code = (text: string): string => `\`\` ${text} \`\``;
  return `- ${file}:${line}, ${operator}: ${code(original)} becomes ${code(replacement)}`;
}
