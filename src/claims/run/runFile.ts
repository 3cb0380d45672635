import { z } from 'zod';
import { gameFromJson } from '../../game/buildGame.js';
import { type GameSpec, gameSpec } from '../../game/gameSpec.js';
import type { Game } from '../../game/game.js';
import { type Claim } from '../claim.js';
import { counterexampleSpec } from '../counterexampleFile.js';
import { claimById } from '../registry.js';
import type { Part } from './runTask.js';
import { plan, planOnGame, type Task } from './task.js';

const count = z.int().min(0);

/** What a run does: everything that its results depend on. */
export const settingsSpec = z.strictObject({
  seed: z.int(),
  /** Random instances a search, times the claim's effort. */
  runs: z.int().min(1),
  claims: z.array(z.string()).min(1),
  game: gameSpec.optional(),
});

/** A verification run, complete or not: its settings and what its tasks found. Verdicts are derived from it. */
export const runSpec = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal('seeupo-verification'),
    settings: settingsSpec,
    /** Was every task of the plan done? */
    complete: z.boolean(),
    parts: z.array(
      z.strictObject({
        task: z.string(),
        checked: count,
        vacuous: count,
        strict: count,
        undecided: count,
        counterexample: counterexampleSpec.optional(),
        refused: z.string().optional(),
      }),
    ),
  })
  .meta({ title: 'A seeupo verification run' });

/** What a run does (`settingsSpec`). */
export interface Settings {
  readonly seed: number;
  readonly runs: number;
  readonly claims: readonly string[];
  readonly game?: GameSpec;
}

/** A verification run (`runSpec`): its settings and the parts that are done, in canonical order. */
export interface Run {
  readonly schemaVersion: 1;
  readonly kind: 'seeupo-verification';
  readonly settings: Settings;
  readonly complete: boolean;
  readonly parts: readonly Part[];
}

/** The claims that the settings name. Throws RangeError for an unknown id. */
export function claimsOf(settings: Settings): Claim[] {
  return settings.claims.map((id) => {
    const claim = claimById(id);
    if (claim === undefined) throw new RangeError(`there is no claim "${id}"`);
    return claim;
  });
}

/** The game that the settings hold, if any. Throws GameError when it is none. */
export function gameOf(settings: Settings): Game | undefined {
  return settings.game === undefined ? undefined : gameFromJson(settings.game);
}

/** Every task of a run with these settings, in canonical order. */
export function tasksOf(settings: Settings): Task[] {
  const claims = claimsOf(settings);
  return settings.game === undefined ? plan(claims, settings.runs) : planOnGame(claims, settings.runs);
}

/** The run with these parts, in canonical order whatever order they came in; a part that occurs twice is kept once. */
export function runOf(settings: Settings, parts: readonly Part[]): Run {
  const byTask = new Map(parts.map((part) => [part.task, part]));
  const tasks = tasksOf(settings);
  const done = tasks.flatMap((task) => byTask.get(task.id) ?? []);
  return {
    schemaVersion: 1,
    kind: 'seeupo-verification',
    settings,
    complete: done.length === tasks.length,
    parts: done,
  };
}

/**
 * One run from the runs of several machines (shards) or of several sittings. Throws RangeError when they have
 * different settings: their parts would not be of one run.
 */
export function mergeRuns(runs: readonly Run[]): Run {
  const [first] = runs;
  const settings = JSON.stringify(first.settings);
  for (const run of runs) {
    if (JSON.stringify(run.settings) !== settings)
      throw new RangeError('the runs have different settings (seed, runs, claims or game)');
  }
  return runOf(
    first.settings,
    runs.flatMap((run) => run.parts),
  );
}

/** Shard `index` of `of` (1-based): every of-th task. Together the shards are the whole plan. */
export function shard(tasks: readonly Task[], index: number, of: number): Task[] {
  return tasks.filter((_, n) => n % of === index - 1);
}
