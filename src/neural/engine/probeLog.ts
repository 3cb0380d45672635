import type { EngineName } from './engine.js';
import type { ProbeAnswer } from './probeMessage.js';

/**
 * The answer of a probe with what only its stderr tells: Dawn's reason for having no adapter, and TensorFlow's for
 * using no GPU (added to the device's words).
 */
export function fromLog(name: EngineName, answer: ProbeAnswer, log: string): ProbeAnswer {
  if (name === 'webgpu' && !answer.works) {
    const reason = dawnReason(log);
    return reason === undefined ? answer : { ...answer, cause: `${answer.cause}: ${reason}` };
  }
  if (name === 'tensorflow' && answer.works && !answer.info.gpu) {
    const reason = tensorflowReason(log);
    return reason === undefined
      ? answer
      : { ...answer, info: { ...answer.info, device: `${answer.info.device}: ${reason}` } };
  }
  return answer;
}

/** Dawn's first warning, if any. */
function dawnReason(log: string): string | undefined {
  return /^Warning: (.*?)[.!]?$/m.exec(log)?.[1];
}

/** What TensorFlow says about CUDA without its time stamps and source lines, if anything. */
function tensorflowReason(log: string): string | undefined {
  const line = log
    .split('\n')
    .find((text) => /cuda drivers|Could not load dynamic library|Cannot dlopen|cuInit|CUDA-capable/i.test(text));
  return line?.replace(/^.*?\] /, '').replace(/[.;]?\s*$/, '');
}
