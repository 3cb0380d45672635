import { parseEngineChoice } from '../../src/neural/engine/engineChoice.js';
import { openEngine } from '../../src/neural/engine/openEngine.js';
import { PolicySession } from '../../src/neural/rollout/policySession.js';
import { sampleGroups } from '../../src/neural/rollout/sampleGroups.js';
import { sampleOf } from '../../src/neural/rollout/samples.js';
import type { Shape } from './shape.js';
import { babble } from './babble.js';
import { taskOf } from './task.js';

// Tokens a second that the policy of the benchmark `transformer` writes on one engine, sampled as the trainer does:
// prints one figure as JSON. Arguments: the engine, the shape as JSON, untimed and timed iterations.
const [word, json, ...numbers] = process.argv.slice(2);
const [untimed, timed] = numbers.map(Number);
const shape = JSON.parse(json) as Shape;

const { engine } = await openEngine(parseEngineChoice(word), { probe: false });
const { network, theta } = taskOf(shape);
const parameters = engine.tf.tensor1d(theta);
const environment = babble(shape);

let tokens = 0;
let seconds = 0;
for (let iteration = 0; iteration < untimed + timed; iteration++) {
  const start = performance.now();
  const session = new PolicySession(engine, network, parameters);
  const asked = { seed: 1, iteration, batchContexts: shape.trajectories, groupSize: 1 };
  const samples = (await sampleGroups(environment, session.ask, asked)).map(sampleOf);
  session.dispose();
  if (iteration < untimed) continue;
  seconds += (performance.now() - start) / 1000;
  for (const { responses } of samples) for (const { length } of responses) tokens += length;
}
console.log(JSON.stringify({ tokensPerSecond: tokens / seconds }));
engine.close();
