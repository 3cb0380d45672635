/** Processor time of a repeated computation, in milliseconds, the engine's own threads included. */
export interface Timing {
  readonly best: number;
  readonly median: number;
}

/** Runs `pass` for about `budget` milliseconds, and at least ten times. */
export function timePasses(pass: () => unknown, budget = 1000): Timing {
  const times: number[] = [];
  for (let spent = 0; spent < budget || times.length < 10;) {
    const start = process.cpuUsage();
    pass();
    const time = processorTime(start);
    times.push(time);
    spent += time;
  }
  return { best: Math.min(...times), median: median(times) };
}

/** Milliseconds of processor time since `start`. */
export function processorTime(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The middle value; of two middle values the smaller, so that it is one that was measured. */
export function median(values: readonly number[]): number {
  return values.slice().sort((a, b) => a - b)[(values.length - 1) >> 1];
}
