import { parseEngineChoice } from '../../src/neural/engine/engineChoice.js';
import { openEngine } from '../../src/neural/engine/openEngine.js';
import { descend } from '../../src/neural/train/descend.js';
import { disposeLearner, newLearner } from '../../src/neural/train/optimizer.js';
import { timeSteps } from './steps.js';
import type { Shape } from './shape.js';
import { ADAM, batchOf, lossOn, taskOf } from './task.js';

// The measured program of the benchmark `transformer` for one engine: prints its figures as JSON.
// Arguments: the engine, the shape as JSON, untimed and timed steps.
const [word, shape, ...numbers] = process.argv.slice(2);
const [untimed, timed] = numbers.map(Number);

const { engine } = await openEngine(parseEngineChoice(word), { probe: false });
const { tf, read } = engine;
const task = taskOf(JSON.parse(shape) as Shape);
const loss = lossOn(tf, task, batchOf(tf, task, task.samples));
let learner = newLearner(tf, task.theta);

const figures = await timeSteps(untimed, timed, async () => {
  const { learner: next, told } = descend(tf, task.network, learner, ADAM, loss);
  const numbers = await read(told);
  told.dispose();
  disposeLearner(learner);
  learner = next;
  return [numbers[0], numbers[1]];
});
console.log(JSON.stringify(figures));
engine.close();
