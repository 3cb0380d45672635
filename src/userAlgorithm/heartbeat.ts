import { gameToSpec } from '../game/printGame.js';
import type { Game } from '../game/game.js';
import type { GameSpec } from '../game/gameSpec.js';
import { policyToJson } from '../policy/policyFile.js';
import type { StepWatcher } from './guardedStep.js';

/** What a step works on, as JSON. */
export interface WorkedOn {
  readonly game: GameSpec;
  readonly policy: Record<string, Record<string, string>>;
}

// Places in the head: calls so far, whether one is under way, and the length of the text behind the head.
const CALLS = 0;
const BUSY = 1;
const LENGTH = 2;
const HEAD_BYTES = 16;
/** Games of thousands of nodes fit; one that does not is not told. */
const TEXT_BYTES = 4 * 1024 * 1024;

/** Memory that a worker and its parent share: a parent can look into it even while the worker never comes back. */
export function heartbeatMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEAD_BYTES + TEXT_BYTES);
}

/** The worker's side: writes down what each step works on before it starts. */
export function heartbeatWriter(memory: SharedArrayBuffer): StepWatcher {
  const head = new Int32Array(memory, 0, HEAD_BYTES / 4);
  const text = new Uint8Array(memory, HEAD_BYTES);
  const encoder = new TextEncoder();
  const games = new WeakMap<Game, string>();
  return {
    starts: (policy) => {
      let game = games.get(policy.game);
      if (game === undefined) {
        game = JSON.stringify(gameToSpec(policy.game));
        games.set(policy.game, game);
      }
      const bytes = encoder.encode(`{"game":${game},"policy":${JSON.stringify(policyToJson(policy))}}`);
      const fits = bytes.length <= text.length;
      if (fits) text.set(bytes);
      Atomics.store(head, LENGTH, fits ? bytes.length : 0);
      Atomics.add(head, CALLS, 1);
      Atomics.store(head, BUSY, 1);
    },
    ends: () => {
      Atomics.store(head, BUSY, 0);
    },
  };
}

/** The parent's side. */
export class HeartbeatReader {
  private readonly head: Int32Array;
  private calls = 0;
  private since = performance.now();

  constructor(private readonly memory: SharedArrayBuffer) {
    this.head = new Int32Array(memory, 0, HEAD_BYTES / 4);
  }

  /** For how many milliseconds has one and the same step been seen under way? 0 when none is. */
  stuckFor(): number {
    const calls = Atomics.load(this.head, CALLS);
    const now = performance.now();
    if (Atomics.load(this.head, BUSY) === 0 || calls !== this.calls) {
      this.calls = calls;
      this.since = now;
    }
    return now - this.since;
  }

  /** What the step that is under way works on; undefined when none is, or the game is too large to tell. */
  workedOn(): WorkedOn | undefined {
    const length = Atomics.load(this.head, LENGTH);
    if (Atomics.load(this.head, BUSY) === 0 || length === 0) return undefined;
    const bytes = new Uint8Array(this.memory, HEAD_BYTES, length).slice();
    return JSON.parse(new TextDecoder().decode(bytes)) as WorkedOn;
  }
}
