import type { Unrolled } from '../environments/unroll.js';
import { NodeKind } from '../game/game.js';
import type { Question } from '../neural/rollout/policyFunction.js';
import { BridgeError } from './bridgeError.js';

/** One token of an action: the place in `questions` where it is drawn, and its position in that question's mask. */
export interface TokenStep {
  readonly question: number;
  readonly choice: number;
}

/** All that a network has to be asked so that it becomes a policy of the game. */
export interface Questions {
  readonly questions: readonly Question[];
  /** Per edge: its tokens, in order; undefined on the edges of chance nodes. */
  readonly steps: readonly (readonly TokenStep[] | undefined)[];
}

const KNOWN = new WeakMap<Unrolled, Questions>();

/**
 * The places at which `unrolled` asks for a token: at each decision node once per prefix of its responses. Worked out
 * once per game. Throws BridgeError for a game with shared states or with a window: a network reads histories, so that
 * it may answer differently at histories that the game has merged or ties together.
 */
export function questionsOf(unrolled: Unrolled): Questions {
  const known = KNOWN.get(unrolled);
  if (known !== undefined) return known;
  const { game, shareStates } = unrolled;
  if (shareStates) {
    throw new BridgeError(
      `the game of "${game.name}" merges histories of equal state, but a network reads histories: unroll it without shareStates`,
    );
  }
  if (game.information.kind !== 'full') {
    throw new BridgeError(
      `the game of "${game.name}" has ${game.information.kind} information, but what a network sees is its own affair: unroll it with full information`,
    );
  }
  const result = collect(unrolled);
  KNOWN.set(unrolled, result);
  return result;
}

function collect({ game, histories, prefixes, responses, legalNext }: Unrolled): Questions {
  const questions: Question[] = [];
  const steps = new Array<readonly TokenStep[] | undefined>(game.edgeCount);
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    const [history, prefix] = [histories[i] ?? [], prefixes[i] ?? []];
    const numberOf = new Map<string, number>();
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const said = [...prefix];
      steps[e] = (responses[e] ?? []).map((token) => {
        const key = said.join();
        let question = numberOf.get(key);
        if (question === undefined) {
          question = questions.push({ tokens: [...history, ...said], legal: legalNext(i, said) }) - 1;
          numberOf.set(key, question);
        }
        said.push(token);
        return { question, choice: questions[question].legal.indexOf(token) };
      });
    }
  }
  return { questions, steps };
}
