import type { GameSpec } from '../../src/game/gameSpec.js';
import { gameOf, type Run, runOf, tasksOf } from '../../src/claims/run/runFile.js';
import { runTask } from '../../src/claims/run/runTask.js';

/** A complete run over a few quick claims, on this thread. */
export function smallRun(claims: readonly string[] = ['C5', 'E4'], game?: GameSpec): Run {
  const settings = { seed: 1, runs: 1, claims, ...(game === undefined ? {} : { game }) };
  const played = gameOf(settings);
  return runOf(
    settings,
    tasksOf(settings).map((task) => runTask(task, settings.seed, played)),
  );
}
