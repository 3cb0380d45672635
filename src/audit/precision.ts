import type { Dtype, LogRow, StepBatch } from './logRow.js';

/** Largest relative error of one rounding. */
const ROUNDING: Readonly<Record<Dtype, number>> = {
  float64: 2 ** -24,
  float32: 2 ** -24,
  bfloat16: 2 ** -9,
  float16: 2 ** -11,
};

/** How many roundings a value may have gone through beyond those that are counted one by one. */
const SAFETY: Readonly<Record<Dtype, number>> = { float64: 16, float32: 16, bfloat16: 4, float16: 6 };

/**
 * What a computation in a dtype may be off by, relative to the sizes that entered it. Float64 logs are held to float32:
 * somewhere on the way (rewards, masks) most trainers have float32.
 */
export function relativeTolerance(dtype: Dtype): number {
  return SAFETY[dtype] * ROUNDING[dtype];
}

/** May this number have been computed in that dtype? */
export function isIn(x: number, dtype: Dtype): boolean {
  switch (dtype) {
    case 'float64':
      return true;
    case 'float32':
      return Math.fround(x) === x;
    case 'bfloat16': {
      BITS[0] = x;
      return BITS[0] === x && (WORDS[0] & 0xffff) === 0;
    }
    case 'float16': {
      BITS[0] = x;
      return BITS[0] === x && (WORDS[0] & 0x1fff) === 0 && (x === 0 || Math.abs(x) > 2 ** -14);
    }
  }
}

const BITS = new Float32Array(1);
const WORDS = new Uint32Array(BITS.buffer);

/** Finds the coarsest dtype that all numbers seen are in. */
export class DtypeSeen {
  #seen = 0;
  readonly #possible = new Set<Dtype>(['bfloat16', 'float16']);

  see(numbers: number | readonly number[] | undefined): void {
    if (numbers === undefined || this.#possible.size === 0) return;
    for (const x of typeof numbers === 'number' ? [numbers] : numbers) {
      if (x === 0 || !Number.isFinite(x)) continue;
      this.#seen += 1;
      for (const dtype of this.#possible) if (!isIn(x, dtype)) this.#possible.delete(dtype);
      if (this.#possible.size === 0) return;
    }
  }

  /** The dtype, or undefined where too few numbers were seen to tell half precision from coincidence. */
  get dtype(): Dtype | undefined {
    if (this.#possible.size === 0) return 'float32';
    if (this.#seen < 16) return undefined;
    return this.#possible.has('bfloat16') ? 'bfloat16' : 'float16';
  }
}

/** The dtype of the log-probabilities of some rows: what the numbers show, else what the log says. */
export function dtypeOfLogs(rows: readonly LogRow[], said: Dtype | undefined): Dtype {
  const seen = new DtypeSeen();
  const old = new DtypeSeen();
  for (const row of rows.slice(0, 256)) {
    seen.see(row.now);
    old.see(row.old ?? row.rollout);
  }
  const half = [seen.dtype, old.dtype].find((dtype) => dtype === 'bfloat16' || dtype === 'float16');
  return half ?? seen.dtype ?? old.dtype ?? said ?? 'float32';
}

/** The last decimal place that a log's numbers have, 0 where they were not rounded. */
export interface Units {
  readonly logs: number;
  readonly advantages: number;
  readonly carried: number;
  readonly loss: number;
}

const UNITS = new WeakMap<StepBatch, Units>();

/** To which decimal place were the numbers of a step rounded when they were logged? */
export function unitsOf(step: StepBatch): Units {
  let units = UNITS.get(step);
  if (units === undefined) {
    const rows = step.rows.slice(0, 64);
    units = {
      logs: unitOf(rows.flatMap(({ now = [], old = [] }) => [...now.slice(0, 64), ...old.slice(0, 64)])),
      advantages: unitOf(rows.flatMap(({ advantages = [] }) => advantages)),
      carried: unitOf(rows.flatMap(({ carried = [] }) => carried)),
      loss: unitOf([
        ...rows.flatMap(({ loss = [] }) => loss),
        ...step.calls.map(({ line }) => line.scalars['loss'] ?? 0),
      ]),
    };
    UNITS.set(step, units);
  }
  return units;
}

/** 10^−k with 3 ≤ k ≤ 8 if all numbers have k decimals; numbers with fewer are halves, counts and the like. */
function unitOf(numbers: readonly number[]): number {
  let k = 0;
  for (const x of numbers) {
    while (k < 9 && !hasDecimals(x, k)) k += 1;
    if (k > 8) return 0;
  }
  return k < 3 ? 0 : 10 ** -k;
}

function hasDecimals(x: number, k: number): boolean {
  const scaled = Math.abs(x) * 10 ** k;
  return Math.abs(scaled - Math.round(scaled)) <= 1e-9 + 4e-16 * scaled * 4;
}

/** What rounding may add to a step's losses and factors, relative to what entered them. */
export function stepTolerance(step: StepBatch, said: Dtype | undefined): number {
  const seen = dtypeOfLogs(step.rows, said);
  // Numbers that were rounded to decimals no longer show that they were in half precision.
  const isHidden = unitsOf(step).logs > 0 && (said === 'bfloat16' || said === 'float16');
  return relativeTolerance(isHidden ? said : seen);
}
