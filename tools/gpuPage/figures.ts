import { z } from 'zod';
import type { GpuCheck } from '../../bench/gpu/resultSpec.js';

const number = z.number();

const stepsSpec = z.object({
  parameters: number,
  'first step': z.object({ loss: number, gradientNorm: number }),
  'second step': z.object({ programs: number }),
  milliseconds: z.object({ step: number, best: number, host: number, steps: number }),
  bytes: z.object({ allocated: number }),
});
const adapterSpec = z.object({
  card: z.string(),
  engine: z.object({ device: z.string(), versions: z.record(z.string(), z.string()) }),
  knownAnswer: z.object({ error: number }),
  limits: z.record(z.string(), number),
});
const bridgeSpec = z.object({
  checked: z.object({ iterations: number, compared: number }),
  'largest errors': z.record(z.string(), z.object({ error: number, by: z.string() })),
  'beyond the bounds': z.object({ tests: z.array(z.string()), claim: z.array(z.string()) }),
});
const profileSpec = z.object({
  programs: number,
  milliseconds: number,
  'by program': z.record(z.string(), z.object({ ms: number, times: number })),
});
const pytorchSpec = z.looseObject({ torch: z.object({ version: z.string() }) });
const pytorchStepSpec = z.object({ step: number, loss: number, gradientNorm: number, peakBytes: number });
const trainingSpec = z.record(z.string(), z.object({ optimum: number, everyFive: z.array(number) }));
const steadySpec = z.object({
  'pass 1': z.object({ steps: number }),
  memory: z.object({
    'after 10 steps': z.record(z.string(), number),
    'at the end': z.record(z.string(), number),
  }),
  parameters: z.object({ same: z.boolean() }),
});
const samplingSpec = z.record(z.string(), z.object({ tokensPerSecond: number }));
const precisionSpec = z.record(
  z.string(),
  z.union([z.object({ error: number, at: number }), z.object({ entry: number, norm: number })]),
);

/** Steps of one batch. */
export type Steps = z.output<typeof stepsSpec>;
/** Steps of PyTorch at one batch. */
export type PytorchSteps = z.output<typeof pytorchStepSpec>;

/** The ways in which PyTorch took its steps, in the words of bench/peers/transformer_gpu.py. */
export const PYTORCH_WAYS = [
  'float32, plain attention',
  'float32, fused attention',
  'TF32, plain attention',
  'TF32, fused attention',
] as const;

/** The figures of a check. */
export type GpuFigures = ReturnType<typeof gpuFigures>;

/** What a check of a GPU told, section by section, in place of JSON of any form. Throws where a section is not done. */
export function gpuFigures(check: GpuCheck) {
  const told = (name: string): unknown => {
    const section = check.sections[name];
    if (section?.outcome !== 'done') throw new RangeError(`the section "${name}" is not done`);
    return section.told;
  };
  /** The sections that are done and whose names begin like this, by the rest of their names. */
  const all = <T>(start: string, spec: z.ZodType<T>): ReadonlyMap<string, T> => {
    const done = Object.entries(check.sections).filter(
      ([name, { outcome }]) => name.startsWith(start) && outcome === 'done',
    );
    return new Map(done.map(([name, own]) => [name.slice(start.length), spec.parse(own.told)]));
  };
  const pytorch = pytorchSpec.parse(told('PyTorch'));
  /** PyTorch's steps: `what` is a batch, or "language model". */
  const pytorchSteps = (what: string, way: (typeof PYTORCH_WAYS)[number]): PytorchSteps | undefined => {
    const own = pytorch[`${what} with ${way}`];
    return own === undefined ? undefined : pytorchStepSpec.parse(own);
  };
  return {
    check,
    adapter: adapterSpec.parse(told('adapter')),
    precision: precisionSpec.parse(told('precision')),
    steady: steadySpec.parse(told('steady')),
    training: trainingSpec.parse(told('training')),
    trainingOnCpu: trainingSpec.parse(told('training on cpu')),
    sampling: samplingSpec.parse(told('sampling')),
    language: stepsSpec.parse(told('language model')),
    /** Claim F1 by policy. */
    bridge: all('bridge, ', bridgeSpec),
    /** Steps by batch, as they are and with the kernels of TensorFlow.js alone. */
    steps: all('steps of ', stepsSpec),
    plainSteps: all('plain steps of ', stepsSpec),
    profiles: all('profile of ', profileSpec),
    /** PyTorch's version. */
    pytorch: pytorch.torch.version,
    pytorchSteps,
    /** Milliseconds of PyTorch's faster way in float32. */
    pytorchBest: (what: string): number | undefined => {
      const times = PYTORCH_WAYS.slice(0, 2).flatMap((way) => pytorchSteps(what, way)?.step ?? []);
      return times.length === 0 ? undefined : Math.min(...times);
    },
  };
}
