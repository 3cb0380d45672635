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
export function gpuPageText(check: GpuCheck): Promise<string> {
  return formatted(pageOf(gpuFigures(check)), GPU_PAGE);
}

/** A text as Prettier writes the file of that name. */
export async function formatted(text: string, file: string): Promise<string> {
  const filepath = join(ROOT, file);
  return format(text, { ...(await resolveConfig(filepath)), filepath });
}

/** What `docs/engines.md` quotes, one sentence or two each. */
export function gpuSentences(figures: GpuFigures): readonly string[] {
  const { adapter, steady, pytorch } = figures;
  const batches = [...figures.steps.keys()];
  const against = (batch = ''): string => {
    const own = figures.steps.get(batch)?.milliseconds.step ?? NaN;
    const best = figures.pytorchBest(batch);
    return `${ms(own)} ms with ${whole(batch)} trajectories (${times(own, best)} of PyTorch's ${ms(best)} ms)`;
  };
  const bridges = [...figures.bridge.values()];
  const worst = Math.max(...bridges.flatMap((own) => Object.values(own['largest errors']).map((one) => one.error)));
  const iterations = bridges.reduce((sum, { checked }) => sum + checked.iterations, 0);
  const beyond = bridges.flatMap((own) => own['beyond the bounds'].tests);
  const crossed = beyond.length === 0 ? 'none crossed the bounds of the tests' : `crossed were ${beyond.join('; ')}`;
  const memory = JSON.stringify(steady.memory['after 10 steps']) === JSON.stringify(steady.memory['at the end']);
  return [
    `${adapter.card}, Vulkan through Dawn (\`webgpu\` ${adapter.engine.versions['webgpu']}), Node ${figures.check.host.node}.`,
    `The known answer: error ${error(adapter.knownAnswer.error)}.`,
    `Claim F1 held in ${iterations} iterations (every preset, five kinds of policy); the largest error was ${error(worst)}, and ${crossed}.`,
    `1,000 steps twice gave ${steady.parameters.same ? 'the same' : 'DIFFERENT'} parameters bit for bit, and ${memory ? 'neither tensors nor memory grew' : 'memory GREW'} between the tenth step and the last.`,
    `A step of the benchmark's transformer takes ${against(batches[0])} and ${against(batches.at(-1))}; PyTorch is ${pytorch} on the same card, TF32 off, in the faster of its two ways.`,
  ];
}

function pageOf(figures: GpuFigures): string {
  const { adapter, check, language, precision, sampling } = figures;
  const [card, ...right] = gpuSentences(figures).slice(0, -1);
  const [smallest, largest] = [[...figures.steps.keys()][0], [...figures.steps.keys()].at(-1) ?? ''];
  const most = adapter.limits['maxStorageBufferBindingSize'];
  const { tanh } = precision;
  const tanhBy = 'at' in tanh ? error(tanh.error * Math.abs(tanh.at)) : '';
  return `# The webgpu engine on a card

This page is made from [\`gpu.json\`](gpu.json), which the check of a card wrote ([how](engines.md#checking-a-card)), by \`npm run gpu:page\`; a test holds it to that.

The card: ${card} The host has ${check.host.cores} processor cores (${check.host.processor}). PyTorch is ${figures.pytorch}, on the same card in the same run. The whole check took ${whole(check.seconds)} s.

## Is it right?

${right.join(' ')}

${bridgeTable(figures)}

Functions and products of matrices against float64. The engine's own \`log\` and \`expm1\` are poor where their values are near 0, as WebGPU allows; the logarithms of probabilities, the softmax of attention and the KL penalty therefore have functions of their own. \`tanh\` is used as it is: what it is off by there is ${tanhBy}. The products are not TF32's, whose errors would be 3e-4.

${precisionTable(figures)}

Training with the preset \`seeupo\` on delayed-credit-bandit, J judged exactly every five iterations, from the same seed on the card and in plain JavaScript:

${trainingTable(figures)}

## How fast is it?

A step of the benchmark's transformer (4 layers of width 128, rows of 64 tokens; [bench/README.md](../bench/README.md#transformer-a-policy-update)), milliseconds of wall time with reading its loss, medians; PyTorch in float32 and with TF32, its attention written out as ours is, and fused (\`scaled_dot_product_attention\`):

${stepsTable(figures)}

No larger multiple of 64 fits: one tensor of a layer would exceed the ${whole(most)} bytes that a program may see of it. With ${whole(smallest)} trajectories the host is the limit, not the card: by its own clock the card is busy for ${ms(figures.profiles.get(smallest)?.milliseconds)} ms of a step.

Memory that is held:

${memoryTable(figures)}

Where the card's time goes with ${whole(largest)} trajectories:

${profileTable(figures, largest)}

What the shaders of \`src/neural/shaders\` changed, against the kernels of TensorFlow.js alone on the same card:

${beforeTable(figures)}

${Object.entries(sampling)
  .map(([how, { tokensPerSecond }]) => `Sampling with ${how}: ${whole(tokensPerSecond)} tokens/s.`)
  .join(' ')}

A step of the shape of SmolLM2-135M as near as the transformer here comes (30 layers of width 576, 9 heads, vocabulary 49,152; ${whole(language.parameters)} parameters, 8 × 128 tokens, random weights): ${ms(language.milliseconds.step)} ms, of which the host takes ${ms(language.milliseconds.host)} to give out ${whole(language['second step'].programs)} programs; PyTorch ${ms(figures.pytorchBest('language model'))} ms.
`;
}
