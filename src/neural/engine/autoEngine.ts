import type { EngineInfo, EngineName } from './engine.js';
import { EngineError } from './engineError.js';
import type { OpenedEngine } from './openEngine.js';
import { openHere } from './openHere.js';
import { probe } from './probe.js';
import type { ProbeAnswer } from './probeMessage.js';
import type { Rejection } from './rejection.js';
import type { WebgpuOptions } from './webgpu.js';

/** The order of preference; `onGpu`: only if a GPU computes. */
const ORDER: readonly { readonly name: EngineName; readonly onGpu: boolean }[] = [
  { name: 'tensorflow', onGpu: true },
  { name: 'webgpu', onGpu: true },
  { name: 'tensorflow', onGpu: false },
  { name: 'wasm', onGpu: false },
  { name: 'cpu', onGpu: false },
];

/** How an engine is tried. The same engine may be asked for more than once, and must get the same answer. */
export type Ask = (name: EngineName) => Promise<ProbeAnswer>;

/** What `auto` finds: the engine to open, and what it passed over. */
export interface Preference {
  readonly name: EngineName;
  readonly rejections: readonly Rejection[];
}

/**
 * The first engine in the order of preference that answers well; no engine after it is asked. Throws an EngineError
 * when even cpu fails.
 */
export async function preferredEngine(ask: Ask): Promise<Preference> {
  const rejections: Rejection[] = [];
  for (const { name, onGpu } of ORDER) {
    const answer = await ask(name);
    if (answer.works && (!onGpu || answer.info.gpu)) return { name, rejections };
    if (name === 'cpu' && !answer.works) throw new EngineError(name, answer);
    // tensorflow comes up twice; what was wrong with it is said once.
    if (rejections.every(({ engine }) => engine !== name))
      rejections.push(
        answer.works ? withoutGpu(answer.info) : { engine: name, cause: answer.cause, cure: answer.cure },
      );
  }
  throw new Error('the order of preference does not end with cpu');
}

/** Opens what `auto` prefers. Each candidate is tried in a process of its own before. */
export async function autoEngine(options: Pick<WebgpuOptions, 'cpuForward'>): Promise<OpenedEngine> {
  const answers = new Map<EngineName, ProbeAnswer>();
  const ask: Ask = async (name) => {
    const answer = answers.get(name) ?? (await probe({ name, ...options }));
    answers.set(name, answer);
    return answer;
  };
  for (;;) {
    const { name, rejections } = await preferredEngine(ask);
    try {
      const { engine } = await openHere(name, options);
      return { engine, rejections };
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      // The probe went well and this did not (memory, say): the next engine's turn.
      answers.set(name, { works: false, cause: error.cause, cure: error.cure });
    }
  }
}

function withoutGpu({ name, device }: EngineInfo): Rejection {
  return {
    engine: name,
    cause: `it is the first choice only on a GPU, and it finds none (${device})`,
    cure: 'for an NVIDIA card install its driver and the CUDA libraries of this TensorFlow: docs/engines.md in the repository',
  };
}
