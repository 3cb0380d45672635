import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { SectionProgram } from './sectionProcess.js';
import { shapeOf } from './shapes.js';

/** The peer lies beside the TypeScript sources; this file runs from the build folder dist-bench/bench/gpu. */
const PEER = fileURLToPath(new URL('../../../bench/peers/transformer_gpu.py', import.meta.url));

/**
 * The same steps in PyTorch on the same card, for these batches; on the CPU in the small form. Missing where python3
 * has no PyTorch, or where that sees no card.
 */
export function pytorchProgram(
  batches: readonly number[],
  small: boolean,
): Omit<SectionProgram, 'limit'> | { readonly missing: string } {
  const ask = 'import torch; print(torch.cuda.is_available())';
  const { status, stdout } = spawnSync('python3', ['-c', ask], { encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) return { missing: 'python3 has no PyTorch' };
  const cuda = stdout.trim() === 'True';
  if (!cuda && !small) return { missing: 'the PyTorch of python3 sees no card' };
  const steps = batches.map((batch) => shapeOf('bench', batch, small));
  const language = shapeOf('language', small ? 2 : 8, small);
  const task = { device: cuda ? 'cuda' : 'cpu', threads: availableParallelism(), steps, language };
  return { command: ['python3', PEER, JSON.stringify(task)] };
}
