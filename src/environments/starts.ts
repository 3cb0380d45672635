import { Rational } from '../exact/rational.js';
import type { Environment } from './environment.js';

/** Contexts to draw from (positions in `Environment.contexts`), and their probabilities, which sum to 1. */
export interface Start {
  readonly contexts: readonly number[];
  readonly probabilities: readonly Rational[];
}

/** The ways in which an episode may start: at all, per prompt (in the order of `promptsOf`), and the prompt of each context. */
export interface Starts {
  readonly all: Start;
  readonly ofPrompt: readonly Start[];
  readonly promptOf: readonly number[];
}

const KNOWN = new WeakMap<object, Starts>();

/** The starts of an environment, worked out once. */
export function startsOf({ contexts }: Pick<Environment, 'contexts'>): Starts {
  const known = KNOWN.get(contexts);
  if (known !== undefined) return known;
  const promptNumber = new Map<string, number>();
  const promptOf = contexts.map(({ observation }) => {
    const text = observation.join();
    const number = promptNumber.get(text) ?? promptNumber.size;
    promptNumber.set(text, number);
    return number;
  });
  const members = Array.from(promptNumber, (): number[] => []);
  promptOf.forEach((prompt, context) => members[prompt].push(context));
  const start = (chosen: readonly number[]): Start => {
    const total = Rational.sum(chosen.map((c) => contexts[c].probability));
    return { contexts: chosen, probabilities: chosen.map((c) => contexts[c].probability.div(total)) };
  };
  const starts = { all: start(contexts.map((_, c) => c)), ofPrompt: members.map(start), promptOf };
  KNOWN.set(contexts, starts);
  return starts;
}
