/**
 * Sums of vectors over workers that share memory: each writes its vector, waits for the others, and adds all of them
 * in the same order, so that all get the same bits.
 */
export class Exchange {
  private readonly vectors: Float32Array;
  /** [how many have arrived, how often all have]. */
  private readonly gate: Int32Array;

  /** `memory`: of `Exchange.memory`, the same for all workers; `own`: which of them this is, from 0. */
  constructor(
    memory: SharedArrayBuffer,
    private readonly workers: number,
    private readonly own: number,
    private readonly length: number,
  ) {
    this.gate = new Int32Array(memory, 0, 2);
    this.vectors = new Float32Array(memory, 8, workers * length);
  }

  /** What `workers` share to exchange vectors of `length` float32 numbers. */
  static memory(workers: number, length: number): SharedArrayBuffer {
    return new SharedArrayBuffer(8 + 4 * workers * length);
  }

  /** The sum of what all workers give in this round. Blocks until all have come; throws after a minute alone. */
  sum(vector: Float32Array): Float32Array {
    this.part(this.own).set(vector);
    this.meet();
    const total = this.part(0).slice();
    for (let worker = 1; worker < this.workers; worker++) {
      const part = this.part(worker);
      for (let i = 0; i < total.length; i++) total[i] += part[i];
    }
    // Nobody may write the next vector before all have read this one.
    this.meet();
    return total;
  }

  private part(worker: number): Float32Array {
    return this.vectors.subarray(worker * this.length, (worker + 1) * this.length);
  }

  private meet(): void {
    const round = Atomics.load(this.gate, 1);
    if (Atomics.add(this.gate, 0, 1) + 1 === this.workers) {
      Atomics.store(this.gate, 0, 0);
      Atomics.add(this.gate, 1, 1);
      Atomics.notify(this.gate, 1);
    } else if (Atomics.wait(this.gate, 1, round, 60_000) === 'timed-out') {
      throw new Error('another worker has not come within a minute');
    }
  }
}
