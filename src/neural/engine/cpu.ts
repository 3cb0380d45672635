import type { Engine, Tf } from './engine.js';
import { read } from './read.js';
import { loadTfjs, useBackend } from './tfjs.js';

/** Plain JavaScript: works wherever Node does, and is the slowest engine. */
export async function openCpu(): Promise<Engine> {
  const tf = await loadTfjs();
  await useBackend(tf, 'cpu');
  withoutGreeting(tf);
  const { 'tfjs-core': core, 'tfjs-backend-cpu': backend } = tf.version;
  return {
    name: 'cpu',
    tf,
    info: {
      name: 'cpu',
      versions: { 'tfjs-core': core, 'tfjs-backend-cpu': backend },
      device: 'plain JavaScript, one thread',
      gpu: false,
      software: false,
    },
    read,
    close: () => undefined,
  };
}

/** The first tensor makes this backend advertise another package on stderr, unless in production mode. */
function withoutGreeting(tf: Tf): void {
  tf.env().set('PROD', true);
  tf.scalar(0).dispose();
  tf.env().set('PROD', false);
}
