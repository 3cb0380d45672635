import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { probe } from '../../src/neural/engine/probe.js';
import type { Contestant } from '../support/contest.js';
import { torchPeer } from '../support/torchPeer.js';
import type { Shape } from './shape.js';

/** Untimed and timed steps of a process, and iterations of sampling. */
const STEPS = ['2', '5'];
const ITERATIONS = ['1', '2'];
/** Where a step takes seconds or half a minute: two steps, both timed, in one round. */
const SLOW = { steps: ['0', '2'], iterations: ['0', '1'], rounds: 1 };

/** Where Debian's chromium-common has SwiftShader, a Vulkan driver in software. */
const SWIFTSHADER = '/usr/lib/chromium/vk_swiftshader_icd.json';

type Program = (shape: Shape) => Omit<Contestant, 'name'>;

/** A contestant with its programs, or why it is not here. */
export interface Wanted {
  readonly name: string;
  readonly missing?: string;
  readonly step?: Program;
  readonly sample?: Program;
}

/** The names of PyTorch's contestants: the others are compared with the best of them in each figure. */
export const PYTORCH: readonly string[] = ['PyTorch', 'PyTorch, BLAS in one thread', 'PyTorch, one thread'];

/**
 * PyTorch with as many threads, as many or one in its products of matrices (which is faster depends), and in one thread:
 * threads that wait spin, so that is the one with an honest processor time. Steps only.
 */
export function pytorch(threads: number): Wanted[] {
  const ways = [
    [threads, threads],
    [threads, 1],
    [1, 1],
  ];
  return PYTORCH.map((name, n) => {
    const [all, blas] = ways[n];
    const peer = torchPeer('transformer_step.py', all, blas);
    if ('missing' in peer) return { name, missing: peer.missing };
    const { command, ...rest } = peer;
    return {
      name,
      step: (shape) => ({ command: [...command, JSON.stringify(shape), ...STEPS, `${all}`], ...rest }),
    };
  });
}

/** The TensorFlow library, on a GPU where it finds one. */
export async function tensorflow(): Promise<Wanted> {
  const answer = await probe({ name: 'tensorflow' });
  if (!answer.works) return { name: 'tensorflow', missing: `${answer.cause}; ${answer.cure}` };
  return ours(`tensorflow, ${answer.info.gpu ? answer.info.device : 'CPU'}`, 'tensorflow');
}

/** A GPU through webgpu. */
export async function webgpu(): Promise<Wanted> {
  const answer = await probe({ name: 'webgpu' });
  if (!answer.works) return { name: 'webgpu', missing: `${answer.cause}; ${answer.cure}` };
  return ours(`webgpu, ${answer.info.device}`, 'webgpu');
}

/** webgpu done in software by SwiftShader, where that is installed. */
export async function software(): Promise<Wanted> {
  const name = 'webgpu in software (SwiftShader)';
  if (existsSync(SWIFTSHADER)) process.env['VK_ICD_FILENAMES'] ??= SWIFTSHADER;
  const answer = await probe({ name: 'webgpu', adapter: 'SwiftShader' });
  if (!answer.works) return { name, missing: `${answer.cause} (Debian: apt-get install chromium-common libvulkan1)` };
  return ours(name, 'webgpu:SwiftShader', SLOW);
}

/** WebAssembly, in one thread, or in workers with a share of the trajectories each. */
export function wasm(workers: number): Wanted {
  if (workers === 1) return ours('wasm', 'wasm');
  const program = programPath('workers');
  return {
    name: `wasm, ${workers} workers`,
    step: (shape) => ({ command: [process.execPath, program, 'wasm', JSON.stringify(shape), ...STEPS, `${workers}`] }),
  };
}

/** Plain JavaScript. */
export function cpu(): Wanted {
  return ours('cpu', 'cpu', SLOW);
}

function ours(name: string, word: string, how = { steps: STEPS, iterations: ITERATIONS, rounds: Infinity }): Wanted {
  const program =
    (file: string, counts: readonly string[]): Program =>
    (shape) => ({
      command: [process.execPath, programPath(file), word, JSON.stringify(shape), ...counts],
      rounds: how.rounds,
    });
  return { name, step: program('ours', how.steps), sample: program('sampling', how.iterations) };
}

function programPath(file: string): string {
  return fileURLToPath(new URL(`${file}.js`, import.meta.url));
}
