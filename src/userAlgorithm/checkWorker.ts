import { parentPort, workerData } from 'node:worker_threads';
import { ALGORITHMS } from '../algorithm/algorithms.js';
import type { Algorithm } from '../algorithm/algorithm.js';
import { examinedOf as examinedAlgorithm } from '../guarantees/examinedOf.js';
import type { Measured } from '../search/getsThere.js';
import type { AlgorithmSource, CheckPart, CheckRegime, CheckSettings, CheckTask, MeasureTask } from './checkTask.js';
import { type GivenOutcome, lookAtGames } from './givenGames.js';
import { guarded } from './guardedStep.js';
import { heartbeatWriter } from './heartbeat.js';
import { loadAlgorithm, UserFileError } from './loadFile.js';
import { type ReplayTask, replayOf, type Replayed } from './replay.js';
import { measuredOf, type Named, runCheckTask } from './runCheckTask.js';
import { seedsOf } from './userAlgorithm.js';

/** What the worker is started with. */
export interface WorkerStart {
  readonly source: AlgorithmSource;
  readonly settings: CheckSettings;
  readonly memory: SharedArrayBuffer;
}

/** What it is asked to do. */
export type WorkerTask = CheckTask | MeasureTask | ReplayTask | GamesTask;

/** All guarantees on the games of the settings, in one regime. */
export interface GamesTask {
  readonly column: 'games';
  readonly regime: CheckRegime;
}

/**
 * What it answers: once that it is ready, or why not; then a result a task, after the parts of it that are known early;
 * or that it is broken itself.
 */
export type WorkerMessage =
  | { readonly kind: 'ready'; readonly name: string }
  | { readonly kind: 'bad file'; readonly message: string }
  | { readonly kind: 'early'; readonly part: CheckPart }
  | { readonly kind: 'parts'; readonly parts: readonly CheckPart[] }
  | { readonly kind: 'measured'; readonly measured: Measured | null }
  | { readonly kind: 'replayed'; readonly replayed: Replayed }
  | { readonly kind: 'games'; readonly outcomes: readonly GivenOutcome[] }
  | { readonly kind: 'defect'; readonly message: string };

const { source, settings, memory } = workerData as WorkerStart;
const port = parentPort;
const tell = (message: WorkerMessage): void => port?.postMessage(message);

/** Algorithms of the library need no guard: they are checked here, not suspected. */
function namedOf(algorithm: Algorithm): Named {
  return {
    name: algorithm.name,
    examined: examinedAlgorithm(algorithm),
    seeds: seedsOf(algorithm),
  };
}

async function ownAlgorithm(): Promise<Named> {
  if ('named' in source) {
    const found = ALGORITHMS.find(({ name }) => name === source.named);
    if (found === undefined) throw new RangeError(`there is no algorithm "${source.named}"`);
    return namedOf(found);
  }
  const algorithm = await loadAlgorithm(source.file);
  return {
    name: algorithm.name,
    examined: guarded(algorithm, heartbeatWriter(memory)),
    seeds: seedsOf(algorithm),
  };
}

function answerTo(own: Named, task: WorkerTask): WorkerMessage {
  try {
    if (task.column === 'replay') return { kind: 'replayed', replayed: replayOf(own, task) };
    if (task.column === 'games') {
      const { games = [], guarantees, seed } = settings;
      return { kind: 'games', outcomes: lookAtGames(own, games, guarantees, task.regime, seed) };
    }
    if ('measure' in task) return { kind: 'measured', measured: measuredOf(own) };
    return { kind: 'parts', parts: runCheckTask(own, task, settings, (part) => tell({ kind: 'early', part })) };
  } catch (error) {
    return { kind: 'defect', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

try {
  const own = await ownAlgorithm();
  port?.on('message', (task: WorkerTask) => {
    const answer = answerTo(own, task);
    // What the user's code left behind for later must come out before the answer, not during the next task.
    setTimeout(() => tell(answer), 'file' in source ? 1 : 0);
  });
  tell({ kind: 'ready', name: own.name });
} catch (error) {
  if (!(error instanceof UserFileError)) throw error;
  tell({ kind: 'bad file', message: error.message });
}
