import type { Engine } from '../../src/neural/engine/engine.js';
import { withoutShaders } from '../../src/neural/shaders/shader.js';
import { descend } from '../../src/neural/train/descend.js';
import { disposeLearner, type Learner, newLearner } from '../../src/neural/train/optimizer.js';
import type { Shape } from '../transformer/shape.js';
import { ADAM, batchOf, lossOn, taskOf } from '../transformer/task.js';

/** One step: when the host had given out all work, when it had the result, and what that said. Milliseconds. */
export interface StepTimes {
  readonly host: number;
  readonly whole: number;
  readonly loss: number;
  readonly gradientNorm: number;
}

/** The benchmark's transformer in training on an engine, step by step. */
export class StepRun {
  private readonly task;
  private readonly loss;
  private learner: Learner;

  constructor(
    private readonly engine: Engine,
    shape: Shape,
    /** With the kernels of TensorFlow.js alone. */
    private readonly plain = false,
  ) {
    const { tf } = engine;
    this.task = taskOf(shape);
    this.loss = lossOn(tf, this.task, batchOf(tf, this.task, this.task.samples));
    this.learner = newLearner(tf, this.task.theta);
  }

  /** The number of parameters. */
  get parameters(): number {
    return this.task.network.layout.size;
  }

  /** Gives out the work of a step without waiting for it; what it tells is the caller's to dispose. */
  give(): ReturnType<typeof descend>['told'] {
    const step = () => descend(this.engine.tf, this.task.network, this.learner, ADAM, this.loss);
    const { learner, told } = this.plain ? withoutShaders(step) : step();
    disposeLearner(this.learner);
    this.learner = learner;
    return told;
  }

  /** One step. Rejects where the device fails, and where the loss is not finite. */
  async step(): Promise<StepTimes> {
    const start = performance.now();
    const told = this.give();
    const host = performance.now() - start;
    const [loss, gradientNorm] = await this.engine.read(told).finally(() => told.dispose());
    if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm)) throw new Error(`the loss is ${loss}`);
    return { host, whole: performance.now() - start, loss, gradientNorm };
  }

  /** The parameters now. */
  theta(): Promise<Float32Array> {
    return this.engine.read(this.learner.theta);
  }
}
