import type { Environment } from '../environments/environment.js';
import { unroll, type Unrolled } from '../environments/unroll.js';
import { Rational } from '../exact/rational.js';
import type { Algorithm } from '../neural/algorithm/algorithm.js';
import type { NetworkSpec } from '../neural/network/networkSpec.js';
import type { Device } from '../neural/tf.js';
import type { Budget } from '../neural/train/budget.js';
import type { OptimizerOptions } from '../neural/train/optimizer.js';
import { Trainer } from '../neural/train/trainer.js';
import { BridgeError } from './bridgeError.js';
import { exactReturn, optimumOf } from './exactReturn.js';

/** What to train, and for how long. Every combination of environment, algorithm and seed is one run. */
export interface SuiteOptions {
  readonly environments: readonly Environment[];
  /** By the name that the results carry. */
  readonly algorithms: Readonly<Record<string, Algorithm>>;
  /** The network of an environment: for a table from its game's histories, for others usually constant. */
  readonly network: (unrolled: Unrolled) => NetworkSpec;
  readonly optimizer: OptimizerOptions;
  readonly batchContexts: number;
  readonly groupSize: number;
  readonly iterations: number;
  readonly seeds: readonly number[];
  /** Iterations between two exact evaluations; the first and the last policy are always evaluated. */
  readonly evaluateEvery: number;
}

/** J at one moment of a run. */
export interface SuitePoint {
  /** What was spent so far: algorithms are to be compared by this, not by iterations. */
  readonly budget: Budget;
  /** Exact. */
  readonly expectedReturn: Rational;
}

/** One run. */
export interface SuiteRun {
  readonly environment: string;
  readonly algorithm: string;
  readonly seed: number;
  /** J*, exact. */
  readonly optimum: Rational;
  /** From the start to the end, at least these two. */
  readonly points: readonly SuitePoint[];
  /** J* − J of the last point. */
  readonly gap: Rational;
}

/** Runs of one algorithm on one environment, over seeds. */
export interface SuiteSummary {
  readonly environment: string;
  readonly algorithm: string;
  readonly runs: number;
  readonly optimum: Rational;
  /** Of the last points: exact mean, worst and best. */
  readonly mean: Rational;
  readonly least: Rational;
  readonly most: Rational;
  /** How many runs ended within 1/100 of the way from their start to J* (a run that starts at J* counts if it stays). */
  readonly solved: number;
}

const NEAR = Rational.of(1, 100);

/**
 * Claim F4: trains and evaluates one run after the other, in the order environment, algorithm, seed. Each is an exact
 * number beside an exact optimum: the only randomness is the training's. Same options, same engine, same runs.
 * Throws BridgeError for options without runs; TooLargeError where an environment cannot be unrolled; NeuralError for
 * a run that diverges.
 */
export async function* runSuite(device: Device, options: SuiteOptions): AsyncGenerator<SuiteRun> {
  const { environments, algorithms, seeds, iterations, evaluateEvery } = options;
  if (environments.length * Object.keys(algorithms).length * seeds.length === 0) {
    throw new BridgeError('a suite needs an environment, an algorithm and a seed');
  }
  if (![iterations, evaluateEvery].every((n) => Number.isSafeInteger(n)) || iterations < 0 || evaluateEvery < 1) {
    throw new BridgeError(`a suite cannot run ${iterations} iterations and evaluate every ${evaluateEvery}`);
  }
  for (const environment of environments) {
    const unrolled = unroll(environment);
    for (const [algorithm, how] of Object.entries(algorithms)) {
      for (const seed of seeds) {
        const points = await runOne(device, options, unrolled, how, seed);
        const optimum = optimumOf(unrolled);
        const gap = optimum.sub(points[points.length - 1].expectedReturn);
        yield { environment: environment.name, algorithm, seed, optimum, points, gap };
      }
    }
  }
}

async function runOne(
  device: Device,
  { network, optimizer, batchContexts, groupSize, iterations, evaluateEvery }: SuiteOptions,
  unrolled: Unrolled,
  algorithm: Algorithm,
  seed: number,
): Promise<SuitePoint[]> {
  const { environment } = unrolled;
  const setting = { network: network(unrolled), optimizer, batchContexts, groupSize };
  const trainer = new Trainer(device, { environment, algorithm, seed, ...setting });
  try {
    const points: SuitePoint[] = [];
    for (let k = 0; k <= iterations; k++) {
      if (k > 0) await trainer.iterate();
      if (k % evaluateEvery !== 0 && k !== iterations) continue;
      const { expectedReturn } = await exactReturn(unrolled, trainer.policy);
      points.push({ budget: trainer.state.budget, expectedReturn });
    }
    return points;
  } finally {
    trainer.dispose();
  }
}

/** The runs by environment and algorithm, in the order in which they first appear. */
export function summarise(runs: readonly SuiteRun[]): SuiteSummary[] {
  const groups = new Map<string, SuiteRun[]>();
  for (const run of runs) {
    const key = JSON.stringify([run.environment, run.algorithm]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [run]);
    else group.push(run);
  }
  return Array.from(groups.values(), (group) => {
    const [{ environment, algorithm, optimum }] = group;
    const ends = group.map(({ points }) => points[points.length - 1].expectedReturn);
    return {
      environment,
      algorithm,
      runs: group.length,
      optimum,
      mean: Rational.sum(ends).div(Rational.of(group.length)),
      least: ends.reduce((a, b) => Rational.min(a, b)),
      most: ends.reduce((a, b) => Rational.max(a, b)),
      solved: group.filter(isSolved).length,
    };
  });
}

function isSolved({ optimum, points, gap }: SuiteRun): boolean {
  return gap.le(optimum.sub(points[0].expectedReturn).mul(NEAR));
}
