import { autoEngine } from './autoEngine.js';
import type { Engine, EngineName } from './engine.js';
import { type EngineChoice, engineChoiceText } from './engineChoice.js';
import { EngineError } from './engineError.js';
import { openHere } from './openHere.js';
import { probe } from './probe.js';
import type { Rejection } from './rejection.js';

/** How an engine is opened. */
export interface OpenOptions {
  /** See WebgpuOptions; off by default. */
  readonly cpuForward?: boolean;
  /**
   * Try tensorflow and webgpu in a process of their own first, so that a bad driver is an error and no crash (about a
   * second). On by default.
   */
  readonly probe?: boolean;
}

/** An open engine, and the ones that `auto` preferred but could not have, in its order. */
export interface OpenedEngine {
  readonly engine: Engine;
  readonly rejections: readonly Rejection[];
}

let opened: { readonly asked: string; readonly result: Promise<OpenedEngine> } | undefined;

/**
 * Opens the engine of this process. By name: that engine, or an EngineError with the cause and the cure, never
 * another engine. `auto`: tensorflow on a GPU, then webgpu on a GPU, then tensorflow on the CPU, then wasm, then cpu,
 * the first one whose probe succeeds. Either way the engine has solved the known-answer problem in this process.
 *
 * A process has one engine: opening the same again gives the same, and opening another throws an Error. An opening
 * that failed does not count.
 */
export function openEngine(
  choice: EngineName | 'auto' | EngineChoice,
  options: OpenOptions = {},
): Promise<OpenedEngine> {
  const chosen = typeof choice === 'string' ? { name: choice } : choice;
  const asked = `${engineChoiceText(chosen)}${options.cpuForward === true ? ' with cpuForward' : ''}`;
  if (opened !== undefined && opened.asked !== asked)
    return Promise.reject(
      new Error(`this process has the engine ${opened.asked} open: use another process for ${asked}`),
    );
  opened ??= { asked, result: open(chosen, options) };
  return opened.result.catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
}

async function open(
  { name, adapter }: EngineChoice,
  { cpuForward, probe: isProbed = true }: OpenOptions,
): Promise<OpenedEngine> {
  const options = cpuForward === undefined ? {} : { cpuForward };
  if (name === 'auto') return autoEngine(options);
  const request = adapter === undefined ? options : { ...options, adapter };
  if (isProbed && (name === 'tensorflow' || name === 'webgpu')) {
    const answer = await probe({ name, ...request });
    if (!answer.works) throw new EngineError(name, answer);
  }
  const { engine } = await openHere(name, request);
  return { engine, rejections: [] };
}
