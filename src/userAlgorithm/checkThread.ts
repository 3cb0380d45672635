import { Worker } from 'node:worker_threads';
import type { AlgorithmSource, CheckPart, CheckSettings, Failure } from './checkTask.js';
import type { WorkerMessage, WorkerStart, WorkerTask } from './checkWorker.js';
import { heartbeatMemory, HeartbeatReader } from './heartbeat.js';
import { UserFileError } from './loadFile.js';
import { shownPath } from './thrownText.js';

/** How a thread is watched. */
export interface ThreadLimits {
  /** Seconds that one step may take. */
  readonly step: number;
  /** Seconds that loading the file may take. */
  readonly load: number;
}

/** What a thread answers to a task; it may die of the user's code, and then is of no more use. */
export type Answer = Exclude<WorkerMessage, { kind: 'ready' | 'bad file' | 'defect' | 'early' }> | Death;

/** How a thread died. */
export interface Death {
  readonly kind: 'death';
  readonly failure: Failure;
}

/** How often the parent looks, in milliseconds. */
const LOOK_EVERY = 100;
/** Megabytes of heap: code that fills the memory ends its own thread only. */
const MEMORY = 2048;

/**
 * A thread that runs the user's code. Whatever that code does (never return, exit, fill the memory, throw where
 * nobody catches), the parent stays alive and learns which game it was working on.
 */
export class CheckThread {
  private readonly worker: Worker;
  private readonly heartbeat: HeartbeatReader;
  private readonly watch: NodeJS.Timeout;
  private waiting: ((message: WorkerMessage | Death) => void) | undefined;
  private onEarly: ((part: CheckPart) => void) | undefined;
  /** What came while nobody was waiting. */
  private early: WorkerMessage | Death | undefined;
  private readonly started = performance.now();
  private isReady = false;

  /** Starts a thread; it is of use once `ready` has answered. */
  constructor(
    private readonly source: AlgorithmSource,
    settings: CheckSettings,
    private readonly limits: ThreadLimits,
    onOutput: (text: string) => void,
  ) {
    const memory = heartbeatMemory();
    this.heartbeat = new HeartbeatReader(memory);
    this.worker = new Worker(workerUrl(), {
      workerData: { source, settings, memory } satisfies WorkerStart,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    });
    for (const stream of [this.worker.stdout, this.worker.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => onOutput(text));
    }
    this.worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'early') this.onEarly?.(message.part);
      else this.arrived(message);
    });
    this.worker.on('error', (error) => this.died('ended', `code of the file ended its thread: ${describe(error)}`));
    this.worker.on('exit', (code) => this.died('ended', `code of the file ended its process (exit code ${code})`));
    this.watch = setInterval(() => this.look(), LOOK_EVERY);
  }

  /** The algorithm's name, once it is loaded. Throws UserFileError, and ends the thread, when it does not load. */
  async ready(): Promise<string> {
    const message = await this.next();
    if (message.kind === 'ready') {
      this.isReady = true;
      return message.name;
    }
    await this.close();
    if (message.kind === 'bad file') throw new UserFileError(message.message);
    const file = 'file' in this.source ? this.source.file : this.source.named;
    if (message.kind === 'death') {
      throw new UserFileError(`${shownPath(file)}: while loading, ${message.failure.message}`);
    }
    throw new Error(message.kind === 'defect' ? message.message : `unexpected ${message.kind}`);
  }

  /** Runs one task; `onEarly` is called with parts of it that are known before its end. Throws Error for a defect of this program. */
  async run(task: WorkerTask, onEarly?: (part: CheckPart) => void): Promise<Answer> {
    this.onEarly = onEarly;
    this.worker.postMessage(task);
    const message = await this.next();
    if (message.kind === 'defect') throw new Error(message.message);
    if (message.kind === 'ready' || message.kind === 'bad file' || message.kind === 'early') {
      throw new Error(`unexpected ${message.kind}`);
    }
    return message;
  }

  /** Ends the thread, whatever it does. */
  async close(): Promise<void> {
    clearInterval(this.watch);
    await this.worker.terminate();
  }

  private next(): Promise<WorkerMessage | Death> {
    return new Promise((resolve) => {
      const { early } = this;
      this.early = undefined;
      if (early === undefined) this.waiting = resolve;
      else resolve(early);
    });
  }

  private arrived(message: WorkerMessage | Death): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting === undefined) this.early ??= message;
    else waiting(message);
  }

  private died(kind: Failure['kind'], message: string): void {
    const on = this.heartbeat.workedOn();
    const isLate = on === undefined && this.isReady && kind === 'ended';
    const text = isLate ? `after a step had returned, ${message}; a step must leave nothing running` : message;
    this.arrived({ kind: 'death', failure: { kind, message: text, ...(on === undefined ? {} : { on }) } });
  }

  private look(): void {
    const { step, load } = this.limits;
    if (!this.isReady) {
      if (performance.now() - this.started > load * 1000) {
        this.died('too slow', `it did not come to an end within ${load} s; keep long work out of the file's top level`);
      }
    } else if (this.heartbeat.stuckFor() > step * 1000) {
      this.died('too slow', `one step did not come to an end within ${step} s (--step-limit allows more)`);
    }
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') return `it used more than ${MEMORY} MB`;
  return `${error.name}: ${error.message}`.split('\n', 1)[0];
}

/** The worker's module beside this one: compiled, or as TypeScript under a loader. */
function workerUrl(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './checkWorker.ts' : './checkWorker.js', import.meta.url);
}
