import type { Engine, EngineName } from './engine.js';
import { openCpu } from './cpu.js';
import { EngineError } from './engineError.js';
import { fault, type GradientCheck, gradientCheck } from './gradientCheck.js';
import { openTensorflow } from './tensorflow.js';
import { openWasm } from './wasm.js';
import { openWebgpu, type WebgpuOptions } from './webgpu.js';

/** An engine, and what it made of the known-answer problem. */
export interface CheckedEngine {
  readonly engine: Engine;
  readonly check: GradientCheck;
}

/**
 * Opens an engine in this process, without a probe before, and lets it solve the known-answer problem. Throws an
 * EngineError when it does not start or computes wrongly. A driver's defect can abort the process.
 */
export async function openHere(name: EngineName, options: WebgpuOptions = {}): Promise<CheckedEngine> {
  const engine = await start(name, options);
  const check = await gradientCheck(engine);
  const problem = fault(check);
  if (problem !== undefined)
    throw new EngineError(name, { cause: problem, cure: 'use another engine, and tell us with the output of doctor' });
  return { engine, check };
}

function start(name: EngineName, options: WebgpuOptions): Promise<Engine> {
  switch (name) {
    case 'tensorflow':
      return openTensorflow();
    case 'webgpu':
      return openWebgpu(options);
    case 'wasm':
      return openWasm();
    case 'cpu':
      return openCpu();
  }
}
