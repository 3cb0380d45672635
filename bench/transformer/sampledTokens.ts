import type { Engine } from '../../src/neural/engine/engine.js';
import { PolicySession } from '../../src/neural/rollout/policySession.js';
import { sampleGroups } from '../../src/neural/rollout/sampleGroups.js';
import { sampleOf } from '../../src/neural/rollout/samples.js';
import { babble } from './babble.js';
import type { Shape } from './shape.js';
import { taskOf } from './task.js';

/** Tokens a second that the policy of the benchmark `transformer` writes on an engine, sampled as the trainer does. */
export async function sampledTokens(engine: Engine, shape: Shape, untimed: number, timed: number): Promise<number> {
  const { network, theta } = taskOf(shape);
  const parameters = engine.tf.tensor1d(theta);
  const environment = babble(shape);
  const { trajectories, copies = 1 } = shape;
  let tokens = 0;
  let seconds = 0;
  for (let iteration = 0; iteration < untimed + timed; iteration++) {
    const start = performance.now();
    const session = new PolicySession(engine, network, parameters);
    const asked = { seed: 1, iteration, batchContexts: trajectories * copies, groupSize: 1 };
    const samples = (await sampleGroups(environment, session.ask, asked)).map(sampleOf);
    session.dispose();
    if (iteration < untimed) continue;
    seconds += (performance.now() - start) / 1000;
    for (const { responses } of samples) for (const { length } of responses) tokens += length;
  }
  parameters.dispose();
  return tokens / seconds;
}
