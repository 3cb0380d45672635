import { type Prompt, promptsOf } from '../../environments/belief.js';
import { checkedEnvironment } from '../../environments/checkedEnvironment.js';
import type { Environment } from '../../environments/environment.js';
import { Episode } from '../../environments/episode.js';
import { type RandomStream, randomStream } from '../../environments/random.js';
import type { Trajectory } from '../../environments/trajectory.js';
import { NeuralError } from '../neuralError.js';
import type { PolicyFunction } from './policyFunction.js';

/** What one iteration samples. */
export interface SampleOptions {
  readonly seed: number;
  readonly iteration: number;
  /** B. */
  readonly batchContexts: number;
  /** G. */
  readonly groupSize: number;
}

/** A trajectory and the group that it was sampled in. Its id is unique in the run, and names its random streams. */
export interface GroupedTrajectory {
  readonly trajectory: Trajectory;
  /** 0..B−1; two groups of one prompt stay apart. */
  readonly group: number;
}

/**
 * Step 1 of Algorithm 1: draws B prompts and plays G episodes of each, all in step, one pass of the policy per
 * token that is a choice.
 * What an episode does depends on (seed, id) and the policy alone; ids are iteration·B·G + position.
 * Rejects with NeuralError when the policy returns something that is no distribution.
 */
export async function sampleGroups<State>(
  environment: Environment<State>,
  policy: PolicyFunction,
  { seed, iteration, batchContexts, groupSize }: SampleOptions,
): Promise<GroupedTrajectory[]> {
  const checked = checkedEnvironment(environment);
  const probabilities = promptProbabilities(checked);
  const draw = randomStream(seed, `prompts ${iteration}`);
  const prompts = Array.from({ length: batchContexts }, () => draw.index(probabilities));
  const players = Array.from({ length: batchContexts * groupSize }, (_, n) => {
    const id = iteration * batchContexts * groupSize + n;
    const group = Math.floor(n / groupSize);
    const episode = new Episode(checked, { seed, id, prompt: prompts[group] });
    return { id, group, episode, random: randomStream(seed, `policy ${id}`) };
  });
  const open = (): typeof players => players.filter(({ episode }) => !emitForced(episode));
  for (let going = open(); going.length > 0; going = open()) {
    const answers = await policy(
      going.map(({ episode: { history, prefix, legal } }) => ({ tokens: [...history, ...prefix], legal })),
    );
    going.forEach(({ episode, random, id }, n) => episode.emit(draw1(answers[n], episode.legal, random, id)));
  }
  return players.map(({ episode, group }) => ({ trajectory: episode.trajectory(), group }));
}

type Probabilities = readonly Prompt<unknown>['probability'][];

const KNOWN = new WeakMap<object, Probabilities>();

/** The probability of each prompt, worked out once per environment. */
function promptProbabilities<State>(checked: Environment<State>): Probabilities {
  const known = KNOWN.get(checked) ?? promptsOf(checked).map(({ probability }) => probability);
  KNOWN.set(checked, known);
  return known;
}

/** Emits tokens as long as one alone is legal: these are nobody's choice. Is the episode over then? */
function emitForced<State>(episode: Episode<State>): boolean {
  while (!episode.over && episode.legal.length === 1) episode.emit(episode.legal[0]);
  return episode.over;
}

/** A legal token drawn with the given probabilities, which are made to sum to 1 over the legal ones. */
function draw1(probabilities: Float32Array, legal: readonly number[], random: RandomStream, id: number): number {
  const total = legal.reduce((sum, token) => sum + probabilities[token], 0);
  if (!(total > 0.5 && total < 1.5)) {
    throw new NeuralError(
      `the policy's probabilities of the legal tokens sum to ${total} in episode ${id}; its parameters are out of range`,
    );
  }
  let left = random.unit() * total;
  for (const token of legal) {
    left -= probabilities[token];
    if (left < 0) return token;
  }
  // Rounding may leave a crumb: it belongs to the last token that can occur.
  return legal.findLast((token) => probabilities[token] > 0) ?? legal[legal.length - 1];
}
