import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { columns } from '../report/columns.js';
import { counted } from '../report/numberText.js';
import { safe, wrap } from '../report/plainText.js';
import type { CheckSettings } from '../userAlgorithm/checkTask.js';
import { CheckThread } from '../userAlgorithm/checkThread.js';
import type { AlgorithmSource } from '../userAlgorithm/checkTask.js';
import { regimesOf } from '../userAlgorithm/checkTask.js';
import type { GivenOutcome } from '../userAlgorithm/givenGames.js';
import { UserFileError } from '../userAlgorithm/loadFile.js';
import { describeCheckCounterexample } from './checkCounterexampleText.js';
import { passOn } from './checkRunner.js';
import { writeWhole } from './files.js';
import { jsonText } from './output.js';
import { UsageError } from './usageError.js';

/** How the user's code is watched. */
interface Limits {
  readonly step: number;
  readonly load: number;
}

/** All guarantees on the games of the settings, in every kind of information. Throws UsageError when the file does not load. */
export async function lookAtGivenGames(
  source: AlgorithmSource,
  settings: CheckSettings,
  limits: Limits,
): Promise<GivenOutcome[]> {
  const outcomes: GivenOutcome[] = [];
  for (const regime of regimesOf(settings.information)) {
    const thread = new CheckThread(source, settings, limits, (text) => passOn(source, text));
    try {
      await thread.ready();
      const answer = await thread.run({ column: 'games', regime });
      if (answer.kind === 'death') throw new UsageError(`the step failed on a given game: ${answer.failure.message}`);
      if (answer.kind !== 'games') throw new Error(`unexpected ${answer.kind}`);
      outcomes.push(...answer.outcomes);
    } catch (error) {
      if (error instanceof UserFileError) throw new UsageError(error.message, { cause: error });
      throw error;
    } finally {
      await thread.close();
    }
  }
  return outcomes;
}

/** Where the counterexample on a given game is stored. */
function fileOf(report: string, { guarantee, regime }: GivenOutcome, number: number): string {
  return join(report, 'counterexamples', `given-${number}.${guarantee}.${regime.information}.${regime.turns}.json`);
}

/** Writes every counterexample that was found on a given game, in place of those of an earlier run. */
export function writeGivenGames(report: string, outcomes: readonly GivenOutcome[]): void {
  const folder = join(report, 'counterexamples');
  for (const name of readdirSync(folder)) if (/^given-\d+\./.test(name)) rmSync(join(folder, name));
  outcomes.forEach((outcome, n) => {
    if (outcome.counterexample !== undefined)
      writeWhole(fileOf(report, outcome, n + 1), jsonText(outcome.counterexample));
  });
}

/**
 * The outcomes as a table, a line for each game and kind of information, and below it the smallest counterexample of
 * each game, with where all of them are.
 */
export function givenGamesText(outcomes: readonly GivenOutcome[], report: string | undefined): string {
  const groups = new Map<string, GivenOutcome[]>();
  for (const outcome of outcomes) {
    const { from, regime } = outcome;
    const key = JSON.stringify([from, regime.information, regime.turns]);
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  const rows = [...groups.values()].map((group) => {
    const [{ from, regime, policies }] = group;
    const of = (wanted: GivenOutcome['outcome']): string =>
      group
        .filter(({ outcome }) => outcome === wanted)
        .map(({ guarantee, tie }) => (tie === undefined || tie === 'stay' ? guarantee : `${guarantee} (ties: ${tie})`))
        .join(', ');
    const where = `${regime.information}, ${regime.turns === 'single' ? 'one turn' : 'several turns'}`;
    return {
      head: `${safe(from)} (${where}; ${policies === 1 ? 'one policy' : `${policies} policies`})`,
      lines: (['breaks', 'holds', 'premise false', 'undecided', 'not defined', 'failed'] as const)
        .map((word) => [word, of(word)] as const)
        .filter(([, ids]) => ids !== '')
        .map(([word, ids]) => [`  ${word}`, ids]),
    };
  });
  const table = rows.map(({ head, lines }) => `${head}\n${columns(lines)}`).join('\n');
  const drawn = new Map<string, GivenOutcome>();
  for (const outcome of outcomes) {
    if (outcome.counterexample !== undefined && !drawn.has(outcome.from)) drawn.set(outcome.from, outcome);
  }
  const stories = [...drawn.values()].flatMap(({ counterexample }) =>
    counterexample === undefined ? [] : [describeCheckCounterexample(counterexample)],
  );
  const broken = outcomes.filter(({ outcome }) => outcome === 'breaks').length;
  const kept =
    report === undefined || broken === 0
      ? []
      : [wrap(`${counted(broken, 'counterexample')} on given games: ${join(report, 'counterexamples')}`)];
  return ['Given games', table, ...stories, ...kept].join('\n\n');
}
