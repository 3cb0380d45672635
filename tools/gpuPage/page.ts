import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { type GpuCheck, gpuCheckSpec } from '../../bench/gpu/resultSpec.js';
import { ROOT } from '../sourceTree.js';
import { type GpuFigures, gpuFigures } from './figures.js';
import {
  beforeTable,
  bridgeTable,
  memoryTable,
  precisionTable,
  profileTable,
  stepsTable,
  trainingTable,
} from './tables.js';
import { error, ms, times, whole } from './text.js';

/** The committed result of the check on a card, relative to the project's folder. */
export const GPU_FILE = 'docs/gpu.json';
/** The page that is made from it. */
export const GPU_PAGE = 'docs/gpu.md';

/** The committed result. */
export function committedCheck(): GpuCheck {
  return gpuCheckSpec.parse(JSON.parse(readFileSync(join(ROOT, GPU_FILE), 'utf8')));
}

/** The page's text, formatted as the project's other pages. */
export async function gpuPageText(check: GpuCheck): Promise<string> {
  const path = join(ROOT, GPU_PAGE);
  return format(pageOf(gpuFigures(check)), { ...(await resolveConfig(path)), filepath: path });
}

/** What other pages quote, one sentence each. */
export function gpuSentences(figures: GpuFigures): Record<'card' | 'steps' | 'largest' | 'bridge' | 'steady', string> {
  const { adapter, steady } = figures;
  const batches = [...figures.steps.keys()];
  const [first, last] = [batches[0], batches[batches.length - 1]];
  const against = (batch: string): string => {
    const own = figures.steps.get(batch)?.milliseconds.step ?? NaN;
    const best = figures.pytorchBest(batch);
    return `${ms(own)} ms with ${whole(batch)} trajectories, where PyTorch ${figures.pytorch} takes ${ms(best)} ms (${times(own, best)})`;
  };
  const worst = Math.max(
    ...[...figures.bridge.values()].flatMap((own) =>
      Object.values(own['largest errors']).map((largest) => largest.error),
    ),
  );
  const iterations = [...figures.bridge.values()].reduce((sum, { checked }) => sum + checked.iterations, 0);
  const beyond = [...figures.bridge.values()].flatMap((own) => own['beyond the bounds'].tests);
  return {
    card: `${adapter.card}, Vulkan through Dawn (\`webgpu\` ${adapter.engine.versions['webgpu']}), Node ${figures.check.host.node}`,
    steps: `A step of the benchmark's transformer takes ${against(first)}`,
    largest: `and ${against(last)}`,
    bridge: `Claim F1 held in ${iterations} iterations (every preset, five kinds of policy), the largest error being ${error(worst)}; ${beyond.length === 0 ? 'none crossed the bounds of the tests' : `beyond the bounds of the tests were ${beyond.join('; ')}`}`,
    steady: `1,000 steps twice gave ${steady.parameters.same ? 'the same parameters bit for bit' : 'DIFFERENT parameters'}`,
  };
}

function pageOf(figures: GpuFigures): string {
  const { adapter, check, language, sampling, steady } = figures;
  const said = gpuSentences(figures);
  const { limits } = adapter;
  const largest = [...figures.steps.keys()].at(-1) ?? '';
  const memory = steady.memory;
  const grown = JSON.stringify(memory['after 10 steps']) !== JSON.stringify(memory['at the end']);
  return `# The webgpu engine on a card

This page is made from [\`gpu.json\`](gpu.json), which the check of a GPU wrote ([engines.md](engines.md#checking-a-card)), by \`npm run gpu:page\`; a test holds it to that.

The card: ${said.card}, ${check.host.cores} processor cores (${check.host.processor}). PyTorch ${figures.pytorch} on the same card, in the same run. All of the check took ${whole(check.seconds)} s.

## Is it right?

The known answer: error ${error(adapter.knownAnswer.error)}. ${said.bridge}. ${said.steady}, and ${grown ? 'memory grew between the tenth step and the last' : 'neither tensors nor memory grew between the tenth step and the last'}.

${bridgeTable(figures)}

Functions and products of matrices against float64. The engine's own \`log\` and \`expm1\` are poor near 0 of their value, as WebGPU allows; the logarithms of probabilities, the softmax of attention and the KL penalty therefore have functions of their own. The products are no TF32, whose error would be 3e-4.

${precisionTable(figures)}

Training with the preset \`seeupo\` on delayed-credit-bandit, J judged exactly every five iterations, from the same seed on the card and in plain JavaScript:

${trainingTable(figures)}

## How fast is it?

A step of the benchmark's transformer (4 layers of width 128, rows of 64 tokens; [bench/README.md](../bench/README.md#transformer-a-policy-update)), milliseconds of wall time with reading its loss; PyTorch in float32 and with TF32, its attention written out as ours is, and fused (\`scaled_dot_product_attention\`):

${stepsTable(figures)}

The largest of these batches is the largest that fits: one tensor of a layer must not be larger than ${whole(limits['maxStorageBufferBindingSize'])} bytes. Memory that is held:

${memoryTable(figures)}

Where the card's time goes with ${whole(largest)} trajectories:

${profileTable(figures, largest)}

What the shaders of \`src/neural/shaders\` changed, against the kernels of TensorFlow.js alone on the same card:

${beforeTable(figures)}

${Object.entries(sampling)
  .map(([how, { tokensPerSecond }]) => `Sampling with ${how}: ${whole(tokensPerSecond)} tokens/s.`)
  .join(' ')}

A step of the shape of SmolLM2-135M as near as the transformer here comes (30 layers of width 576, 9 heads, vocabulary 49,152; ${whole(language.parameters)} parameters, 8 × 128 tokens): ${ms(language.milliseconds.step)} ms, of which the host takes ${ms(language.milliseconds.host)} to give out ${whole(language['second step'].programs)} programs; PyTorch ${ms(figures.pytorchBest('language model'))} ms.
`;
}
