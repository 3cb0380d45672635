import type { Measurements } from '../atlas/atlasFile.js';
import { courses } from '../search/courses.js';
import { READ_AFTER } from '../search/getsThere.js';
import { shareText } from './getsThereText.js';

/** The section "Gets there, measured" of the notes, as Markdown; empty where nothing was measured. */
export function getsThereNotes(measurements: Measurements): string {
  const runs = Object.values(measurements).find((measured) => measured !== null)?.runs;
  if (runs === undefined) return '';
  const games = courses();
  return [
    '## Gets there, measured',
    '',
    `The share of the gap J* − J(π_0) that is left after ${READ_AFTER.join(' and ')} iterations, on ${games.length} games of the library and of the corpus, ${runs} runs a row (uniform, 99/100 and 999/1000 on the worst action of every history, two random policies), in rigorous enclosures: upper ends, below 10⁻⁶ shown as 0. 1 is where the run started, more than 1 is worse than that. Runs whose enclosure is wider than 10⁻⁶ are undecided. These are numbers, not judgements: slow is no refutation.`,
    '',
    'A run is counted as "never" only where an argument makes it certain. _support_: an action without which no policy has J* has lost its probability, and the step gives none back (clip, KL, gradient: importance weights see no action without probability). _sign_: the game is one decision between two actions, and the mean advantage of the worse one is greater wherever the better one has at most the probability that it starts with, so that no iteration raises it (not used where lengths weigh the advantages, or tokens are decisions of their own). _standstill_, _cycle_: exact iteration comes back to a policy, with J < J* all the way round (not looked for where the order is drawn).',
    '',
    '| row | median after 10 | worst after 10 | median after 50 | worst after 50 | where the worst is | undecided after 10, 50 | never |',
    '| --- | --: | --: | --: | --: | --- | --: | --- |',
    ...Object.entries(measurements).map(([row, measured]) => {
      if (measured === null) return `| ${row} | undecided | | | | | | |`;
      const [ten, fifty] = measured.after;
      const where = `${fifty.worst.game}, ${fifty.worst.start}`;
      const never = measured.never.map(({ why, runs: own }) => `${own} ${why}`).join(', ');
      return `| ${row} | ${shareText(ten.median)} | ${shareText(ten.worst.left)} | ${shareText(fifty.median)} | ${shareText(fifty.worst.left)} | ${where} | ${ten.undecided}, ${fifty.undecided} | ${never} |`;
    }),
    '',
  ].join('\n');
}
