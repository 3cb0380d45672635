import { type ExactSpec, exactValue } from '../game/exactSpec.js';
import { Rational } from '../exact/rational.js';
import type { Environment } from './environment.js';
import { EnvironmentError } from './environmentError.js';
import { sentenceMask } from './sentenceMask.js';
import { END, idsOf, textOf } from './tokens.js';

/** An exact number in rules: a Rational, a string such as "3/10", or an integer. */
export type Exact = Rational | ExactSpec;

/** A context (see `Context`) with its prompt as text; the default prompt is empty, the default probability 1. */
export interface WrittenContext<State> {
  readonly probability?: Exact;
  readonly state: State;
  readonly prompt?: string;
}

/** A reply (see `Outcome`) with its observation as text. Defaults: probability 1, reward 0, nothing said, the episode ends. */
export interface Reply<State> {
  readonly probability?: Exact;
  readonly reward?: Exact;
  readonly says?: string;
  readonly next?: State;
}

/** The rules of an environment, with words in place of token ids. The end token is added, and never written here. */
export interface Rules<State> {
  readonly name: string;
  /** One sentence. */
  readonly description: string;
  /** Every word that prompts, responses and observations use. Numbers may be written with the digits "0" … "9". */
  readonly words: readonly string[];
  /** T: no episode has more turns. */
  readonly turns: number;
  /** The most words (digits count singly) of a response, without the end token. */
  readonly longestResponse: number;
  /** The most words of a prompt or of an observation. */
  readonly longestObservation: number;
  /** No return of an episode lies outside. */
  readonly returnRange: readonly [Exact, Exact];
  readonly contexts: readonly WrittenContext<State>[];
  /**
   * What the policy may say, in one of two forms: the list of legal sentences; or, where a list would be long,
   * the words that may follow `prefix`, with END among them where the response may end.
   */
  readonly legal:
    | { readonly sentences: (state: State) => readonly string[] }
    | { readonly next: (state: State, prefix: readonly string[]) => readonly string[] };
  /** Every possible reply to the legal sentence `said`. */
  reply(state: State, said: string): readonly Reply<State>[];
  /** See `Environment.key`; by default the state as JSON. */
  key?(state: State): string;
}

/** Bounds the memory of what was read before. */
const MOST_REMEMBERED = 10_000;

/**
 * The environment with these rules. The last token of its vocabulary is the end token. Throws EnvironmentError
 * for a word outside the vocabulary, and ExactError for a number that is not exact; what else can be wrong with
 * rules is found when they are used (`checkedEnvironment`).
 */
export function defineEnvironment<State>(rules: Rules<State>): Environment<State> {
  const vocabulary = [...rules.words, END];
  const end = rules.words.length;
  // Environments say few different things, very often.
  const known = new Map<string, readonly number[]>();
  const ids = (text: string, where: () => string): readonly number[] => {
    let found = known.get(text);
    if (found === undefined) {
      try {
        found = idsOf(vocabulary, text);
      } catch (error) {
        if (!(error instanceof EnvironmentError)) throw error;
        throw new EnvironmentError(`environment "${rules.name}": in ${where()}, ${error.message}`);
      }
      if (known.size < MOST_REMEMBERED) known.set(text, found);
    }
    return found;
  };
  const { legal } = rules;
  return {
    name: rules.name,
    description: rules.description,
    vocabulary,
    end,
    turns: rules.turns,
    longestResponse: rules.longestResponse + 1,
    longestObservation: rules.longestObservation,
    returnRange: [exact(rules.returnRange[0]), exact(rules.returnRange[1])],
    contexts: rules.contexts.map(({ probability, state, prompt }) => ({
      probability: exact(probability ?? 1),
      state,
      observation: ids(prompt ?? '', () => 'the prompt'),
    })),
    legalNext:
      'sentences' in legal
        ? sentenceMask(end, (state: State) =>
            legal.sentences(state).map((text) => ids(text, () => 'the legal sentences')),
          )
        : (state, prefix) =>
            legal
              .next(
                state,
                prefix.map((id) => vocabulary[id]),
              )
              .flatMap((word) => ids(word, () => 'the mask')),
    respond: (state, response) => {
      const said = textOf(vocabulary, response.slice(0, -1));
      return rules.reply(state, said).map(({ probability, reward, says, next }) => ({
        probability: exact(probability ?? 1),
        reward: exact(reward ?? 0),
        observation: ids(says ?? '', () => `the reply to "${said}"`),
        next,
      }));
    },
    key: (state) => rules.key?.(state) ?? JSON.stringify(state),
  };
}

const EXACT = new Map<ExactSpec, Rational>();

function exact(written: Exact): Rational {
  if (written instanceof Rational) return written;
  let value = EXACT.get(written);
  if (value === undefined) {
    value = exactValue(written);
    if (EXACT.size < MOST_REMEMBERED) EXACT.set(written, value);
  }
  return value;
}
