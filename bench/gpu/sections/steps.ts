import { median } from '../../support/passes.js';
import { howOf, openFor } from '../openFor.js';
import { gpuBackend, type Section } from '../section.js';
import { shapeOf } from '../shapes.js';
import { StepRun, type StepTimes } from '../stepRun.js';

/**
 * Steps of the benchmark's transformer at one batch: milliseconds a step, how many of them the host takes to give out
 * the work, the programs of a step, and memory. `words`: the batch, which shape,
 * and how (see `howOf`).
 */
export const steps: Section = async ({ word, small, words: [batch, kind, text], tell }) => {
  const shape = shapeOf(kind, Number(batch), small);
  tell('shape', { ...shape });
  const how = howOf(text);
  const engine = await openFor(word, how);
  const backend = gpuBackend(engine);
  const run = new StepRun(engine, shape, how.plain);
  tell('parameters', run.parameters);
  const first = await run.step();
  tell('first step', { ...first });
  if (backend !== undefined) {
    const counts = counted();
    const { loss } = await run.step();
    tell('second step', { loss, programs: counts() });
  }
  const times: StepTimes[] = [];
  // About three seconds, at least three steps and at most thirty.
  const start = performance.now();
  while (times.length < (small ? 2 : 3) || (times.length < 30 && performance.now() - start < (small ? 0 : 3000))) {
    times.push(await run.step());
    tell('milliseconds', {
      step: median(times.map(({ whole }) => whole)),
      best: Math.min(...times.map(({ whole }) => whole)),
      host: median(times.map(({ host }) => host)),
      steps: times.length,
    });
  }
  if (backend !== undefined) {
    const { numBytesInGPU, numBytesAllocatedInGPU } = backend.memory();
    tell('bytes', { inUse: numBytesInGPU, allocated: numBytesAllocatedInGPU });
  }
  engine.close();
};

/** Counts the programs that are started until the result is asked for. */
function counted(): () => number {
  const { prototype } = (globalThis as unknown as { GPUComputePassEncoder: { prototype: Pass } }).GPUComputePassEncoder;
  const original = prototype.dispatchWorkgroups;
  let count = 0;
  prototype.dispatchWorkgroups = function (...sizes) {
    count++;
    original.apply(this, sizes);
  };
  return () => {
    prototype.dispatchWorkgroups = original;
    return count;
  };
}

interface Pass {
  dispatchWorkgroups: (this: unknown, ...sizes: number[]) => void;
}
