import type { TrainConfig } from '../neural/config/trainConfig.js';
import type { JsonPath } from './settingsJson.js';

/** Parts of a configuration that options of the command line replace. */
export interface TrainFlags extends Readonly<Partial<Record<WholePart, unknown>>> {
  /** These sizes alone; the others stay as they are. */
  readonly sizes?: TrainConfig['sizes'];
  /** The optimizer's; the rest of it stays as it is. */
  readonly learningRate?: number;
}

/** What an option replaces as a whole. */
type WholePart = 'environment' | 'algorithm' | 'network' | 'batchContexts' | 'groupSize' | 'iterations' | 'seed';

const OPTIONS: Readonly<Record<WholePart, string>> = {
  environment: '--environment',
  algorithm: '--algorithm',
  network: '--network',
  batchContexts: '--contexts',
  groupSize: '--group',
  iterations: '--iterations',
  seed: '--seed',
};

/** The JSON of a configuration, right or wrong, with the parts replaced that the flags name. */
export function withFlags(written: object, { sizes, learningRate, ...whole }: TrainFlags): object {
  const parts = { ...written, ...whole } as Readonly<Record<string, unknown>>;
  return {
    ...parts,
    ...(sizes === undefined ? {} : { sizes: merged(parts['sizes'], {}, sizes) }),
    ...(learningRate === undefined
      ? {}
      : { optimizer: merged(parts['optimizer'], { kind: 'adam' }, { learningRate }) }),
  };
}

/** An object with some of its members replaced, `preset` if there is none; what is no object stays, to be refused. */
function merged(part: unknown, preset: object, members: object): unknown {
  if (part === undefined) return { ...preset, ...members };
  return typeof part === 'object' && part !== null && !Array.isArray(part) ? { ...part, ...members } : part;
}

/** The option that the part at `path` came from, such as "--group"; undefined where it is the file's. */
export function optionOf(path: JsonPath, flags: TrainFlags): string | undefined {
  const [part, member] = path;
  if (part === 'sizes') return Object.hasOwn(flags.sizes ?? {}, member ?? '') ? '--size' : undefined;
  if (part === 'optimizer') {
    return member === 'learningRate' && flags.learningRate !== undefined ? '--learning-rate' : undefined;
  }
  const isFlag = typeof part === 'string' && Object.hasOwn(OPTIONS, part) && Object.hasOwn(flags, part);
  return isFlag ? OPTIONS[part as WholePart] : undefined;
}
