import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { parseEngineChoice } from '../../src/neural/engine/engineChoice.js';
import { openEngine } from '../../src/neural/engine/openEngine.js';
import { lossGradient } from '../../src/neural/train/descend.js';
import { disposeLearner, newLearner, optimizerStep } from '../../src/neural/train/optimizer.js';
import type { Rank } from '../../src/neural/tf.js';
import { Exchange } from './exchange.js';
import type { Shape } from './shape.js';
import { timeSteps } from './steps.js';
import { ADAM, batchOf, lossOn, taskOf } from './task.js';

// The measured program of the benchmark `transformer` for several workers: each has an engine of its own, takes the
// gradient on its share of the trajectories, and then the same step from the sum of all gradients, so that all keep
// the same parameters. The main thread is worker 0; it prints its figures as JSON.
// Arguments: the engine, the shape as JSON, untimed and timed steps, workers.
const [word, shape, ...numbers] = process.argv.slice(2);
const [untimed, timed, workers] = numbers.map(Number);

const task = taskOf(JSON.parse(shape) as Shape);
/** The gradient, and the loss behind it. */
const length = task.network.layout.size + 1;
const shared = isMainThread
  ? { own: 0, memory: Exchange.memory(workers, length) }
  : (workerData as { readonly own: number; readonly memory: SharedArrayBuffer });
if (isMainThread) {
  for (let own = 1; own < workers; own++) {
    new Worker(new URL(import.meta.url), {
      argv: process.argv.slice(2),
      workerData: { own, memory: shared.memory },
    }).on('error', (error) => {
      throw error;
    });
  }
}

const { engine } = await openEngine(parseEngineChoice(word), { probe: false });
const { tf, read } = engine;
const exchange = new Exchange(shared.memory, workers, shared.own, length);
const from = (worker: number): number => Math.floor((worker * task.samples.length) / workers);
const loss = lossOn(tf, task, batchOf(tf, task, task.samples.slice(from(shared.own), from(shared.own + 1))));
let learner = newLearner(tf, task.theta);

const figures = await timeSteps(untimed, timed, async () => {
  const { value, gradient } = lossGradient(tf, task.network, learner.theta, loss);
  const all = tf.tidy(() => tf.concat1d([gradient, tf.reshape<Rank.R1>(value, [1])]));
  const sum = exchange.sum(await read(all));
  const total = tf.tensor1d(sum.subarray(0, -1));
  const { learner: next, norm } = optimizerStep(tf, learner, total, ADAM);
  const [size] = await read(norm);
  tf.dispose([value, gradient, all, total, norm]);
  disposeLearner(learner);
  learner = next;
  return [sum[length - 1], size];
});
if (isMainThread) console.log(JSON.stringify(figures));
engine.close();
