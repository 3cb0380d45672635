import { median } from '../support/passes.js';

/** What a measured program tells about its steps. Not a type of figures by name only, so that none is forgotten. */
export interface StepFigures extends Record<string, number> {
  /** Milliseconds of wall time, the median. */
  readonly step: number;
  /** Milliseconds of processor time of the whole process, all its threads, in one step on average. */
  readonly processor: number;
  /** Of the first step: the loss before it, and the norm of its gradient. */
  readonly loss: number;
  readonly gradientNorm: number;
  /** The loss after the first step, which Adam has a part in. */
  readonly lossAfter: number;
}

/** Takes and times steps, at least two; `step` resolves to its loss and gradient norm. */
export async function timeSteps(
  untimed: number,
  timed: number,
  step: () => Promise<[number, number]>,
): Promise<StepFigures> {
  const times: number[] = [];
  const told: [number, number][] = [];
  let before = process.cpuUsage();
  for (let n = 0; n < untimed + timed; n++) {
    if (n === untimed) before = process.cpuUsage();
    const start = performance.now();
    told.push(await step());
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  return {
    step: median(times.slice(untimed)),
    processor: (user + system) / 1000 / timed,
    loss: told[0][0],
    gradientNorm: told[0][1],
    lossAfter: told[1][0],
  };
}
