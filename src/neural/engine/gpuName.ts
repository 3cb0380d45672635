import { spawnSync } from 'node:child_process';

/** The NVIDIA cards and their driver as nvidia-smi names them; TensorFlow's binding itself does not tell. */
export function gpuName(): string {
  const query = ['--query-gpu=name,driver_version', '--format=csv,noheader'];
  const { status, stdout } = spawnSync('nvidia-smi', query, { encoding: 'utf8', timeout: 20_000 });
  const cards = status === 0 ? stdout.trim().split('\n').filter(Boolean) : [];
  return cards.length === 0 ? 'a GPU without a name (nvidia-smi is not found)' : cards.join('; ');
}
