import type { Sample } from '../../../src/neural/rollout/samples.js';

/** Algorithm 1's inner loop in float64 with plain gradient steps on a table, from its formulas: the second opinion. */
export interface ReferenceOptions {
  readonly order: readonly number[];
  readonly epochs: number;
  readonly learningRate: number;
  readonly clip: number;
  readonly carried: boolean;
  /** Divide log ρ by the number of tokens. */
  readonly lengthNormalised?: boolean;
}

/** A table of logits by history key. */
export type Table = Map<string, number[]>;

/** θ_{k+1} from θ_k and the samples with their Â. */
export function referenceSweep(
  table: Table,
  samples: readonly Sample[],
  advantages: ReadonlyMap<number, number>,
  options: ReferenceOptions,
): Table {
  const old = copy(table);
  const now = copy(table);
  const carried = new Map(advantages);
  for (const t of options.order) {
    const pool = samples.filter(({ responses }) => responses.length >= t);
    for (let epoch = 0; epoch < options.epochs; epoch++) {
      const step = new Map<string, number[]>();
      for (const sample of pool) addGradient(step, sample, t, now, old, carried.get(sample.id) ?? NaN, options);
      for (const [key, gradient] of step) {
        const row = now.get(key) ?? [];
        gradient.forEach((g, a) => (row[a] += (options.learningRate * g) / samples.length));
      }
    }
    if (!options.carried) continue;
    for (const sample of pool) {
      const ratio = Math.exp(logOf(sample, t, now) - logOf(sample, t, old));
      carried.set(sample.id, ratio * (carried.get(sample.id) ?? NaN));
    }
  }
  return now;
}

function addGradient(
  step: Table,
  sample: Sample,
  t: number,
  now: Table,
  old: Table,
  m: number,
  { clip, lengthNormalised }: ReferenceOptions,
): void {
  const { start, length, legal } = sample.responses[t - 1];
  const share = lengthNormalised === true ? 1 / length : 1;
  const ratio = Math.exp(share * (logOf(sample, t, now) - logOf(sample, t, old)));
  const clipped = Math.max(1 - clip, Math.min(1 + clip, ratio));
  if (clipped * m < ratio * m) return;
  for (let n = 0; n < length; n++) {
    const key = Array.from(sample.tokens.slice(0, start + n)).join();
    const row = now.get(key) ?? [];
    const p = softmax(row, legal[n]);
    const gradient = step.get(key) ?? row.map(() => 0);
    p.forEach((pa, a) => (gradient[a] += share * ratio * m * ((a === sample.tokens[start + n] ? 1 : 0) - pa)));
    step.set(key, gradient);
  }
}

function logOf({ tokens, responses }: Sample, t: number, table: Table): number {
  const { start, legal } = responses[t - 1];
  return legal.reduce((sum, allowed, n) => {
    const row = table.get(Array.from(tokens.slice(0, start + n)).join()) ?? [];
    return sum + Math.log(softmax(row, allowed)[tokens[start + n]]);
  }, 0);
}

function softmax(row: readonly number[], legal: readonly number[]): number[] {
  const weights = row.map((z, a) => (legal.includes(a) ? Math.exp(z) : 0));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

function copy(table: Table): Table {
  return new Map(Array.from(table, ([key, row]) => [key, row.slice()]));
}
