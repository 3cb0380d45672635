import { Rational } from '../exact/rational.js';
import { checkedEnvironment } from './checkedEnvironment.js';
import type { Environment } from './environment.js';
import { EnvironmentError } from './environmentError.js';
import { inRange } from './inRange.js';
import { type RandomStream, randomStream } from './random.js';
import { startsOf } from './starts.js';
import { textOf } from './tokens.js';
import type { Trajectory, TrajectoryTurn } from './trajectory.js';

/** Which episode to play. */
export interface EpisodeOptions {
  /** The root seed of the run. */
  readonly seed: number;
  /** Names the episode: the environment's chances are those of the stream "chance `id`". */
  readonly id: number;
  /** Only contexts of this prompt (a position in `promptsOf`), as for a group of one prompt; default all contexts. */
  readonly prompt?: number;
}

/**
 * An episode that is being played: what to read (`history`, `prefix`, `legal`) and one thing to do (`emit`).
 * A network plays many in step: a batch of episodes, one forward pass, one `emit` each. What happens depends
 * on (seed, id) and the tokens only, never on the other episodes.
 */
export class Episode<State = unknown> {
  /** All tokens before the response that is being written. */
  history: readonly number[];
  /** The response so far. */
  prefix: readonly number[] = [];
  /** The tokens that may come next, ascending; empty once the episode is over. */
  legal: readonly number[];
  private readonly environment: Environment<State>;
  private readonly chance: RandomStream;
  private readonly context: number;
  private readonly prompt: number;
  private readonly turns: TrajectoryTurn[] = [];
  private state: State | undefined;
  private masks: (readonly number[])[] = [];

  /** Draws the context. Throws EnvironmentError when the rules are broken, RangeError for an unknown prompt. */
  constructor(
    environment: Environment<State>,
    private readonly options: EpisodeOptions,
  ) {
    this.environment = checkedEnvironment(environment);
    this.chance = randomStream(options.seed, `chance ${options.id}`);
    const { all, ofPrompt, promptOf } = startsOf(this.environment);
    const starts = options.prompt === undefined ? all : ofPrompt[options.prompt];
    if (starts === undefined) {
      throw new RangeError(
        `environment "${environment.name}" has the prompts 0 to ${ofPrompt.length - 1}, not ${options.prompt}`,
      );
    }
    this.context = starts.contexts[this.chance.index(starts.probabilities)];
    this.prompt = promptOf[this.context];
    const { state, observation } = this.environment.contexts[this.context];
    this.history = observation;
    this.state = state;
    this.legal = this.environment.legalNext(state, []);
  }

  /** Is the episode over? */
  get over(): boolean {
    return this.state === undefined;
  }

  /** Appends a token to the response; the end token has the environment reply. Throws RangeError for an illegal token. */
  emit(token: number): void {
    const { environment, state } = this;
    if (state === undefined) throw new RangeError(`episode ${this.options.id} is over`);
    if (!this.legal.includes(token)) {
      const menu = this.legal.map((id) => `${id} "${environment.vocabulary[id]}"`).join(', ');
      throw new RangeError(
        `token ${token} ("${environment.vocabulary[token] ?? 'not in the vocabulary'}") is not legal after "${textOf(environment.vocabulary, this.prefix)}"; legal: ${menu}`,
      );
    }
    this.masks.push(this.legal);
    this.prefix = [...this.prefix, token];
    if (token === environment.end) this.reply(state);
    else this.legal = environment.legalNext(state, this.prefix);
  }

  private reply(state: State): void {
    const { environment, history, prefix: response, masks: legal } = this;
    const outcomes = environment.respond(state, response);
    const { reward, observation, next } = outcomes[this.chance.index(outcomes.map(({ probability }) => probability))];
    this.turns.push({ history, response, legal, reward, observation });
    this.state = next;
    this.history = [...history, ...response, ...observation];
    this.prefix = [];
    this.masks = [];
    this.legal = next === undefined ? [] : environment.legalNext(next, []);
    if (next === undefined) inRange(environment, this.paid());
    else if (this.turns.length === environment.turns) {
      throw new EnvironmentError(
        `environment "${environment.name}": an episode goes on after turn ${environment.turns}, its last`,
      );
    }
  }

  private paid(): Rational {
    return Rational.sum(this.turns.map(({ reward }) => reward));
  }

  /** The finished episode. Throws RangeError while it is not over. */
  trajectory(): Trajectory {
    const { options, prompt, context, turns } = this;
    if (!this.over) throw new RangeError(`episode ${options.id} is not over`);
    return { id: options.id, prompt, context, turns: turns.slice(), pathReturn: this.paid() };
  }
}
