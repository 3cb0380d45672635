import { createHash } from 'node:crypto';
import { parseEngineChoice } from '../../../src/neural/engine/engineChoice.js';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import type { Engine } from '../../../src/neural/engine/engine.js';
import { gpuBackend, type Section } from '../section.js';
import { shapeOf } from '../shapes.js';
import { StepRun } from '../stepRun.js';

/** What is alive: tensors, buffers of data, and bytes that the device gave out. */
type Live = Readonly<Record<'tensors' | 'dataBuffers' | 'bytes' | 'allocated', number>>;

/**
 * 1,000 optimizer steps, twice: are the parameters the same bit for bit, and does anything grow after the tenth step?
 * `words`: the batch, and which shape.
 */
export const steady: Section = async ({ word, small, words: [batch, kind], tell }) => {
  const { engine } = await openEngine(parseEngineChoice(word), { probe: false });
  const most = small ? 12 : 1000;
  const hashes: string[] = [];
  for (let pass = 1; pass <= 2; pass++) {
    const run = new StepRun(engine, shapeOf(kind, Number(batch), small));
    let tenth: Live | undefined;
    let last = 0;
    for (let n = 1; n <= most; n++) {
      ({ loss: last } = await run.step());
      if (n === 10) tenth = live(engine);
      if (n % 100 === 0) tell(`pass ${pass}`, { steps: n, loss: last });
    }
    const end = live(engine);
    const theta = await run.theta();
    hashes.push(
      createHash('sha256')
        .update(new Uint8Array(theta.buffer, theta.byteOffset, theta.byteLength))
        .digest('hex'),
    );
    if (pass === 1) tell('memory', { 'after 10 steps': { ...(tenth ?? live(engine)) }, 'at the end': { ...end } });
    tell(`pass ${pass}`, { steps: most, loss: last });
  }
  tell('parameters', { same: hashes[0] === hashes[1], hashes });
  engine.close();
};

function live(engine: Engine): Live {
  const { numTensors, numDataBuffers } = engine.tf.memory();
  const memory = gpuBackend(engine)?.memory();
  return {
    tensors: numTensors,
    dataBuffers: numDataBuffers,
    bytes: memory?.numBytesInGPU ?? 0,
    allocated: memory?.numBytesAllocatedInGPU ?? 0,
  };
}
