import type { Change } from '../userAlgorithm/baseline.js';
import type { CheckCell, CheckRun } from '../userAlgorithm/checkRun.js';
import { describeCheckCounterexample, describeFailure, nodesOfGame } from './checkCounterexampleText.js';
import { checkJson } from './checkJson.js';
import { regimeTitle } from './checkRegimeText.js';
import { counterexamplePath, failedGamePath } from './checkReport.js';
import { changesText, checkSummary, checkTable } from './checkText.js';
import { measuredText } from '../report/getsThereText.js';
import { safe, wrap } from '../report/plainText.js';
import type { GivenOutcome } from '../userAlgorithm/givenGames.js';
import { hasColour, jsonText, print } from './output.js';

/** What is printed beside the run. */
export interface Presented {
  readonly json: boolean;
  /** The directory of the report, if one was written. */
  readonly report?: string;
  readonly changes?: readonly Change[];
  /** What the games of the user's showed; printed already, except as JSON. */
  readonly given: readonly GivenOutcome[];
  /** The words that name the algorithm again on the command line: a file, or "--algorithm GRPO". */
  readonly source: string;
}

/** Prints a check: tables, the smallest counterexample of each guarantee that breaks, failures, and what changed. */
export function presentCheck(run: CheckRun, { json, report, changes, given, source }: Presented): void {
  if (json) {
    print(jsonText({ ...checkJson(run, changes), ...(given.length === 0 ? {} : { games: given }) }));
    return;
  }
  const sections = [
    `${safe(run.algorithm)}, examined in exact arithmetic`,
    checkTable(run, hasColour()),
    ...measurements(run),
    ...breaks(run.cells, source, report),
    ...failures(run.cells, report),
    checkSummary(run),
    ...(changes === undefined ? [] : [changesText(changes)]),
    ...(report === undefined ? [] : [`Report: ${report}`]),
  ];
  print(sections.join('\n\n'));
}

/** How far the iterations get, where that was measured. */
function measurements({ algorithm, getsThere: { own, reference } }: CheckRun): string[] {
  const lines = [
    ...(own === undefined ? [] : [measuredText(safe(algorithm), own)]),
    ...(reference === undefined ? [] : [measuredText('SeeUPO', reference)]),
  ];
  const head = wrap('Gets there, measured under full information: the share of the gap J* − J(π_0) that is left', '');
  return lines.length === 0 ? [] : [[head, ...lines].join('\n')];
}

/** For each guarantee that breaks its smallest counterexample, in whichever regime, and where the others are. */
function breaks(cells: readonly CheckCell[], source: string, report: string | undefined): string[] {
  const ids = [...new Set(cells.map(({ guarantee }) => guarantee))];
  return ids.flatMap((id) => {
    const found = cells.flatMap((cell) => {
      const { counterexample: file } = cell;
      return cell.guarantee === id && file !== undefined ? [{ cell, file, size: nodesOfGame(file) }] : [];
    });
    if (found.length === 0) return [];
    const smallest = found.reduce((best, next) => (next.size < best.size ? next : best));
    const others = found.filter((other) => other !== smallest).map(({ cell }) => regimeTitle(cell.regime));
    return [
      [
        describeCheckCounterexample(smallest.file),
        ...(others.length === 0 ? [] : [`  It breaks as well with: ${others.join('; ')}`]),
        ...(report === undefined
          ? []
          : [`  Replay: seeupo check ${source} --replay ${quotedWord(counterexamplePath(report, smallest.cell))}`]),
      ].join('\n\n'),
    ];
  });
}

/** Every way in which the step failed, once, with the game and where that is stored. */
function failures(cells: readonly CheckCell[], report: string | undefined): string[] {
  const shown = new Set<string>();
  return cells.flatMap((cell) => {
    const { failure } = cell;
    if (failure === undefined || shown.has(failure.message)) return [];
    shown.add(failure.message);
    const stored =
      failure.on === undefined || report === undefined ? [] : [`  Stored: ${failedGamePath(report, cell)}`];
    return [[describeFailure(failure), ...stored].join('\n\n')];
  });
}

/** A path as one word of a shell command. */
export function quotedWord(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
