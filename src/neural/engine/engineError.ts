import type { EngineName } from './engine.js';

/** Why an engine does not work here, and what would make it work: one sentence each, without a full stop. */
export interface Trouble {
  readonly cause: string;
  readonly cure: string;
}

/** An engine cannot be had. The message is one line: engine, cause, cure. */
export class EngineError extends Error implements Trouble {
  override readonly name = 'EngineError';
  override readonly cause: string;
  readonly cure: string;

  /** `engine`: the engine that was asked for. */
  constructor(
    readonly engine: EngineName,
    { cause, cure }: Trouble,
  ) {
    super(`engine ${engine}: ${cause}; ${cure}`);
    this.cause = cause;
    this.cure = cure;
  }
}

/** The first line of what was thrown, or its whole text if it is no Error. */
export function firstLine(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text.trim().split('\n')[0];
}
