import type { Environment } from './environment.js';
import { Episode, type EpisodeOptions } from './episode.js';
import { type RandomStream, randomStream } from './random.js';
import type { Trajectory } from './trajectory.js';

/**
 * A policy as a function: the token to emit after `history` and the response so far, `prefix`, out of `legal`.
 * `random` is the stream "policy `id`" of the episode: drawing from it keeps the episode reproducible by itself.
 */
export type Act = (
  history: readonly number[],
  prefix: readonly number[],
  legal: readonly number[],
  random: RandomStream,
) => number;

/** The policy that draws every token uniformly from the mask. */
export const uniformTokens: Act = (_history, _prefix, legal, random) => legal[random.below(legal.length)];

/**
 * Plays one episode to its end. Deterministic in (seed, id), given `act`.
 * Throws RangeError when `act` returns an illegal token, EnvironmentError when the rules are broken.
 */
export function rollout<State>(environment: Environment<State>, act: Act, options: EpisodeOptions): Trajectory {
  const episode = new Episode(environment, options);
  const random = randomStream(options.seed, `policy ${options.id}`);
  while (!episode.over) episode.emit(act(episode.history, episode.prefix, episode.legal, random));
  return episode.trajectory();
}
