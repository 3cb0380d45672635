import type { EngineInfo } from './engine.js';
import type { Rejection } from './rejection.js';

/** One line about an engine: "wasm (tfjs-core 4.22.0, …) on WebAssembly with SIMD, one thread; no GPU". */
export function engineLine(info: EngineInfo): string {
  return `${info.name} ${engineDetails(info)}`;
}

/** The line without the engine's name. */
export function engineDetails({ versions, device, gpu, software }: EngineInfo): string {
  const parts = Object.entries(versions).map(([part, version]) => `${part} ${version}`);
  const kind = gpu ? 'GPU' : software ? 'no GPU: a software adapter, for tiny shapes only' : 'no GPU';
  return `(${parts.join(', ')}) on ${device}; ${kind}`;
}

/** One line about an engine that was passed over: cause and cure. */
export function rejectionLine({ engine, cause, cure }: Rejection): string {
  return `not ${engine}: ${cause}; ${cure}`;
}
