import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../sourceTree.js';
import { GROUPS, type Mutant } from './mutants.js';
import { isCaught, type Result } from './results.js';

/** Why a mutant changes nothing that a user or another part could see, by its key. */
export function readEquivalent(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(new URL('equivalent.json', import.meta.url), 'utf8')) as Record<string, string>;
}

/** Writes docs/mutation.md: how many mutants of each group are caught, and which survive. */
export function writePage(mutants: readonly Mutant[], results: ReadonlyMap<string, Result>, seed: number): void {
  const equivalent = readEquivalent();
  const rows = Object.keys(GROUPS).map((group) => ({
    group,
    ...tally(
      mutants.filter((mutant) => mutant.group === group),
      results,
      equivalent,
    ),
  }));
  const all = tally(mutants, results, equivalent);
  const cells = ({ group, sampled, caught, timeouts, same, survived, untried }: { group: string } & Tally): string =>
    `| ${group} | ${sampled} | ${caught} | ${timeouts} | ${same} | ${survived} | ${untried} | ${percent(caught + timeouts, sampled - same - untried)} |`;
  const survivors = mutants.flatMap(({ key }) => {
    const result = results.get(key);
    return result === undefined || isCaught(result) || key in equivalent ? [] : [result];
  });
  const text = `# Do the tests notice?

\`npm run mutation\` plants small bugs (mutants) in the code that decides, one at a time and in a copy of the project, and runs the tests that reach the place until one fails. The operators are Stryker's, strings and regular expressions left out, and one more: \`add\` and \`sub\`, \`mul\` and \`div\` swapped where exact arithmetic is called by name. The tests of networks, proofs, benchmarks and the solver take no part. What became of each mutant is in \`tools/mutation/results.jsonl\`; \`npm run mutation -- --help\` tells the options. This page is made by the script.

Sample: ${all.sampled} mutants, drawn by seed ${seed}. Of the ${all.sampled - all.same - all.untried} tried ones that change something, ${all.caught + all.timeouts} are caught: **${percent(all.caught + all.timeouts, all.sampled - all.same - all.untried)}**.

| folder | sampled | a test fails | runs over four times as long | equivalent | survive | not tried | caught of those that change something |
| --- | --- | --- | --- | --- | --- | --- | --- |
${[...rows, { group: '**all**', ...all }].map(cells).join('\n')}

Equivalent mutants change nothing that a caller could see; \`tools/mutation/equivalent.json\` says why, one by one.
${survivors.length === 0 ? '' : `\n## Survivors\n\n${survivors.map(describe).join('\n')}\n`}`;
  writeFileSync(join(ROOT, 'docs/mutation.md'), text);
}

interface Tally {
  readonly sampled: number;
  readonly caught: number;
  readonly timeouts: number;
  readonly same: number;
  readonly survived: number;
  readonly untried: number;
}

function tally(
  mutants: readonly Mutant[],
  results: ReadonlyMap<string, Result>,
  equivalent: Readonly<Record<string, string>>,
): Tally {
  const outcomes = mutants.map(({ key }) => {
    const result = results.get(key);
    if (result !== undefined && isCaught(result)) return result.outcome;
    return key in equivalent ? 'equivalent' : result === undefined ? 'untried' : 'survived';
  });
  const count = (outcome: string): number => outcomes.filter((each) => each === outcome).length;
  return {
    sampled: mutants.length,
    caught: count('caught'),
    timeouts: count('timeout'),
    same: count('equivalent'),
    survived: count('survived'),
    untried: count('untried'),
  };
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

function describe({ file, line, operator, original, replacement }: Result): string {
  const code = (text: string): string => `\`\` ${text} \`\``;
  return `- ${file}:${line}, ${operator}: ${code(original)} becomes ${code(replacement)}`;
}
